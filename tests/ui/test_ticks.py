"""Several choices at once: letters and clicks tick, the value keeps the table's order, rows follow the width."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.domain.kinds.sample import SAMPLE
from tikadesk.ui.segments import Segment
from tikadesk.ui.ticks import TicksEditor
from tikadesk.ui.words import plain

SEGMENTS = [
    Segment(code, plain(code.capitalize()), letter)
    for code, letter in (("fever", "F"), ("cough", "C"), ("vomiting", "V"), ("sputum", "P"), ("none", "0"))
]


def _ticks(qtbot: QtBot, wide: int = 600) -> TicksEditor:
    editor = TicksEditor("symptoms", SEGMENTS)
    show(qtbot, editor, size=(wide, 300))
    return editor


def test_letters_tick_and_untick(qtbot: QtBot) -> None:
    editor = _ticks(qtbot)
    editor.setFocus()
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.panel, Qt.Key.Key_C)
    QTest.keyClick(editor.panel, Qt.Key.Key_F)
    assert editor.value() == "fever cough"
    QTest.keyClick(editor.panel, Qt.Key.Key_C)
    assert editor.value() == "fever"
    assert editor.panel.accessibleDescription() == "Fever"


def test_what_it_gives_the_field_reads(qtbot: QtBot) -> None:
    editor = _ticks(qtbot)
    editor.set_value("cough fever nonsense")
    assert SAMPLE.by_name["symptoms"].read(editor.value(), date(2021, 10, 14)) == "fever cough"


def test_enter_passes_on_and_shift_enter_back(qtbot: QtBot) -> None:
    editor = _ticks(qtbot)
    with qtbot.waitSignal(editor.passed) as told:
        QTest.keyClick(editor.panel, Qt.Key.Key_Return)
    assert told.args == [True]
    with qtbot.waitSignal(editor.passed) as told:
        QTest.keyClick(editor.panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [False]


def test_a_narrow_place_takes_more_rows(qtbot: QtBot) -> None:
    wide, narrow = _ticks(qtbot, 900), _ticks(qtbot, 300)
    settle()
    assert narrow.panel.heightForWidth(narrow.width()) > wide.panel.heightForWidth(wide.width())
    assert all(narrow.panel.rect().contains(tick.geometry()) for tick in narrow.panel.ticks)


def test_a_problem_is_told_to_a_screen_reader(qtbot: QtBot) -> None:
    editor = _ticks(qtbot)
    editor.set_problem("Choose one.")
    assert editor.panel.bad and editor.panel.accessibleDescription() == "Choose one."
    editor.set_problem(None)
    assert not editor.panel.bad
