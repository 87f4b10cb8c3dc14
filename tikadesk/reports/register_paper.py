"""The daily register on paper, A4 across: ruled columns, each page's total with what was brought forward, void lines
struck through under their own number, the day's vials, signatures, and a check code that changes with any line.

Its columns are ``resources/print/register_paper.json`` (widths in millimetres), or a state's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.i18n import tr
from tikadesk.reports import cells, paint
from tikadesk.reports.daily_register import Wording, operators
from tikadesk.reports.day_head import Heading, heading
from tikadesk.reports.paint import RIGHT, Canvas
from tikadesk.reports.paper import Column, columns, days, form_title, headings
from tikadesk.reports.ruled import Ruled
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.store import day_vials, register_lines
from tikadesk.store.day_vials import DayVials
from tikadesk.store.register_lines import GIVEN, REGISTERED, VOID, Tally
from tikadesk.store.store import Store

NAME = "register_paper"
WIDTH_MM, HEIGHT_MM = 297.0, 210.0
PER_PAGE, ON_LAST, LEAST_ON_LAST = 28, 21, 6
"""Lines to a page; on the last one signatures need the room of some, and no page is signed without lines."""
_LEFT, _WIDE = 10.0, 277.0
_TABLE_TOP, _HEAD, _ROW = 20.6, 6.6, 5.7
_SIZE, _LEAST = 2.5, 1.9
_TOTALS_WIDE, _GAP, _SAID = 150.0, 3.0, 4.1
_BETWEEN = " · "
FIGURES = ("lines", "first", "second", "precaution", "deferred", "not_vaccinated", "void")
"""The columns of the page's totals: the first is the sum of the others."""


@dataclass(frozen=True)
class Row:
    """A line as it is printed, how it ended, and whether something of it was written after the day was closed."""

    said: tuple[str, ...]
    state: str
    late: bool


@dataclass(frozen=True)
class Page:
    """The lines of one sheet, its own count by FIGURES, and the count of the sheets before it."""

    rows: tuple[Row, ...]
    here: Counter[str]
    before: Counter[str]


@dataclass(frozen=True)
class Register:
    """The register of one day, cut into pages; ``printed`` counts its prints, this one among them."""

    heading: Heading
    title: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    pages: tuple[Page, ...]
    vials: DayVials
    waiting: int
    corrected: int
    printed: int
    practice: bool


def of(store: Store, day: str, *, practice: bool = False, watch: Watch = UNWATCHED) -> Register:
    """The register of an ISO day. Raises StoreTrouble, GivenUp."""
    shape, wording = columns(NAME, store.me.state), Wording(operators(store))
    lines = list(watch.over(register_lines.read(store, day, day), 0))
    rows = []
    for number, line in enumerate(watch.over(lines, len(lines)), 1):
        said = wording.line(line, number)
        cells_of = tuple(str(column.of_line(said) or "") for column in shape)
        rows.append(Row(cells_of, line["state"], bool(line["late"])))
    pages, before, start, every = [], Counter[str](), 0, Counter[str]()
    for size in page_sizes(len(rows)):
        part = Tally()
        for line in lines[start : start + size]:
            part.add(line)
        here = Counter({name: part.count[name] for name in FIGURES})
        every += part.count
        pages.append(Page(tuple(rows[start : start + size]), here, before))
        before, start = before + here, start + size
    head = heading(store, day, lines)
    title = form_title(NAME, store.me.state) or cells.both("report.register_paper.title")
    return Register(
        heading=head, title=title, columns=shape,
        headings=headings(NAME, shape), pages=tuple(pages), vials=day_vials.of_day(store.connection, day),
        waiting=every["waiting"], corrected=every["corrected"], printed=head.prints + 1, practice=practice,
    )  # fmt: skip


def page_sizes(lines: int) -> list[int]:
    """How many lines go on each page."""
    sizes = []
    while lines > ON_LAST:
        sizes.append(min(PER_PAGE, max(lines - LEAST_ON_LAST, 1)))
        lines -= sizes[-1]
    return [*sizes, lines]


def paint_on(
    store: Store,
    first: str,
    last: str,
    device: QPagedPaintDevice,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[int, int]:
    """Paint the registers of the ISO days ``first`` to ``last``, each a paper of its own; the lines and pages painted.

    Days without anybody are printed too: a zero is reported. Raises StoreTrouble, GivenUp; needs a QGuiApplication.
    """
    total, done, pages = register_lines.count(store, first, last), 0, 0
    with paint.canvas(device, WIDTH_MM, HEIGHT_MM) as canvas:
        for day in days(first, last):
            register = of(store, day, practice=practice, watch=Watch(cancelled=watch.cancelled))
            for sheet in sheets(register):
                watch.look(done, total)
                if pages:
                    canvas.next_page()
                sheet.paint_in(canvas)
                done, pages = done + len(sheet.page.rows), pages + 1
    watch.look(done, total)
    return done, pages


def sheets(register: Register) -> list[Sheet]:
    """Every sheet of a day's register, in order."""
    return [Sheet(register, number) for number in range(len(register.pages))]


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper; ``number`` counts from 0."""

    register: Register
    number: int

    @property
    def page(self) -> Page:
        """What stands on it."""
        return self.register.pages[self.number]

    @property
    def is_last(self) -> bool:
        """Whether it bears the day's total and the signatures."""
        return self.number + 1 == len(self.register.pages)

    def paint_in(self, canvas: Canvas) -> None:
        """Paint it on a canvas of A4 across."""
        if self.register.practice:
            canvas.band(tr("print.practice"), 2.8, QRectF(_LEFT, 2.2, _WIDE, 4.4))
        self._head(canvas)
        bottom = self._table(canvas)
        if self.is_last:
            self._totals(canvas, bottom + 2, 4.8, 3.0, "day_total")
            self._day(
                canvas, QRectF(_LEFT + _TOTALS_WIDE + _GAP, bottom + 2, _WIDE - _TOTALS_WIDE - _GAP, 21.2)
            )
            for number, words in enumerate(self.register.heading.sealed):
                room = QRectF(_LEFT, bottom + 24 + number * 4.2, _WIDE, 4.2)
                canvas.line(words, 2.7, room, bold=not number, least=1.9)
            self.register.heading.sign(canvas, QRectF(_LEFT, bottom + 40, _WIDE, 10))
        else:
            self._totals(canvas, bottom + 1, 3.2, 2.4, "carried_forward")
        self._foot(canvas)

    def _head(self, canvas: Canvas) -> None:
        register, head = self.register, self.register.heading
        page = tr("report.page_of", page=self.number + 1, pages=len(register.pages))
        used = canvas.line(page, 4.0, QRectF(_LEFT, 7, _WIDE, 7), bold=True, align=RIGHT)
        canvas.line(register.title, 5.2, QRectF(_LEFT, 7, _WIDE - used - 5, 7), bold=True, least=3.0)
        number = tr("report.register_no", no=head.register_no)
        used = canvas.line(number, 3.2, QRectF(_LEFT, 14.2, _WIDE, 5), align=RIGHT)
        canvas.line(head.place_and_day, 3.2, QRectF(_LEFT, 14.2, _WIDE - used - 5, 5), least=2.2)

    def _table(self, canvas: Canvas) -> float:
        table, rows = Ruled(self.register.columns, _LEFT, _TABLE_TOP, _HEAD, _ROW), self.page.rows
        table.heads(canvas, self.register.headings, _SIZE, least=_LEAST)
        rooms = table.rooms
        for number, row in enumerate(rows):
            self._row(canvas, row, rooms, table.line_top(number))
        if not rows:
            table.nothing(canvas, tr("report.nobody_came"), 2.8)
        return table.rules(canvas, len(rows))

    def _row(self, canvas: Canvas, row: Row, rooms: Sequence[tuple[float, float]], y: float) -> None:
        if row.late:
            canvas.fill(QRectF(_LEFT, y, sum(column.width for column in self.register.columns), _ROW))
        cells = []
        for column, words, (left, wide) in zip(self.register.columns, row.said, rooms, strict=True):
            if words and column.key == "remarks":
                bold = row.state not in (GIVEN, REGISTERED)
                canvas.two_lines(words, _SIZE, QRectF(left, y, wide, _ROW), bold=bold)
            elif words and row.state == VOID:
                room = QRectF(left, y, wide, _ROW)
                for middle, used in canvas.two_lines(words, _SIZE, room, least=_LEAST):
                    strike = middle + 0.1
                    canvas.rule(QPointF(left - 0.3, strike), QPointF(left + used + 0.3, strike), 0.2)
            elif words:
                cells.append((words, left, wide))
        canvas.cells(cells, _SIZE, y, _ROW, least=_LEAST)

    def _totals(self, canvas: Canvas, top: float, high: float, size: float, sum_of: str) -> None:
        page = self.page
        lines = (
            ("this_page", page.here),
            ("brought_forward", page.before),
            (sum_of, page.before + page.here),
        )
        area = QRectF(_LEFT, top, _TOTALS_WIDE, 4 * high + 2)
        if self.is_last:
            canvas.frame(area)
        wide = (area.width() - 40) / len(FIGURES)
        for place, name in enumerate(FIGURES):
            room = QRectF(area.left() + 39.5 + place * wide, top + 1, wide - 1.5, high)
            canvas.line(tr(f"report.column.{name}"), size, room, bold=True, align=RIGHT, least=1.8)
        for number, (name, count) in enumerate(lines, 1):
            bold = number == len(lines)
            room = QRectF(area.left() + 2, top + 1 + number * high, 38, high)
            canvas.line(tr(f"report.{name}"), size, room, bold=bold, least=1.8)
            for place, figure in enumerate(FIGURES):
                cell = QRectF(area.left() + 38 + place * wide, room.top(), wide, high)
                canvas.line(str(count[figure]), size, cell, bold=bold, align=RIGHT)

    def _day(self, canvas: Canvas, area: QRectF) -> None:
        register = self.register
        canvas.frame(area)
        room = QRectF(area.left() + 2, area.top() + 0.4, area.width() - 4, _SAID)
        said: list[tuple[str, float, bool]] = []
        if register.vials.opened:
            said.append((vials_line(register.vials), 3.0, True))
        batches = [batch_line(batch) for batch in register.vials.batches]
        if batches:
            said.append((_BETWEEN.join(batches), 2.7, False))
        key = "report.not_on_server" if register.waiting else "report.all_on_server"
        state = [tr(key, count=register.waiting)] if register.waiting else [tr(key)]
        if register.corrected:
            state.append(tr("report.lines_corrected", count=register.corrected))
        said.append((register.heading.aefi, 2.7, False))
        said.append((_BETWEEN.join(state), 2.7, False))
        said.append((tr("report.check_code", code=register.heading.check), 2.7, False))
        for words, size, bold in said:
            canvas.line(words, size, room, bold=bold, least=1.9)
            room = room.translated(0, _SAID)

    def _foot(self, canvas: Canvas) -> None:
        register = self.register
        made = tr("report.made_by", version=__version__, desks=register.heading.desks or "-")
        words = _BETWEEN.join(
            (made, tr("report.print_number", number=register.printed), register.heading.check)
        )
        canvas.line(words, 2.4, QRectF(_LEFT, 202.6, _WIDE, 4), align=paint.CENTRE)


def vials_line(vials: DayVials) -> str:
    """What became of the doses in the day's opened vials, in one line."""
    parts = [
        tr("report.vials", vials=vials.opened, doses=vials.doses, given=vials.given, wasted=vials.thrown_away)
    ]
    if vials.unaccounted:
        parts.append(tr("report.vials_rest", doses=vials.unaccounted))
    if vials.overfill:
        parts.append(tr("report.vials_overfill", doses=vials.overfill))
    return f"{' '.join(parts)} ({percent(vials)})"


def batch_line(batch: day_vials.BatchDay) -> str:
    """One batch with its expiry and what of it is left, where its stock is kept."""
    expiry = cells.shown_day(batch.expires_on)[3:] if batch.expires_on else ""
    named = tr("report.batch", batch=batch.batch, expiry=expiry) if expiry else batch.batch
    return (
        f"{named}: {tr('report.stock', morning=batch.morning, received=batch.received, left=batch.left)}"
        if batch.kept
        else named
    )


def percent(vials: DayVials) -> str:
    """The wastage as it is written."""
    tenths = vials.wastage_tenths
    return "" if tenths is None else f"{tenths / 10:.1f}%"
