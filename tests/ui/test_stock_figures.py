"""The stock's figures agree with the account of the day, and no percentage is told before it is known."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_stock import busy_stock
from tests.ui.showing import show
from tikadesk.actions import stock, vials
from tikadesk.ui.stock_figures import StockFigures


def test_no_percentage_before_every_dose_is_accounted_for(qtbot: QtBot) -> None:
    desk, row = busy_stock(), StockFigures()
    show(qtbot, row)
    row.show_stock(stock.of_day(desk, desk.today()), stock.batches(desk))
    assert [figure.said for figure in row.figures] == [
        "4 vials opened · 2 open now",
        "21 doses given from them",
        "3 doses wasted",
        "not known yet wastage today",
        "44 unopened vials left",
        "470 doses in them",
    ]
    for vial in vials.of_day(desk, desk.today()):
        if vial.left:
            vials.waste(desk, vial.id, vial.left, "time_over")
    row.show_stock(stock.of_day(desk, desk.today()), stock.batches(desk))
    assert row.wastage.said == "47.5% wastage today"
