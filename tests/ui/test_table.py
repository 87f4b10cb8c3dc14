"""Tables read 200 rows at a time, paint 5,000 fast, open by Enter, and let Tab go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui import theme
from tikadesk.ui.buttons import secondary
from tikadesk.ui.table import BATCH, Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import plain

NAMES = [f"PERSON {number}" for number in range(5000)]


@pytest.fixture
def table() -> Table:
    return Table(
        [
            Column(plain("No."), lambda name: name.split()[1], width=70, right=True, mono=True),
            Column(plain("Name"), lambda name: name),
            Column(plain("State"), lambda _name: State(Look.AMBER, plain("Same name")), width=160),
        ],
        plain("People"),
    )


def test_rows_are_read_as_they_are_wanted(qtbot: QtBot, table: Table) -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> list[str]:
        asked.append((offset, limit))
        return NAMES[offset : offset + limit]

    table.fill(fetch)
    show(qtbot, table)
    assert asked == [(0, BATCH)]
    assert table.rows.rowCount() == BATCH
    table.scrollToBottom()
    table.rows.fetchMore(table.rootIndex())
    assert asked[1] == (BATCH, BATCH)
    assert table.rows.rowCount() >= 2 * BATCH


def test_the_end_is_known(table: Table) -> None:
    table.fill(lambda offset, limit: NAMES[:3][offset : offset + limit])
    assert not table.rows.canFetchMore(table.rootIndex())
    assert table.rows.rowCount() == 3


def test_of_five_thousand_rows_only_what_is_shown_is_read(qtbot: QtBot, table: Table) -> None:
    show(qtbot, table, size=(900, 600))
    read = []

    def rows(offset: int, limit: int) -> list[str]:
        read.append(limit)
        return NAMES[offset : offset + limit]

    table.fill(rows)
    table.grab()
    assert 0 < sum(read) <= 400


def test_a_cell_says_its_state_in_words(table: Table) -> None:
    table.fill(lambda offset, limit: NAMES[offset : offset + limit])
    index = table.rows.index(0, 2)
    assert index.data() == "Same name"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Same name"
    assert table.rows.headerData(1, Qt.Orientation.Horizontal) == "Name"


def test_enter_opens_the_marked_row(qtbot: QtBot, table: Table) -> None:
    show(qtbot, table)
    table.fill(lambda offset, limit: NAMES[offset : offset + limit])
    table.setFocus()
    with qtbot.waitSignal(table.marked):
        table.selectRow(1)
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["PERSON 1"]
    assert table.current() == "PERSON 1"


def test_tab_leaves_the_table(qtbot: QtBot, table: Table) -> None:
    after = secondary(plain("After"))
    show(qtbot, table, after)
    table.fill(lambda offset, limit: NAMES[offset : offset + limit])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_void_row_is_struck_through(qtbot: QtBot, table: Table) -> None:
    show(qtbot, table)
    table.fill(lambda offset, limit: NAMES[offset : offset + limit])
    plain_picture = table.viewport().grab().toImage()
    table.rows.struck = lambda name: name == "PERSON 0"
    table.viewport().update()
    assert table.viewport().grab().toImage() != plain_picture


def test_a_column_yields_to_a_long_name_and_comes_back(qtbot: QtBot) -> None:
    table = Table(
        (
            Column(plain("Number"), lambda row: row[0], width=150),
            Column(plain("Person"), lambda row: row[1]),
            Column(plain("Taken"), lambda _row: "10:34", width=80, yields=1),
            Column(plain("Sample"), lambda _row: "swab", width=100, yields=2),
        ),
        plain("People"),
    )
    show(qtbot, table, size=(560, 300))
    long, longer = ("1", "VENKATANARASIMHARAJU VARIPETA"), ("2", "VENKATANARASIMHARAJUVARIPETA LAKSHMI")
    for rows, hidden in (
        ([("1", "LALITA")], []),
        ([long], [2]),
        ([long, longer], [2]),
        ([("1", "OM")], []),
    ):
        table.fill(lambda offset, limit, rows=rows: rows[offset : offset + limit])
        assert [at for at in range(4) if table.isColumnHidden(at)] == hidden, rows
    table.resize(470, 300)
    table.fill(lambda offset, limit: [long][offset : offset + limit])
    assert [at for at in range(4) if table.isColumnHidden(at)] == [2, 3]
    table.hide_columns(0)
    assert table.isColumnHidden(0)
    table.hide_columns()
    assert not table.isColumnHidden(0)


def test_a_row_that_keys_work_on_is_shown_as_marked(qtbot: QtBot) -> None:
    table = Table((Column(plain("Number"), str),), plain("Numbers"))
    show(qtbot, table, size=(300, 300))
    table.clearFocus()
    table.fill(lambda offset, limit: [1, 2, 3][offset : offset + limit])
    table.setFocus()
    assert table.current() == 1 and [index.row() for index in table.selectedIndexes()] == [0]


def test_the_mark_steps_over_rows_that_were_not_read_yet(qtbot: QtBot) -> None:
    table = Table((Column(plain("Number"), str),), plain("Numbers"))
    show(qtbot, table, size=(300, 300))
    numbers = list(range(450))
    table.fill(lambda offset, limit: numbers[offset : offset + limit])
    table.mark(420)
    assert table.current() == 420
    table.step(1)
    assert table.current() == 421
    table.mark(9000)
    assert table.current() == 421


LONG = ("SHANTI", "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI DEVI", "RAMU")


def test_a_row_is_marked_by_what_it_is(table: Table) -> None:
    table.fill(lambda offset, limit: NAMES[offset : offset + limit])
    table.mark_where(lambda name: name == NAMES[7])
    assert table.current() == NAMES[7]
    table.mark_where(lambda name: name == NAMES[420])  # not read yet
    assert table.current() == NAMES[7]
    table.mark_where(lambda name: name == NAMES[420], NAMES)
    assert table.current() == NAMES[420]


def test_the_marked_row_alone_grows_until_its_name_is_whole(qtbot: QtBot) -> None:
    name, letters = (
        Column(plain("Name"), str),
        Column(plain("Letters"), lambda name: str(len(name)), width=60),
    )
    narrow = Table([name, letters], plain("People"))
    show(qtbot, narrow, size=(330, 400))
    narrow.fill(lambda offset, limit: LONG[offset : offset + limit])
    one = narrow.verticalHeader().defaultSectionSize()
    line = theme.line_height("cell")
    heights = []
    for at in range(3):
        narrow.mark(at)
        heights.append([narrow.rowHeight(row) for row in range(3)])
    assert heights == [[one] * 3, [one, one + line, one], [one] * 3]
    narrow.mark(1)
    narrow.window().resize(700, 400)
    settle()
    assert narrow.rowHeight(1) == one, "there is room for all of it"
    narrow.window().resize(220, 400)
    settle()
    assert narrow.rowHeight(1) > one + line
    narrow.fill(lambda offset, limit: LONG[::-1][offset : offset + limit])
    assert [narrow.rowHeight(row) for row in range(3)] == [one] * 3


def test_the_last_row_is_in_view_when_it_has_grown(qtbot: QtBot) -> None:
    narrow = Table([Column(plain("Name"), lambda name: name)], plain("People"))
    show(qtbot, narrow, size=(230, 200))
    rows = ["RAMU"] * 20 + [LONG[1]]
    narrow.fill(lambda offset, limit: rows[offset : offset + limit])
    narrow.mark(20)
    settle()
    box = narrow.visualRect(narrow.currentIndex())
    assert narrow.viewport().rect().contains(box)
