"""The ruled table of a painted paper: grey heads, thin rules between lines and between columns, a frame around all.
What stands in a line is the paper's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from PySide6.QtCore import QPointF, QRectF

from tikadesk.reports.paint import CENTRE, Canvas
from tikadesk.reports.paper import Column


@dataclass(frozen=True)
class Ruled:
    """Where a table lies, in millimetres: its upper left corner, how high its head and each of its lines are."""

    columns: tuple[Column, ...]
    left: float
    top: float
    head: float
    row: float

    @property
    def edges(self) -> list[float]:
        """The columns' edges, from the table's left to its right one."""
        return list(accumulate((column.width for column in self.columns), initial=self.left))

    @property
    def rooms(self) -> list[tuple[float, float]]:
        """Where the words of each column begin, and how wide they may be."""
        return [(left + 0.8, right - left - 1.4) for left, right in pairwise(self.edges)]

    def line_top(self, number: int) -> float:
        """The upper edge of line ``number``, counted from 0."""
        return self.top + self.head + number * self.row

    def ground(self, canvas: Canvas) -> None:
        """Paint the grey of the head."""
        canvas.fill(QRectF(self.left, self.top, self.edges[-1] - self.left, self.head))

    def heads(self, canvas: Canvas, headings: Sequence[str], size: float, *, least: float) -> None:
        """Paint the head with the columns' headings."""
        self.ground(canvas)
        for words, (left, wide) in zip(headings, self.rooms, strict=True):
            canvas.line(words, size, QRectF(left, self.top, wide, self.head), bold=True, least=least)

    def nothing(self, canvas: Canvas, words: str, size: float) -> None:
        """Paint the words for a table without a line."""
        room = QRectF(self.left, self.line_top(0), self.edges[-1] - self.left, self.row)
        canvas.line(words, size, room, bold=True, align=CENTRE)

    def rules(self, canvas: Canvas, lines: int, *, thin: float = 0.1) -> float:
        """Paint the rules of so many lines; the lower edge of the table, which has room for one where there is none."""
        edges, bottom = self.edges, self.line_top(max(1, lines))
        for number in range(1, lines):
            y = self.line_top(number)
            canvas.rule(QPointF(self.left, y), QPointF(edges[-1], y), thin)
        for edge in edges[1:-1] if lines else ():
            canvas.rule(QPointF(edge, self.top), QPointF(edge, bottom), thin)
        canvas.rule(QPointF(self.left, self.line_top(0)), QPointF(edges[-1], self.line_top(0)), 0.3)
        canvas.frame(QRectF(self.left, self.top, edges[-1] - self.left, bottom - self.top), 0.35)
        return bottom
