"""The end of a count: what was not seen is said before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui import busy_boxes
from tests.ui.busy_desk import a_desk
from tests.ui.lab_window import Lab
from tests.ui.showing import settle
from tikadesk.actions import boxes, receiving
from tikadesk.i18n import tr
from tikadesk.ui.finish_card import FinishCard


def at_the_end(qtbot: QtBot, *, tubes: int = 4, seen: int = 2) -> Lab:
    desk = a_desk(practice=True)
    box = busy_boxes.sent_box(desk, tubes)
    lab = Lab(qtbot, desk)
    lab.side.show_box(box)
    assert lab.side.counting.receiving is not None
    for line in lab.side.counting.receiving.lines[:seen]:
        lab.scan(line.tube)
    lab.press(Qt.Key.Key_F9)
    settle()
    return lab


def test_what_is_missing_is_said_and_then_written_down(qtbot: QtBot) -> None:
    lab = at_the_end(qtbot)
    card: FinishCard = lab.side.finish
    assert lab.side.front is card
    assert card.missing.text.text() == tr("receive.missing", n=2)
    assert card.receiving is not None
    for line in card.receiving.unseen:
        assert line.shown in card._which.text()
        assert line.verdict == ""
    lab.scan("6.5")
    lab.scan("Dr Rao")
    assert lab.side.front is lab.side.door
    done = receiving.of(lab.desk, card.receiving.id)
    assert (done.finished, done.received_temp, done.received_by, done.count("short")) == (
        True,
        65,
        "Dr Rao",
        2,
    )
    answer = boxes.boxes(lab.desk)[0].receipt
    assert answer is not None
    assert (answer.received, answer.short) == (2, 2)


def test_nothing_missing_is_said_as_well(qtbot: QtBot) -> None:
    lab = at_the_end(qtbot, seen=4)
    assert lab.side.finish.missing.text.text() == tr("receive.none_missing")
    assert lab.side.finish._which.isHidden()


def test_of_many_missing_tubes_only_some_are_named(qtbot: QtBot) -> None:
    lab = at_the_end(qtbot, tubes=20, seen=1)
    assert lab.side.finish._which.text().endswith("+ 7")


def test_a_temperature_that_cannot_be_read_ends_nothing(qtbot: QtBot) -> None:
    lab = at_the_end(qtbot)
    lab.scan("warm")
    lab.press(Qt.Key.Key_F9)
    assert lab.side.finish.form.bad_names == ("received_temp",)
    lab.press(Qt.Key.Key_Escape)
    assert lab.side.front is lab.side.counting


def test_a_finished_box_stays_open_for_results(qtbot: QtBot) -> None:
    lab = at_the_end(qtbot, seen=4)
    lab.press(Qt.Key.Key_F9)
    box = boxes.boxes(lab.desk)[0]
    lab.side.show_box(box)
    assert lab.side.counting.table.hasFocus()
    lab.press(Qt.Key.Key_P)
    assert lab.side.counting.receiving is not None
    assert lab.side.counting.receiving.lines[0].result == "positive"
