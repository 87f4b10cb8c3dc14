"""What is in stock, in one line: amber where somebody has to see to it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.samples import lease
from tests.ui.busy_desk import busy_desk
from tests.ui.busy_samples import take
from tests.ui.showing import show
from tikadesk.actions import label_roll
from tikadesk.ui.stock_line import StockLine


def test_without_leased_numbers_it_says_what_happens(qtbot: QtBot) -> None:
    line = StockLine(busy_desk())
    show(qtbot, line)
    line.refresh()
    assert line._unboxed.text() == "0 tubes not in a box"
    assert line._stock.text() == "No case numbers left: Z numbers, valid too"
    assert line._stock.ink == "amber"


def test_tubes_numbers_days_and_labels(qtbot: QtBot) -> None:
    desk = busy_desk()
    line = StockLine(desk)
    show(qtbot, line)
    lease(desk)
    take(desk)
    label_roll.put_in(desk, "164")
    line.refresh()
    assert line._unboxed.text() == "1 tube not in a box" and line._unboxed.ink == "amber"
    assert line._stock.text() == "499 case numbers left · about 499 days · 164 labels left"
    assert line._stock.ink == "muted"


def test_few_numbers_or_labels_turn_it_amber(qtbot: QtBot) -> None:
    desk = busy_desk()
    line = StockLine(desk)
    show(qtbot, line)
    lease(desk, high=5)
    for at in range(4):
        take(desk, name=f"RAM {'ABCD'[at]}", mobile=f"983905000{at}")
    line.refresh()
    assert line._stock.text() == "1 case number left · about 0 days" and line._stock.ink == "amber"
    lease(desk, low=100)
    label_roll.put_in(desk, "20")
    line.refresh()
    assert line._stock.ink == "amber"
