"""What a form asks for: a label, and behind it what is known already, or a line to fill in by hand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from tikadesk.reports.paint import RIGHT, Canvas


def fill_in(
    canvas: Canvas, area: QRectF, label: str, value: str = "", *, behind: str = "", start: float = 22.0
) -> None:
    """Paint one line of a form in ``area``: the value begins ``start`` millimetres from its left, ``behind`` (a unit)
    ends it.
    """
    canvas.line(label, 2.4, QRectF(area.left(), area.top(), start - 1, area.height()), least=1.8)
    left = area.left() + start
    used = canvas.line(behind, 2.7, area, align=RIGHT)
    right = area.right() - (used + 1.5 if used else 0)
    canvas.line(value, 2.9, QRectF(left, area.top(), right - left, area.height()), bold=True, least=2.0)
    if not value:
        canvas.rule(QPointF(left, area.bottom() - 0.9), QPointF(right, area.bottom() - 0.9), 0.15)
