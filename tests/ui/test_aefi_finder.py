"""Who is unwell: those under observation at once, anybody else with a dose by what is typed, never who had none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import aefi_desk
from tests.ui.busy_desk import busy_desk
from tests.ui.showing import settle, show
from tikadesk.ui.aefi_finder import AefiFinder


def names(finder: AefiFinder) -> list[str]:
    return [str(row.first) for row in finder.people.rows]


def test_whoever_is_under_observation_comes_first_and_reports_below(qtbot: QtBot) -> None:
    finder = AefiFinder(aefi_desk())
    show(qtbot, finder)
    finder.refresh()
    assert names(finder)[:2] == ["RAMU SAHU", "ANITA YADAV"]
    assert [str(row.first) for row in finder.reports.rows] == ["OM PRAKASH"]
    finder.start()
    settle()
    taken: list[object] = []
    finder.shot_wanted.connect(taken.append)
    QTest.keyClick(finder.search.editor.inner, Qt.Key.Key_Down)
    QTest.keyClick(finder.people.rows[0], Qt.Key.Key_2)
    assert [getattr(shot, "name", "") for shot in taken] == ["ANITA YADAV"]


def test_only_people_with_a_dose_are_found(qtbot: QtBot) -> None:
    finder = AefiFinder(aefi_desk())
    show(qtbot, finder)
    for typed, found in (("shanti", ["SHANTI DEVI"]), ("farida", [])):  # Farida is registered, without a dose
        finder.search.editor.set_value(typed)
        finder.look()
        assert names(finder) == found
    assert finder._count.text().startswith("Nobody with a dose fits")


def test_a_quiet_morning_says_what_to_do(qtbot: QtBot) -> None:
    finder = AefiFinder(busy_desk())
    show(qtbot, finder)
    finder.refresh()
    assert finder._count.text().startswith("Nobody had a dose in the last 30 minutes. Scan a slip")
    assert not finder.reports.isVisible()
