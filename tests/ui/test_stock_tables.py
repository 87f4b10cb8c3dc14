"""The stock's tables: what stands in each cell, and which columns come only where they are needed."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.ui.busy_stock import busy_stock
from tests.ui.showing import show
from tikadesk.actions import stock, vials
from tikadesk.ui.stock_tables import batch_table, move_table, show_desks, vial_table
from tikadesk.ui.table import Table


def cells(table: Table, at: int = 0) -> list[str]:
    """What a row says, hidden columns left out."""
    shown = [column for column in range(table.rows.columnCount()) if not table.isColumnHidden(column)]
    return [str(table.rows.data(table.rows.index(at, column))) for column in shown]


def test_what_is_told_of_vials_batches_and_moves(qtbot: QtBot) -> None:
    desk = busy_stock()
    opened, batches, moves = vial_table(desk), batch_table(), move_table(desk)
    show(qtbot, opened, batches, moves, size=(690, 500))
    found = vials.of_day(desk, desk.today())
    opened.fill(lambda _offset, _limit: found)
    show_desks(opened, several=False)
    batches.fill(lambda _offset, _limit: stock.batches(desk))
    moves.fill(lambda offset, limit: stock.moves(desk, limit, offset))
    assert cells(opened, 1) == ["5", "4121Z025", "10:34", "14:34", "7", "3", "", "", "Broken"]
    assert cells(opened, 2) == ["6", "4121Z025", "10:34", "14:34", "2", "0", "8", "", "38 min left"]
    assert cells(batches) == [
        "Covishield",
        "4121Z019",
        "26-10-2021",
        "0",
        "6",
        "60",
        "",
        "Expires in 12 days",
    ]
    assert cells(batches, 2)[-1] == "Expired"
    assert cells(moves) == ["10:34", "Spoilt unopened", "4121Z025", "−1", "", "", ""]
    assert cells(moves, 1)[-2:] == ["PHC Chaubepur", "OUT/31"]
    assert [moves.rows.struck(moves.rows.row(at)) for at in range(3)] == [False, False, True]


def test_which_desk_opened_a_vial_is_told_where_there_are_several(qtbot: QtBot) -> None:
    desk = busy_stock()
    table = vial_table(desk)
    show(qtbot, table, size=(900, 300))
    other = replace(vials.of_day(desk, desk.today())[0], desk_label="UP4173-2")
    table.fill(lambda _offset, _limit: [other])
    show_desks(table, several=True)
    assert "UP4173-2" in cells(table)
    show_desks(table, several=False)
    assert "UP4173-2" not in cells(table)
