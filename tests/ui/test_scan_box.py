"""The field for scans: it empties itself, refuses in words, offers near numbers by digit, and works the list below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui.scan_box import NEAR, Near, ScanBox
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import plain


def scan_box(qtbot: QtBot) -> ScanBox:
    made = ScanBox(plain("Scan a tube"), plain("or type its number"))
    show(qtbot, made, size=(700, 300))
    made.start()
    settle()
    return made


def near(count: int) -> list[Near]:
    return [Near(f"CGK{at}", plain(f"CG K {at}")) for at in range(1, count + 1)]


def test_a_scan_is_told_and_the_field_is_empty_again(qtbot: QtBot) -> None:
    box = scan_box(qtbot)
    told = QSignalSpy(box.scanned)
    QTest.keyClicks(box.line, " CGK 01 ")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert [told.at(at)[0] for at in range(told.count())] == ["CGK 01"]
    assert box.line.text() == ""
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert told.count() == 1


def test_it_is_called_by_its_label(qtbot: QtBot) -> None:
    box = scan_box(qtbot)
    assert box.line.accessibleName() == "Scan a tube"
    assert box.line.placeholderText() == "or type its number"


def test_a_refusal_stands_below_until_the_next_scan_is_taken(qtbot: QtBot) -> None:
    box = scan_box(qtbot)
    box.refuse(plain("This tube is in another box. Take it out there first."))
    assert box.refused.startswith("This tube is in another box")
    assert not box.refusal.isHidden()
    box.say(Look.OK, plain("added, slot 4"))
    assert (box.refused, box.said) == ("", "added, slot 4")


def test_a_digit_takes_a_near_number_only_while_the_field_is_empty(qtbot: QtBot) -> None:
    box = scan_box(qtbot)
    told = QSignalSpy(box.scanned)
    box.refuse(plain("Nearly"), near(2))
    QTest.keyClicks(box.line, "2")
    assert told.at(0)[0] == "CGK2"
    assert box.line.text() == ""
    QTest.keyClicks(box.line, "3")
    assert (told.count(), box.line.text()) == (1, "3")
    QTest.keyClicks(box.line, "1")
    assert (told.count(), box.line.text()) == (1, "31")


def test_a_near_number_has_a_button_and_there_are_five_at_most(qtbot: QtBot) -> None:
    box = scan_box(qtbot)
    told = QSignalSpy(box.scanned)
    box.refuse(plain("Nearly"), near(7))
    assert len(box.near) == NEAR
    box.choose(6)
    assert told.count() == 0
    box.choose(5)
    assert told.at(0)[0] == "CGK5"
    box.refuse(plain("No"))
    assert box.near == ()


def test_the_list_is_worked_without_leaving_the_field(qtbot: QtBot) -> None:
    box = scan_box(qtbot)
    steps, deleted = QSignalSpy(box.stepped), QSignalSpy(box.deleted)
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    QTest.keyClick(box.line, Qt.Key.Key_Up)
    assert [steps.at(at)[0] for at in range(2)] == [1, -1]
    QTest.keyClick(box.line, Qt.Key.Key_Delete)
    assert deleted.count() == 1
    QTest.keyClicks(box.line, "AB")
    QTest.keyClick(box.line, Qt.Key.Key_Home)
    QTest.keyClick(box.line, Qt.Key.Key_Delete)
    assert (deleted.count(), box.line.text()) == (1, "B")
