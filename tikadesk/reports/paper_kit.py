"""The paper kit for hours without a computer, A4 across: blank pages of the register, their pages and lines numbered in
advance, in the columns of the printed register; and sheets of stickers with numbers that nobody else is given.

The columns' widths, for writing by hand, are ``resources/print/paper_kit.json``, or a state's own file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.domain import numbers, paper_kit
from tikadesk.domain.numbers import Number
from tikadesk.domain.paper_kit import Kit
from tikadesk.i18n import tr_in
from tikadesk.reports import cells, paint
from tikadesk.reports.paint import CENTRE, RIGHT, Canvas
from tikadesk.reports.paper import Column, columns
from tikadesk.reports.ruled import Ruled
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.reports.whole_file import Made
from tikadesk.store.store import Store

NAME = "paper_kit"
WIDTH_MM, HEIGHT_MM = 297.0, 210.0
_LEFT, _WIDE = 10.0, 277.0
_TABLE_TOP, _HEAD, ROW = 29.0, 9.0, 9.0
ACROSS, DOWN = 6, 20
STICKER_WIDE, STICKER_HIGH = 44.0, 9.0
"""A sticker is as high as a line of the register and as wide as its column for the number."""
_STICKERS_TOP = 20.0
EACH = 2
"""Stickers of a number: one for the line of the register, one for the person."""
PER_SHEET = ACROSS * DOWN // EACH


def write(store: Store, kit: Kit, out: Path, *, practice: bool = False, watch: Watch = UNWATCHED) -> Made:
    """Paint the kit into the PDF file ``out``; its rows are the lines and the stickers. Raises StoreTrouble, GivenUp;
    needs a QGuiApplication.
    """

    def painted(device: QPagedPaintDevice) -> tuple[int, int]:
        return paint_on(store, kit, device, practice=practice, watch=watch)

    return paint.report(out, cells.both("kit.title"), painted)


def paint_on(
    store: Store,
    kit: Kit,
    device: QPagedPaintDevice,
    *,
    called: str = "",
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[int, int]:
    """Paint the kit on a device, ``called`` so in errors; how many lines and stickers, and how many sheets."""
    every = list(sheets(store, kit, practice=practice))
    each = (sheet.paint_in for sheet in every)
    paint.sheets(device, (WIDTH_MM, HEIGHT_MM), each, total=len(every), called=called, watch=watch)
    return sum(sheet.rows for sheet in every), len(every)


def sheets(store: Store, kit: Kit, *, practice: bool = False) -> Iterator[BlankPage | StickerSheet]:
    """Every sheet of a kit: the register's pages, then the stickers."""
    shape, centre = columns(NAME, store.me.state), cells.centre_name(store)
    for number in range(kit.first, kit.first + kit.pages):
        yield BlankPage(paper_kit.page_code(store.me.label, number), centre, shape, practice)
    for start in range(0, len(kit.stickers), PER_SHEET):
        yield StickerSheet(tuple(kit.stickers[start : start + PER_SHEET]), centre)


@dataclass(frozen=True)
class BlankPage:
    """One page to be written on by hand."""

    code: str
    centre: str
    columns: tuple[Column, ...]
    practice: bool

    @property
    def rows(self) -> int:
        """Its lines."""
        return paper_kit.LINES

    def paint_in(self, canvas: Canvas) -> None:
        """Paint it on a canvas of A4 across."""
        if self.practice:
            canvas.band(cells.both("print.practice"), 2.8, QRectF(_LEFT, 2.2, _WIDE, 4.4))
        page = f"{cells.both('kit.page')} {self.code}"
        used = canvas.line(page, 5.2, QRectF(_LEFT, 7, _WIDE, 7), bold=True, align=RIGHT)
        canvas.line(cells.both("kit.title"), 5.2, QRectF(_LEFT, 7, _WIDE - used - 5, 7), bold=True, least=3.0)
        wide = self._blanks(canvas, 15.0, (("kit.day", 44), ("kit.site", 62)))
        canvas.line(
            self.centre, 3.4, QRectF(_LEFT + wide, 15.0, _WIDE - wide, 6), bold=True, align=RIGHT, least=2.2
        )
        self._blanks(
            canvas, 21.6, (("kit.vaccine", 34), ("kit.batch", 34), ("kit.expiry", 26), ("kit.vaccinator", 40))
        )
        bottom = self._table(canvas)
        totals = ("kit.lines", "kit.first", "kit.second", "kit.precaution", "kit.deferred")
        self._blanks(canvas, bottom + 1.4, tuple((key, 13) for key in totals))
        for place, key in enumerate(("kit.signed.entry", "kit.signed.vaccinator", "kit.signed.supervisor")):
            left = _LEFT + place * _WIDE / 3
            canvas.rule(QPointF(left, bottom + 17), QPointF(left + _WIDE / 3 - 14, bottom + 17), 0.2)
            canvas.line(cells.both(key), 2.6, QRectF(left, bottom + 17.2, _WIDE / 3 - 14, 4), least=2.0)
        foot = f"{cells.both('kit.later')}  ·  TikaDesk {__version__}"
        canvas.line(foot, 2.4, QRectF(_LEFT, 203.4, _WIDE, 4), align=CENTRE, least=1.8)

    def _blanks(self, canvas: Canvas, top: float, blanks: Sequence[tuple[str, float]]) -> float:
        """Words with a line behind each to write on; how wide they are together."""
        left = _LEFT
        for key, room in blanks:
            left += canvas.line(cells.both(key), 2.9, QRectF(left, top, _WIDE, 6)) + 1.5
            canvas.rule(QPointF(left, top + 5), QPointF(left + room, top + 5), 0.2)
            left += room + 4
        return left - _LEFT

    def _table(self, canvas: Canvas) -> float:
        table = Ruled(self.columns, _LEFT, _TABLE_TOP, _HEAD, ROW)
        table.ground(canvas)
        for column, (left, wide) in zip(self.columns, table.rooms, strict=True):
            for line, language in enumerate(("hi", "en")):
                said = column.heading.get(language) or tr_in(language, f"report.register_paper.{column.key}")
                room = QRectF(left, _TABLE_TOP + 0.4 + line * 4.1, wide, 4.1)
                canvas.line(said, 2.5, room, bold=True, least=1.8)
        first = paper_kit.first_serial(self.code) or 1
        for line in range(paper_kit.LINES):
            left, wide = table.rooms[0]
            room = QRectF(left, table.line_top(line), wide, ROW)
            canvas.line(str(first + line), 3.2, room, bold=True, align=RIGHT)
        return table.rules(canvas, paper_kit.LINES, thin=0.15)


@dataclass(frozen=True)
class StickerSheet:
    """Stickers in pairs, to be cut along the lines."""

    numbers: tuple[Number, ...]
    centre: str

    @property
    def rows(self) -> int:
        """Its numbers."""
        return len(self.numbers)

    def paint_in(self, canvas: Canvas) -> None:
        """Paint it on a canvas of A4 across."""
        ends = [numbers.shown(str(one)) for one in (self.numbers[0], self.numbers[-1])]
        used = canvas.line(" – ".join(ends), 3.6, QRectF(_LEFT, 7, _WIDE, 6), bold=True, align=RIGHT)
        canvas.line(
            cells.both("kit.stickers"), 4.2, QRectF(_LEFT, 7, _WIDE - used - 5, 6), bold=True, least=2.6
        )
        canvas.line(cells.both("kit.stickers.use"), 2.8, QRectF(_LEFT, 13, _WIDE, 5), least=2.0)
        left = (WIDTH_MM - ACROSS * STICKER_WIDE) / 2
        for place in range(len(self.numbers) * EACH):
            down, across = divmod(place, ACROSS)
            area = QRectF(
                left + across * STICKER_WIDE, _STICKERS_TOP + down * STICKER_HIGH, STICKER_WIDE, STICKER_HIGH
            )
            _sticker(canvas, self.numbers[place // EACH], area)


def _sticker(canvas: Canvas, number: Number, area: QRectF) -> None:
    """A number as bars and as text, within the lines to cut along."""
    canvas.frame(area, 0.1)
    canvas.bars(str(number), QRectF(area.left(), area.top() + 0.7, area.width(), 4.9))
    canvas.line(
        numbers.shown(str(number)),
        2.9,
        QRectF(area.left(), area.top() + 5.7, area.width(), 3.0),
        bold=True,
        align=CENTRE,
    )
