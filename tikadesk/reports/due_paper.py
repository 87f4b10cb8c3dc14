"""The due list on paper for those who go from house to house: each village on sheets of its own, A4 upright, with a box
to tick and room to write why somebody did not come. Its columns are ``resources/print/due_paper.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.domain.due import OVERDUE, URGENCIES
from tikadesk.i18n import tr
from tikadesk.reports import cells, due_list, paint
from tikadesk.reports.cells import Words, shown_day
from tikadesk.reports.paint import CENTRE, RIGHT, Canvas
from tikadesk.reports.paper import Cell, Column, columns, headings
from tikadesk.reports.ruled import Ruled
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.store import due
from tikadesk.store.store import Store

NAME = "due_paper"
WIDTH_MM, HEIGHT_MM = 210.0, 297.0
PER_PAGE = 23
_LEFT, _WIDE = 12.0, 186.0
_TABLE_TOP, _HEAD, _ROW = 44.0, 7.0, 9.6
_SIZE, _LEAST = 3.1, 2.1
_BETWEEN = " · "


@dataclass(frozen=True)
class Line:
    """A person as printed: each cell in one, two or (a name) three parts."""

    said: tuple[tuple[str, ...], ...]
    overdue: bool


@dataclass(frozen=True)
class Sheet:
    """One sheet, ``page`` of ``pages`` of its village, whose people are counted by urgency."""

    village: str
    lines: tuple[Line, ...]
    count: Counter[str]
    page: int
    pages: int


@dataclass(frozen=True)
class Book:
    """The sheets of all villages. ``label`` is the desk's; ``on`` and ``until`` are ISO days."""

    centre: str
    label: str
    on: str
    until: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    practice: bool

    def paint_in(self, canvas: Canvas, number: int) -> None:
        """Paint sheet ``number``, counted from 0, on a canvas of A4."""
        sheet = self.sheets[number]
        if self.practice:
            canvas.band(tr("print.practice"), 3.4, QRectF(_LEFT, 3.4, _WIDE, 5.4))
        self._head(canvas, sheet)
        bottom = self._table(canvas, sheet)
        if not sheet.lines:
            return
        told = tr("report.due_paper.how")
        canvas.words(told, 2.7, QRectF(_LEFT, bottom + 1.6, _WIDE, 8))
        foot = _BETWEEN.join(
            (
                tr("report.made_by", version=__version__, desks=self.label or "-"),
                tr("report.page_of", page=number + 1, pages=len(self.sheets)),
                tr("report.due_paper.private"),
            )
        )
        canvas.line(foot, 2.5, QRectF(_LEFT, 287.5, _WIDE, 4), align=CENTRE, least=1.8)

    def _head(self, canvas: Canvas, sheet: Sheet) -> None:
        canvas.line(
            cells.both("report.due_paper.title"), 4.4, QRectF(_LEFT, 10, _WIDE, 6), bold=True, least=3
        )
        pages = tr("report.page_of", page=sheet.page, pages=sheet.pages) if sheet.pages > 1 else ""
        used = canvas.line(pages, 3.4, QRectF(_LEFT, 17, _WIDE, 9), align=RIGHT)
        village = sheet.village or tr("report.due_paper.no_village")
        canvas.line(village, 7.0, QRectF(_LEFT, 17, _WIDE - used - 4, 9), bold=True, least=4)
        days = tr("report.due_paper.days", on=shown_day(self.on), until=shown_day(self.until))
        canvas.line(f"{self.centre}{_BETWEEN}{days}", 3.2, QRectF(_LEFT, 26.4, _WIDE, 5.4), least=2.2)
        counts = _BETWEEN.join(
            tr("report.due_paper.count", what=tr(f"due.{code}"), count=sheet.count[code])
            for code in URGENCIES
            if sheet.count[code]
        )
        used = canvas.line(counts, 3.4, QRectF(_LEFT, 33.4, _WIDE, 6), bold=True)
        if _WIDE - used > 70:
            self._to_fill(canvas, QRectF(_LEFT + used + 8, 33.4, _WIDE - used - 8, 6))

    def _to_fill(self, canvas: Canvas, area: QRectF) -> None:
        wide = (area.width() - 4) / 2
        for place, key in enumerate(("report.due_paper.given_to", "report.due_paper.back_on")):
            room = QRectF(area.left() + place * (wide + 4), area.top(), wide, area.height())
            used = canvas.line(tr(key), 3.0, room, least=2)
            y = room.center().y() + 1.4
            canvas.rule(QPointF(room.left() + used + 1.5, y), QPointF(room.right(), y), 0.2)

    def _table(self, canvas: Canvas, sheet: Sheet) -> float:
        table = Ruled(self.columns, _LEFT, _TABLE_TOP, _HEAD, _ROW)
        table.heads(canvas, self.headings, 2.9, least=_LEAST)
        for number, line in enumerate(sheet.lines):
            self._line(canvas, line, table.rooms, table.line_top(number))
        if not sheet.lines:
            table.nothing(canvas, tr("report.due_paper.nobody"), 3.4)
        return table.rules(canvas, len(sheet.lines))

    def _line(self, canvas: Canvas, line: Line, rooms: Sequence[tuple[float, float]], y: float) -> None:
        for column, words, (left, wide) in zip(self.columns, line.said, rooms, strict=True):
            room = QRectF(left, y, wide, _ROW)
            if column.key == "outcome":
                canvas.tick_box(QRectF(left + 0.6, y + (_ROW - 4) / 2, 4, 4))
                if words:
                    canvas.two_lines(words[0], _SIZE, room.adjusted(5.8, 0, 0, 0), bold=True)
                continue
            if column.key == "who":
                _who(canvas, words, room)
                continue
            bold = column.key == "due" and line.overdue
            if len(words) < 2:
                canvas.line(words[0] if words else "", _SIZE, room, bold=bold, least=_LEAST)
                continue
            upper = QRectF(room.left(), y + 0.5, room.width(), _ROW / 2 - 0.3)
            canvas.line(words[0], _SIZE, upper, bold=bold, least=_LEAST)
            canvas.line(words[1], 2.6, upper.translated(0, _ROW / 2 - 0.5), least=_LEAST)


def _who(canvas: Canvas, words: Sequence[str], room: QRectF) -> None:
    """The name, the number and the second name, on as many lines as they need: a name is never cut."""
    name, number, *second = words
    below = [_BETWEEN.join((number, *second))]
    if canvas.width(below[0], 2.6) > room.width():
        below = [number, *second]
    names = _broken(canvas, name, _SIZE * (1 if len(below) == 1 else 0.9), room.width())
    high = (room.height() - 0.8) / (len(names) + len(below))
    for place, said in enumerate((*names, *below)):
        area = QRectF(room.left(), room.top() + 0.4 + place * high, room.width(), high)
        size = min(_SIZE if place < len(names) else 2.6, high * 0.82)
        canvas.line(said, size, area, bold=place < len(names), least=1.5)


def _broken(canvas: Canvas, words: str, size: float, wide: float) -> list[str]:
    """Words on as few lines of this width as they need."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and canvas.width(longer, size, bold=True) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def of(store: Store, first: str, last: str, *, practice: bool = False, watch: Watch = UNWATCHED) -> Book:
    """The sheets for whoever is due by the ISO day ``last``, as it is on ``first``. Raises StoreTrouble, GivenUp."""
    shape, words = columns(NAME, store.me.state), Words()
    found = due.found(store.connection, first, last)
    sheets = []
    lines = watch.over(due_list.each(store, found), len(found))
    for _, group in groupby(lines, key=lambda pair: pair[0].place):
        people = list(group)
        count = Counter(URGENCIES[one.rank(first)] for one, _ in people)
        printed = []
        for number, (one, row) in enumerate(people, 1):
            said = due_list.line(one, row, first, number, words)
            cells_of = tuple(_cell(column, said) for column in shape)
            printed.append(Line(cells_of, one.rank(first) == URGENCIES.index(OVERDUE)))
        pages = -(-len(printed) // PER_PAGE)
        sheets += [
            Sheet(
                people[0][0].village,
                tuple(printed[page * PER_PAGE : (page + 1) * PER_PAGE]),
                count,
                page + 1,
                pages,
            )
            for page in range(pages)
        ]
    return Book(
        cells.centre_name(store), store.me.label, first, last, shape, headings(NAME, shape),
        tuple(sheets) or (Sheet("", (), Counter(), 1, 1),), practice,
    )  # fmt: skip


def _cell(column: Column, said: dict[str, Cell]) -> tuple[str, ...]:
    match column.key:
        case "who":
            # In a village the father or the husband tells people apart, not the name in another script.
            names = [str(said[name]) for name in ("name_local", "name") if said[name]]
            second = [str(said["parent_name"])] if said["parent_name"] else names[1:]
            return (names[0] if names else "", str(said["no"]), *second)
        case "dose":
            before = f"{said['vaccine']} {shown_day(str(said['last_on']))}" if said["last_on"] else ""
            return (str(said["dose_no"]), before) if before else (str(said["dose_no"]),)
        case "due":
            days = tr("report.due_paper.from", day=shown_day(str(said["due_from"])))
            if said["overdue_days"]:
                return (tr("report.due_paper.overdue", n=said["overdue_days"]), days)
            until = tr("report.due_paper.to", day=shown_day(str(said["due_to"]))) if said["due_to"] else ""
            return (days, until) if until else (days,)
        case "outcome":
            return (tr("due.caution.short"),) if said["remarks"] else ()
    cell = column.of_line(said)
    return (str(cell),) if cell not in (None, "") else ()


def paint_on(
    store: Store,
    first: str,
    last: str,
    device: QPagedPaintDevice,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[int, int]:
    """Paint the sheets of every village on ``device``; how many people and sheets. Raises StoreTrouble, GivenUp."""
    book = of(store, first, last, practice=practice, watch=watch)
    each = (partial(book.paint_in, number=number) for number in range(len(book.sheets)))
    paint.sheets(device, (WIDTH_MM, HEIGHT_MM), each, total=len(book.sheets), watch=watch)
    return sum(len(sheet.lines) for sheet in book.sheets), len(book.sheets)
