from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.day_bar import DayBar

TODAY = "2021-10-14"


@pytest.fixture
def bar(qtbot: QtBot) -> DayBar:
    made = DayBar(lambda: TODAY)
    made.show_day(TODAY)
    show(qtbot, made, size=(500, 120))
    return made


def chosen(bar: DayBar) -> list[str]:
    told: list[str] = []
    bar.chosen.connect(told.append)
    return told


def test_it_steps_back_and_on_but_not_beyond_today(bar: DayBar) -> None:
    told = chosen(bar)
    assert not bar.after.isEnabled() and not bar.to_today.isVisible()
    bar.before.click()
    bar.step(-1)
    assert bar.field.value() == "12-10-2021" and bar.to_today.isVisible() and bar.after.isEnabled()
    bar.step(5)
    assert told == ["2021-10-13", "2021-10-12", TODAY]


def test_a_day_is_typed_in_any_form_and_shown_when_it_is_whole(bar: DayBar) -> None:
    told, line = chosen(bar), bar.field.editor.inner
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "01/10/2021")
    assert told == ["2021-10-01"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert told[-1] == "2021-09-30" and bar.day == "2021-09-30"
    bar.to_today.click()
    assert told[-1] == TODAY and bar.field.value() == "14-10-2021"


@pytest.mark.parametrize("typed", ["31-02-2021", "15-10-2021"])
def test_what_is_no_day_or_lies_ahead_is_told_and_goes_back_when_left(bar: DayBar, typed: str) -> None:
    told, line = chosen(bar), bar.field.editor.inner
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bar.field.is_bad and told == []
    bar.before.setFocus()
    assert not bar.field.is_bad and bar.field.value() == "14-10-2021"


def test_what_is_being_typed_stays_when_the_day_is_read_again(bar: DayBar) -> None:
    line = bar.field.editor.inner
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "01-1")
    bar.show_day(TODAY)
    assert bar.field.value() == "01-1"
    bar.show_day("2021-10-02")
    assert bar.field.value() == "02-10-2021"


def test_the_arrows_say_what_they_do(bar: DayBar) -> None:
    assert (bar.before.accessibleName(), bar.after.accessibleName()) == ("Day before", "Day after")
