"""Six keys open the desk; a wrong PIN is said beside the field; the lock shows nobody of the register."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN, a_desk, busy_desk
from tests.ui.showing import settle, show_window
from tikadesk.actions import staff
from tikadesk.ui.lock import LockScreen, PinEditor


@pytest.fixture
def lock(qtbot: QtBot) -> LockScreen:
    desk = busy_desk()
    staff.sign_out(desk)
    screen = LockScreen(desk, practice=False)
    show_window(qtbot, screen, size=(1366, 640))
    screen.start()
    return screen


def _type(keys: str) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        if key == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, key)


def test_a_digit_the_pin_and_enter_open_the_desk(lock: LockScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lock.opened) as told:
        _type(f"2{PIN}\n")
    assert told.args[0].name == "Sunita Devi"


def test_a_wrong_pin_is_said_beside_the_field_and_can_be_typed_again(lock: LockScreen, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(lock.opened):
        _type("20000\n")
    assert lock.pin.is_bad
    assert "2" in lock.pin.note.text.text()
    assert lock.messages.texts() == []
    with qtbot.waitSignal(lock.opened):
        _type(f"{PIN}\n")


def test_three_wrong_pins_mean_a_pause(lock: LockScreen, qtbot: QtBot) -> None:
    _type("2" + "0000\n" * 3)
    assert "30" in lock.pin.note.text.text()
    with qtbot.assertNotEmitted(lock.opened):
        _type(f"{PIN}\n")


def test_escape_starts_over(lock: LockScreen) -> None:
    _type("2")
    assert lock.chosen is not None
    _type("19")
    QTest.keyClick(lock.pin.editor.inner, Qt.Key.Key_Escape)
    assert lock.chosen is None
    assert lock.pin.value() == ""


def test_the_pin_is_never_shown(lock: LockScreen) -> None:
    _type("21947")
    editor = lock.pin.editor
    assert isinstance(editor, PinEditor)
    assert "1947" not in editor.line.displayText()


def test_a_tile_can_be_clicked(lock: LockScreen) -> None:
    QTest.mouseClick(lock.tiles[3], Qt.MouseButton.LeftButton)
    assert lock.chosen is lock.tiles[3]
    assert lock.pin.editor.inner.hasFocus()


def test_nobody_of_the_register_is_shown(lock: LockScreen) -> None:
    lock.show_kept("Sunita Devi")
    said = " ".join(label.text() for label in lock.findChildren(QLabel))
    assert "Sunita Devi's half-filled form is kept." in said
    for name in ("RAM KUMAR", "GEETA", "9839"):
        assert name not in said


def test_in_practice_no_pin_is_asked(qtbot: QtBot) -> None:
    screen = LockScreen(busy_desk(practice=True), practice=True)
    show_window(qtbot, screen, size=(1366, 640))
    screen.start()
    assert not screen.pin.isVisible() and not screen.practice.isVisible()
    with qtbot.waitSignal(screen.opened):
        _type("2")


def test_a_desk_without_operators_can_begin_or_practise(qtbot: QtBot) -> None:
    screen = LockScreen(a_desk(), practice=False)
    show_window(qtbot, screen, size=(1366, 640))
    screen.start()
    settle()
    with qtbot.waitSignal(screen.opened) as told:
        _type("\n")
    assert told.args == [None]
    with qtbot.waitSignal(screen.practice_wanted):
        screen.practice.click()
