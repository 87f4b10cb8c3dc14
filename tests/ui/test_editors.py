"""What the typed editors make of keys: groups, Hindi digits, letters kept out, days, and whose shortcut it is."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.editors import DayEditor, DigitsEditor, Editor, TextEditor, read_day


def _shown(qtbot: QtBot, editor: Editor) -> None:
    show(qtbot, editor, size=(300, 100))
    editor.setFocus()


def test_mobile_is_shown_in_two_groups_and_given_without(qtbot: QtBot) -> None:
    editor = DigitsEditor("mobile", groups=(5, 5))
    _shown(qtbot, editor)
    QTest.keyClicks(editor.line, "9839043210")
    assert editor.line.text() == "98390 43210"
    assert editor.value() == "9839043210"


def test_what_is_not_ten_digits_is_left_as_typed(qtbot: QtBot) -> None:
    editor = DigitsEditor("mobile", groups=(5, 5))
    _shown(qtbot, editor)
    editor.line.insert("+91 98390 43210")
    assert editor.line.text() == "+91 98390 43210"
    editor.set_value("98390432101")
    assert editor.line.text() == "98390432101"


def test_grouping_leaves_the_cursor_alone_in_the_middle(qtbot: QtBot) -> None:
    editor = DigitsEditor("mobile", groups=(5, 5))
    _shown(qtbot, editor)
    editor.set_value("983904321")
    editor.line.setCursorPosition(2)
    QTest.keyClicks(editor.line, "7")
    assert editor.line.cursorPosition() == 3


def test_digits_of_hindi_are_digits(qtbot: QtBot) -> None:
    editor = DigitsEditor("age", also="m-", groups=(3,))
    _shown(qtbot, editor)
    editor.line.insert("३४")
    assert editor.value() == "34"


def test_a_letter_that_is_not_taken_is_told_by_its_key(qtbot: QtBot) -> None:
    editor = DigitsEditor("mobile", groups=(5, 5))
    _shown(qtbot, editor)
    with qtbot.waitSignal(editor.letter) as told:
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "ल")
        QApplication.sendEvent(editor.line, press)
    assert told.args == ["N"]
    assert editor.value() == ""


def test_names_are_upper_case_and_trimmed(qtbot: QtBot) -> None:
    editor = TextEditor("name", upper=True)
    _shown(qtbot, editor)
    QTest.keyClicks(editor.line, " sushila devi ")
    assert editor.value() == "SUSHILA DEVI"


def test_showing_a_value_is_no_change_by_the_operator(qtbot: QtBot) -> None:
    editor = TextEditor("name")
    _shown(qtbot, editor)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value("GEETA")
    with qtbot.waitSignal(editor.changed):
        QTest.keyClicks(editor.line, "S")


def test_a_problem_is_framed_and_told_and_taken_back(qtbot: QtBot) -> None:
    editor = TextEditor("name")
    _shown(qtbot, editor)
    editor.line.clearFocus()
    usual = editor.grab().toImage()
    editor.set_problem("Type the name.")
    assert editor.inner.accessibleDescription() == "Type the name."
    assert editor.grab().toImage() != usual
    editor.set_problem(None)
    assert editor.inner.accessibleDescription() == ""
    assert editor.grab().toImage() == usual


def test_the_desks_keys_reach_the_desk_from_inside_a_field(qtbot: QtBot) -> None:
    editor = TextEditor("name")
    window = show(qtbot, editor, size=(300, 100))
    editor.setFocus()
    repeat = QShortcut(QKeySequence("Ctrl+D"), window)
    with qtbot.waitSignal(repeat.activated):
        QTest.keyClick(editor.line, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("typed", [True, False])
def test_undo_is_the_fields_own_only_while_it_has_typing(qtbot: QtBot, typed: bool) -> None:
    editor = TextEditor("name")
    window = show(qtbot, editor, size=(300, 100))
    editor.setFocus()
    undone: list[bool] = []
    QShortcut(QKeySequence("Ctrl+Z"), window).activated.connect(lambda: undone.append(True))
    if typed:
        QTest.keyClicks(editor.line, "GEETA")
    QTest.keyClick(editor.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bool(undone) != typed
    assert editor.value() == ""


@pytest.mark.parametrize("typed", ["12-03-1992", "12/03/1992", "12.3.1992", "12031992", "१२-०३-१९९२"])
def test_a_day_is_read_with_any_separator(typed: str) -> None:
    assert read_day(typed) == date(1992, 3, 12)


@pytest.mark.parametrize("typed", ["31-02-2026", "1-1-26", "34", "", "12-03-1992x"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


def test_a_day_is_stepped_by_keys_and_tidied_on_leaving(qtbot: QtBot) -> None:
    editor = DayEditor("day", today=lambda: date(2026, 10, 14))
    other = TextEditor("other")
    show(qtbot, editor, other, size=(300, 140))
    editor.setFocus()
    for key, shown in (
        (Qt.Key.Key_Equal, "14-10-2026"),
        (Qt.Key.Key_Down, "13-10-2026"),
        (Qt.Key.Key_Up, "14-10-2026"),
        (Qt.Key.Key_PageDown, "14-09-2026"),
    ):
        QTest.keyClick(editor.line, key)
        assert editor.value() == shown
    editor.line.clear()
    QTest.keyClicks(editor.line, "3/9/2026")
    other.setFocus()
    assert editor.value() == "03-09-2026"
