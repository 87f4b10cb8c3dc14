"""The lines of the due list: what a filter and a village leave over, chips for what is overdue only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_due import first_doses
from tests.ui.showing import show
from tikadesk import i18n
from tikadesk.actions import due
from tikadesk.actions.due import DueRow
from tikadesk.ui.due_table import DueTable
from tikadesk.ui.table import State
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import plain


@pytest.fixture
def lines(qtbot: QtBot) -> Iterator[DueTable]:
    desk = busy_desk()
    first_doses(desk)
    made = DueTable(desk.store)
    show(qtbot, made, size=(820, 520))
    made.show_list(due.listed(desk.store, desk.today()))
    yield made


def names(lines: DueTable) -> list[str]:
    rows = lines.table.rows
    return [rows.row(at).name.split()[0] for at in range(rows.rowCount())]


def test_a_filter_and_a_village_leave_over_what_their_counts_say(lines: DueTable) -> None:
    assert len(names(lines)) == 9 and lines.count.text() == "9 people"
    lines.filters.buttons["overdue"].click()
    assert names(lines) == ["SUNIL", "RAJKUMARI", "ARUN"]
    lines.show_village("makanpur", plain("Makanpur"))
    assert names(lines) == ["RAJKUMARI", "ARUN"] and lines.count.text() == "Makanpur: 2 people"
    assert lines.filters.buttons["all"].text() == "All 3"
    lines.filters.buttons["later"].click()
    assert names(lines) == [] and lines._empty.isVisible() and "All" in lines._empty.text.text()
    lines.show_village(None, plain(""))
    assert names(lines) == ["FARIDA"]


def test_only_what_is_overdue_is_a_chip(lines: DueTable) -> None:
    cells = {row.name.split()[0]: lines.table.rows.columns[-1].cell(row) for row in rows_of(lines)}
    overdue = cells["ARUN"]
    assert isinstance(overdue, State) and (overdue.look, str(overdue.words)) == (
        Look.AMBER,
        "18 days overdue",
    )
    assert cells["KALAWATI"] == "until 26-10-2021"
    later = cells["FARIDA"]
    assert isinstance(later, State) and later.quiet and str(later.words) == "from 07-11-2021"


def rows_of(lines: DueTable) -> list[DueRow]:
    return [lines.table.rows.row(at) for at in range(lines.table.rows.rowCount())]


def test_after_a_severe_event_the_line_says_that_a_doctor_decides_first(
    qtbot: QtBot, lines: DueTable
) -> None:
    row = replace(rows_of(lines)[0], caution=True)
    cell = lines.table.rows.columns[-1].cell(row)
    assert isinstance(cell, State) and (cell.look, str(cell.words)) == (Look.DANGER, "Doctor first")


def test_the_marked_line_stays_when_the_list_is_read_again_and_is_seen_from_the_start(
    lines: DueTable,
) -> None:
    lines.start()
    assert lines.table.selectionModel().hasSelection() and lines.current() == rows_of(lines)[0]
    lines.table.mark(4)
    held = lines.current()
    assert lines._list is not None
    lines.show_list(lines._list)
    assert lines.current() == held is not None


def test_enter_opens_the_person(qtbot: QtBot, lines: DueTable) -> None:
    lines.start()
    with qtbot.waitSignal(lines.opened) as told:
        qtbot.keyClick(lines.table, Qt.Key.Key_Return)
    assert told.args == [rows_of(lines)[0]]


def test_who_told_no_village_and_no_mobile_is_shown_so_in_both_languages(lines: DueTable) -> None:
    last = rows_of(lines)[-1]
    village = lines.table.rows.columns[3].cell
    assert village(last) == "Not told"
    i18n.use("hi")
    assert village(last) == "नहीं लिखा"
