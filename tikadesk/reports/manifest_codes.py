"""The QR codes of a box's list on A4: as large as the sheet allows, numbered, to be scanned in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from tikadesk.reports import paint
from tikadesk.reports.paint import CENTRE, Canvas

LEAST_MODULE_MM = 0.42
"""What a hand-held scanner still reads with ease."""
ERROR = "m"
_QUIET = 4
_WORDS_MM = 5.5


@dataclass(frozen=True)
class Grid:
    """How the codes of one sheet stand: so many ``across`` and ``down``, each in a square of ``side`` millimetres."""

    across: int
    down: int
    side: float

    @property
    def holds(self) -> int:
        """How many codes stand on a sheet."""
        return self.across * self.down


def grid(codes: Sequence[str], area: QRectF) -> Grid:
    """The roomiest grid for ``codes`` in ``area`` on as few sheets as can be; all squares are the same."""
    most = max((modules(code) for code in codes), default=1)
    found = None
    for across in range(1, 6):
        side = area.width() / across
        if side / most < LEAST_MODULE_MM and found is not None:
            break
        down = max(1, int(area.height() / (side + _WORDS_MM)))
        side = min(side, area.height() / down - _WORDS_MM)
        if found is None or -(-len(codes) // found.holds) > -(-len(codes) // (across * down)):
            found = Grid(across, down, side)
    return found or Grid(1, 1, area.width())


def modules(code: str) -> int:
    """How many modules wide a code is, its quiet zones included."""
    return len(paint.qr_rows(code, ERROR, _QUIET))


def paint_in(canvas: Canvas, codes: Sequence[tuple[str, str]], of: Grid, area: QRectF) -> None:
    """Paint up to a sheet's worth of (code, words below it) into ``area``."""
    gap = (area.width() - of.across * of.side) / max(1, of.across)
    for place, (code, words) in enumerate(codes):
        down, across = divmod(place, of.across)
        left = area.left() + across * (of.side + gap) + gap / 2
        top = area.top() + down * (of.side + _WORDS_MM)
        canvas.qr(code, QRectF(left, top, of.side, of.side), error=ERROR, border=_QUIET)
        below = QRectF(left, top + of.side - 0.5, of.side, _WORDS_MM)
        canvas.line(words, 3.2, below, bold=True, align=CENTRE)
