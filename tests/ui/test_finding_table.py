"""The lines of a reconciliation: lists with counts, search in either script, the mark that stays, the empty state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.domain.reconcile import AGREES, ALL, HERE_ONLY, OPEN, UNCLEAR, UNSENT, Finding, Line
from tikadesk.domain.sides import Here, There
from tikadesk.ui.finding_table import FindingTable
from tikadesk.ui.words import plain

DAY = "2021-05-17"


def line(at: int, group: str = AGREES, *, unsent: bool = False, **known: str) -> Line:
    one = Here(name=f"Person {at}", day=DAY, person=f"p{at}", dose=f"d{at}", **known)
    return Line(Finding(group, (one,), (There(row=at),)), unsent)


LINES = [
    line(1, HERE_ONLY, name_local="सुनीता साहू"),
    line(2, mobile="9827012345"),
    line(3, unsent=True, portal_ref="62682606457710"),
    line(4),
]


def shown(qtbot: QtBot, lines: list[Line]) -> FindingTable:
    table = FindingTable()
    show(qtbot, table, size=(900, 400))
    table.show_lines(lines, plain("nobody came"))
    return table


def listed(table: FindingTable) -> list[str]:
    rows = table.table.rows
    return [rows.row(at).finding.here[0].person for at in range(rows.rowCount())]


def test_each_list_holds_what_its_count_says(qtbot: QtBot) -> None:
    table = shown(qtbot, LINES)
    assert listed(table) == ["p1", "p3"]
    for code, expected in ((HERE_ONLY, ["p1"]), (UNSENT, ["p3"]), (AGREES, ["p2", "p3", "p4"])):
        button = table.filters.buttons[code]
        button.click()
        assert listed(table) == expected and button.text().endswith(str(len(expected)))
    assert table.filters.buttons[OPEN].alert and not table.filters.buttons[UNCLEAR].isVisible()


def test_names_are_found_by_sound_and_numbers_by_any_part(qtbot: QtBot) -> None:
    table = shown(qtbot, LINES)
    for typed, expected in (("suneeta sahu", ["p1"]), ("१२३", ["p2"]), ("457710", ["p3"]), ("nobody", [])):
        table.start_search(typed)
        assert listed(table) == expected, typed
    assert table.nothing.isVisible() and table.filters.code == ALL
    table.start_search("person")
    qtbot.keyClick(table.search.inner, Qt.Key.Key_Down)
    assert table.table.hasFocus() and table.current() == LINES[0]


def test_the_mark_stays_on_its_line_when_the_day_is_read_again_and_nobody_is_told(qtbot: QtBot) -> None:
    table = shown(qtbot, LINES)
    table.show_list(ALL)
    table.table.mark(2)
    told: list[object] = []
    table.marked.connect(told.append)
    table.show_lines([line(9), *LINES], plain(""))
    assert table.current() == LINES[2] and told == []
    table.show_lines(LINES[:1], plain(""))
    assert table.current() is None


def test_an_empty_day_says_what_it_was_told_to_and_a_clean_one_that_all_is_well(qtbot: QtBot) -> None:
    table = shown(qtbot, [])
    assert table.nothing.text.text() == "nobody came"
    table.show_lines(LINES[3:], plain("nobody came"))
    assert "Nothing to look at" in table.nothing.text.text()
    table.start()
    assert table.filters.buttons[OPEN].hasFocus()
