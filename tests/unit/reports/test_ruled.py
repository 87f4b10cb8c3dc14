from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests.decoding import ink, painted
from tikadesk.reports.paint import Canvas
from tikadesk.reports.paper import Column
from tikadesk.reports.ruled import Ruled

DPI = 150
TABLE = Ruled((Column("a", "text", 20), Column("b", "text", 30)), 10, 5, 6, 8)


def test_columns_lie_side_by_side_and_lines_below_the_head() -> None:
    assert TABLE.edges == [10, 30, 60]
    assert TABLE.rooms == [(10.8, 18.6), (30.8, 28.6)]
    assert [TABLE.line_top(number) for number in (0, 1)] == [11, 19]


def test_lines_are_ruled_and_a_table_without_any_says_so_in_one_cell(qapp: QApplication) -> None:
    bottoms = []

    def paint(canvas: Canvas, lines: int) -> None:
        TABLE.heads(canvas, ["", ""], 3, least=2)
        if not lines:
            TABLE.nothing(canvas, "Nobody", 3)
        bottoms.append(TABLE.rules(canvas, lines))

    two = painted(lambda canvas: paint(canvas, 2), 70, 40, DPI)
    none = painted(lambda canvas: paint(canvas, 0), 70, 40, DPI)
    assert bottoms == [27, 19]
    between, across, words = QRectF(12, 18.5, 10, 1), QRectF(29.5, 12, 1, 4), QRectF(25, 12, 20, 6)
    assert ink(two, between, DPI) and ink(two, across, DPI)
    assert not ink(none, QRectF(29.5, 11.5, 1, 1.5), DPI) and ink(none, words, DPI)
