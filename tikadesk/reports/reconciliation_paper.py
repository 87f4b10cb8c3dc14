"""The reconciliation on paper, A4 across: each day on sheets of its own, with the four counts, what differs, and lines
to sign on. What agrees is counted and not listed. Its columns are ``resources/print/reconciliation_paper.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.domain.clock import IST
from tikadesk.domain.reconcile import GROUPS, OPEN, UNSENT
from tikadesk.i18n import tr
from tikadesk.reports import cells, paint, reconciliation
from tikadesk.reports.cells import Words, shown_day
from tikadesk.reports.day_head import signatures
from tikadesk.reports.paint import CENTRE, Canvas
from tikadesk.reports.paper import Cell, Column, columns, days, headings
from tikadesk.reports.ruled import Ruled
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.store import reconciling
from tikadesk.store.reconciling import Picture
from tikadesk.store.store import Store

NAME = "reconciliation_paper"
WIDTH_MM, HEIGHT_MM = 297.0, 210.0
PER_PAGE = 12
_LEFT, _WIDE = 12.0, 273.0
_COUNTS_TOP, _COUNTS, _TABLE_TOP, _HEAD, _ROW = 27.0, 17.0, 54.0, 6.5, 9.4
_SIZE, _SMALL, _LEAST = 3.1, 2.6, 1.9
_BETWEEN = " · "
_UNKNOWN = "?"
_OFFICES = ("supervisor", "officer")


@dataclass(frozen=True)
class Count:
    """One who counts: the figure, a question mark where it is not known, its words and where it is from."""

    figure: str
    words: str
    source: str


@dataclass(frozen=True)
class Sheet:
    """One sheet, ``page`` of ``pages`` of its day. A line's cells are one or two parts, the second one smaller."""

    day: str
    counts: tuple[Count, ...]
    groups: str
    lines: tuple[tuple[tuple[str, ...], ...], ...]
    page: int
    pages: int


@dataclass(frozen=True)
class Book:
    """The sheets of some days. ``label`` is the desk's."""

    centre: str
    label: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    practice: bool

    def paint_in(self, canvas: Canvas, number: int) -> None:
        """Paint sheet ``number``, counted from 0, on a canvas of A4 across."""
        sheet = self.sheets[number]
        if self.practice:
            canvas.band(tr("print.practice"), 3.4, QRectF(_LEFT, 3.4, _WIDE, 5.4))
        canvas.line(
            cells.both("report.reconciliation_paper.title"),
            4.6,
            QRectF(_LEFT, 10, _WIDE, 7),
            bold=True,
            least=3,
        )
        where = _BETWEEN.join((self.centre, shown_day(sheet.day)))
        canvas.line(where, 3.6, QRectF(_LEFT, 18, _WIDE, 6), least=2.4)
        self._counts(canvas, sheet)
        canvas.line(
            sheet.groups, 3.2, QRectF(_LEFT, _COUNTS_TOP + _COUNTS + 1.5, _WIDE, 6), bold=True, least=2.2
        )
        bottom = self._table(canvas, sheet)
        if sheet.page == sheet.pages:
            offices = tuple(("", office) for office in _OFFICES)
            signatures(canvas, QRectF(_LEFT + _WIDE / 3, bottom + 4, _WIDE * 2 / 3, 16), offices)
        foot = (
            tr("report.made_by", version=__version__, desks=self.label or "-"),
            tr("report.page_of", page=number + 1, pages=len(self.sheets)),
        )
        canvas.line(_BETWEEN.join(foot), 2.5, QRectF(_LEFT, 201, _WIDE, 4), align=CENTRE, least=1.8)

    def _counts(self, canvas: Canvas, sheet: Sheet) -> None:
        wide = _WIDE / len(sheet.counts)
        for place, count in enumerate(sheet.counts):
            left = _LEFT + place * wide
            used = canvas.line(count.figure, 8, QRectF(left + 2, _COUNTS_TOP, wide - 4, 10), bold=True)
            room = QRectF(left + used + 5, _COUNTS_TOP, wide - used - 7, 10)
            canvas.line(count.words, 3.4, room, bold=True, least=_LEAST)
            canvas.line(count.source, _SMALL, QRectF(left + 2, _COUNTS_TOP + 10, wide - 4, 6), least=_LEAST)
            canvas.frame(QRectF(left, _COUNTS_TOP, wide, _COUNTS), 0.2)

    def _table(self, canvas: Canvas, sheet: Sheet) -> float:
        table = Ruled(self.columns, _LEFT, _TABLE_TOP, _HEAD, _ROW)
        table.heads(canvas, self.headings, 2.9, least=_LEAST)
        if not sheet.lines:
            table.nothing(canvas, tr("report.reconciliation_paper.nothing"), _SIZE)
        for number, line in enumerate(sheet.lines):
            for column, parts, (left, wide) in zip(self.columns, line, table.rooms, strict=True):
                room = QRectF(left, table.line_top(number), wide, _ROW)
                _cell(canvas, parts, room, bold=column.key == "what")
        return table.rules(canvas, len(sheet.lines))


def _cell(canvas: Canvas, words: Sequence[str], room: QRectF, *, bold: bool) -> None:
    if len(words) < 2:
        canvas.line(words[0] if words else "", _SIZE, room, bold=bold, least=_LEAST)
        return
    upper = QRectF(room.left(), room.top() + 0.4, room.width(), _ROW / 2 - 0.2)
    canvas.line(words[0], _SIZE, upper, bold=True, least=_LEAST)
    canvas.line(words[1], _SMALL, upper.translated(0, _ROW / 2 - 0.4), least=_LEAST)


def of(store: Store, first: str, last: str, *, practice: bool = False) -> Book:
    """The sheets of the ISO days from ``first`` to ``last``. Raises StoreTrouble."""
    shape, words = columns(NAME, store.me.state), Words()
    sheets: list[Sheet] = []
    for day in days(first, last):
        picture = reconciling.picture(store.connection, day)
        lines = list(_lines(picture, shape, words))
        pages = max(1, -(-len(lines) // PER_PAGE))
        sheets += [
            Sheet(
                day,
                _counts(picture),
                _groups(picture),
                tuple(lines[page * PER_PAGE : (page + 1) * PER_PAGE]),
                page + 1,
                pages,
            )
            for page in range(pages)
        ]
    centre, label = cells.centre_name(store), store.me.label
    return Book(centre, label, shape, headings(NAME, shape), tuple(sheets), practice)


def _counts(picture: Picture) -> tuple[Count, ...]:
    held, at, head, paper = picture.server.held, picture.server.at, picture.head, picture.paper
    asked = at.astimezone(IST).strftime("%d-%m-%Y %H:%M") if at is not None else ""
    sources = {
        "here": tr("report.reconciliation_paper.came", count=len({line.person for line in picture.here})),
        "server": tr("report.reconciliation_paper.asked", at=asked) if asked else "",
        "portal": tr("report.reconciliation_paper.list", file=head.file, rejected=head.rejected)
        if head
        else "",
        "paper": tr(f"report.reconciliation_paper.{paper.source}", pages=paper.pages) if paper.source else "",
    }
    figures = {
        "here": picture.given,
        "server": len(held.given) if held is not None else None,
        "portal": picture.rows if head is not None else None,
        "paper": paper.given,
    }
    unknown = tr("report.reconciliation_paper.unknown")
    return tuple(
        Count(
            _UNKNOWN if figures[name] is None else f"{figures[name]:,}",
            tr(f"report.reconciliation_total.{name}"),
            sources[name] if figures[name] is not None else unknown,
        )
        for name in reconciliation.COUNTERS
    )


def _groups(picture: Picture) -> str:
    counts = {group: sum(line.is_in(group) for line in picture.lines) for group in (*GROUPS, UNSENT)}
    parts = (
        tr("report.reconciliation_paper.count", what=tr(f"report.reconciliation_group.{group}"), count=count)
        for group, count in counts.items()
        if count
    )
    return _BETWEEN.join(parts)


def _lines(picture: Picture, shape: tuple[Column, ...], words: Words) -> list[tuple[tuple[str, ...], ...]]:
    found = []
    numbered = [line for line in picture.lines if line.is_in(OPEN)]
    for number, line in enumerate(numbered, 1):
        for said in reconciliation.said(line, number, picture.day, words):
            found.append(tuple(_words(column, said) for column in shape))
    return found


def _words(column: Column, said: dict[str, Cell]) -> tuple[str, ...]:
    """A cell's words: what is the matter over why, a name over number or reference, a dose over batch and day."""
    match column.key:
        case "what":
            parts = (said["group"], said["differs"] or said["server"])
        case "who":
            parts = (said.get("name"), said["no"])
        case "here":
            given = said["state"] == tr("report.reconciliation_state.given")
            parts = (_dose(said, "") if given else said["state"], _batch(said, ""))
        case "who_there":
            parts = (said.get("name_there"), said.get("portal_ref_there"))
        case "there":
            parts = (_dose(said, "_there"), _batch(said, "_there"))
        case _:
            parts = (column.of_line(said), None)
    return tuple(str(part) for part in parts if part not in (None, ""))


def _dose(said: dict[str, Cell], suffix: str) -> str:
    no = said.get(f"dose_no{suffix}")
    told = (tr("report.reconciliation_paper.dose", no=no) if no else "", said.get(f"vaccine{suffix}"))
    return _BETWEEN.join(str(part) for part in told if part)


def _batch(said: dict[str, Cell], suffix: str) -> str:
    day = said.get(f"day_of{suffix}")
    told = (said.get(f"batch{suffix}"), shown_day(str(day)) if day else "")
    return _BETWEEN.join(str(part) for part in told if part)


def paint_on(
    store: Store,
    first: str,
    last: str,
    device: QPagedPaintDevice,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[int, int]:
    """Paint the sheets on ``device``; how many lines and sheets. Raises StoreTrouble, GivenUp."""
    watch.look(0, 0)
    book = of(store, first, last, practice=practice)
    each = (partial(book.paint_in, number=number) for number in range(len(book.sheets)))
    paint.sheets(device, (WIDTH_MM, HEIGHT_MM), each, total=len(book.sheets), watch=watch)
    return sum(len(sheet.lines) for sheet in book.sheets), len(book.sheets)
