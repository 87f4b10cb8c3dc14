"""A supervisor vouches for one act with a PIN: checked before it is answered, Esc does nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN, a_desk, busy_desk
from tests.ui.showing import show_window
from tikadesk.actions import staff
from tikadesk.domain.roles import Role
from tikadesk.ui.pin import PinDialog, ask_pin
from tikadesk.ui.words import say


@pytest.fixture
def dialog(qtbot: QtBot) -> PinDialog:
    made = PinDialog(busy_desk(), say("pin.choose"))
    show_window(qtbot, made, size=(420, 320))
    return made


def test_the_only_supervisor_is_chosen_and_the_pin_answers(dialog: PinDialog) -> None:
    pin = dialog.form.field("pin").editor.inner
    assert pin.hasFocus()
    QTest.keyClicks(pin, PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    assert dialog.answer is not None
    assert dialog.answer[1] == PIN
    assert not dialog.isVisible()


def test_a_wrong_pin_keeps_the_window_open_and_says_so(dialog: PinDialog) -> None:
    pin = dialog.form.field("pin").editor.inner
    QTest.keyClicks(pin, "0000")
    QTest.keyClick(pin, Qt.Key.Key_Return)
    assert dialog.answer is None
    assert dialog.isVisible()
    assert dialog.form.bad_names == ("pin",)
    assert dialog.form.values()["pin"] == ""


def test_escape_turns_back(dialog: PinDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is None and not dialog.isVisible()


def test_with_several_someone_has_to_be_chosen(qtbot: QtBot) -> None:
    desk = busy_desk()
    desk.operator = next(one for one in staff.operators(desk) if one.role == Role.SUPERVISOR)
    staff.add(desk, "Second Supervisor", Role.SUPERVISOR, "2468")
    dialog = PinDialog(desk, say("pin.choose"))
    show_window(qtbot, dialog, size=(420, 320))
    dialog.form.field("pin").editor.set_value("2468")
    dialog.allow.click()
    assert dialog.form.bad_names == ("who",)
    QTest.keyClicks(dialog.form.field("who").editor.inner, "2")
    dialog.allow.click()
    assert dialog.answer is not None


def test_without_a_supervisor_it_says_whom_to_ask(qtbot: QtBot) -> None:
    dialog = PinDialog(a_desk(), say("pin.choose"))
    show_window(qtbot, dialog, size=(420, 320))
    assert not dialog.allow.isEnabled()


def test_asking_waits_for_the_answer(qtbot: QtBot) -> None:
    parent, desk = QWidget(), busy_desk()
    show_window(qtbot, parent, size=(600, 400))

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PinDialog)
        dialog.form.field("pin").editor.set_value(PIN)
        dialog.allow.click()

    QTimer.singleShot(50, answer)
    given = ask_pin(parent, desk, say("pin.choose"))
    assert given is not None and given[1] == PIN
