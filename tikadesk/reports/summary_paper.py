"""The summary of a day on one sheet of A4, to be read in black and white: figures, doses by hour, age and sex, vials,
why people went without, voids and corrections, how safe the data is, what is filled in by hand, signatures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.i18n import tr
from tikadesk.reports import cells, day_summary, paint
from tikadesk.reports.cells import Words
from tikadesk.reports.day_head import Heading, heading, signatures
from tikadesk.reports.day_summary import BY_HAND, SEXES, Summary, band_word, in_order
from tikadesk.reports.filling import fill_in
from tikadesk.reports.paint import DARK, LEFT, LIGHT, RIGHT, WHITE, Canvas
from tikadesk.reports.paper import days
from tikadesk.reports.register_paper import vials_line
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.store import register_lines
from tikadesk.store.store import Store

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
_LEFT, _WIDE = 14.0, 182.0
_CHART = QRectF(_LEFT + 10, 62, _WIDE - 10, 50)
_ROW, _GAP, _SAID = 5.0, 6.0, 4.8
_STATE_BOTTOM = 246.0
_SESSION = QRectF(_LEFT, 248, _WIDE, 6)
"""The first of two lines about the session; below them there is room to sign in."""
_TABLES_TOP = 124.0
_STEPS = (1, 2, 5)
_GREYS = {1: DARK, 2: LIGHT, 3: WHITE}
"""First dose, second, precaution: told apart without colour."""
_MOST_BATCHES = 6


@dataclass(frozen=True)
class Table:
    """A small table; the last of ``rows`` is the total. All but the first column are figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: float

    @property
    def high(self) -> float:
        """Its height with the title, in millimetres."""
        return 6.5 + _ROW * (len(self.rows) + 1)

    def folded(self, most: int) -> Table:
        """With at most so many rows: those that are too many are one, summed up."""
        if len(self.rows) <= most:
            return self
        kept, rest = self.rows[: most - 2], self.rows[most - 2 : -1]
        sums = (str(sum(map(int, figures))) for figures in list(zip(*rest, strict=True))[1:])
        return replace(self, rows=(*kept, (tr("report.rest"), *sums), self.rows[-1]))


@dataclass(frozen=True)
class Paper:
    """What stands on it."""

    heading: Heading
    summary: Summary
    target: int | None
    practice: bool

    def paint_in(self, canvas: Canvas) -> None:
        """Paint it on a canvas of A4."""
        if self.practice:
            canvas.band(tr("print.practice"), 3.4, QRectF(_LEFT, 4, _WIDE, 5.6))
        self._head(canvas)
        self._figures(canvas)
        self._hours(canvas)
        top = _TABLES_TOP
        wide = (_WIDE - _GAP) / 2
        state = self._state()
        high = _SAID * (len(state) + 1) + 1.6
        for left, right in (
            (_ages(self.summary), _vials(self.summary)),
            (_without(self.summary), _voids(self.summary)),
        ):
            rows = int((_STATE_BOTTOM - high - 5 - top - 6.5) / _ROW) - 1
            for table, at in ((left, _LEFT), (right, _LEFT + wide + _GAP)):
                _paint_table(canvas, table.folded(rows), QRectF(at, top, wide, table.high))
            top += max(left.folded(rows).high, right.folded(rows).high) + 5
        area = QRectF(_LEFT, top, _WIDE, high)
        canvas.frame(area)
        room = QRectF(area.left() + 3, area.top() + 0.8, area.width() - 6, 5)
        canvas.line(tr("report.state"), 3.6, room, bold=True)
        for number, words in enumerate(state, 1):
            canvas.line(words, 3.0, room.translated(0, _SAID * number), least=2.2)
        self._session(canvas)
        signatures(canvas, QRectF(_LEFT, 270, _WIDE, 10), self.heading.signers[2:])
        made = tr("report.made_by", version=__version__, desks=self.heading.desks or "-")
        foot = f"{made} · {self.heading.check}"
        canvas.line(foot, 2.6, QRectF(_LEFT, 286, _WIDE, 4), align=paint.CENTRE)

    def _session(self, canvas: Canvas) -> None:
        """What is asked of the session: the target if it was planned, the rest to be filled in by hand."""
        asked = {name: "" for name in BY_HAND} | {"target": "" if self.target is None else str(self.target)}
        for place, (name, value) in enumerate(asked.items()):
            line = _SESSION.translated(place % 2 * _WIDE / 2, place // 2 * 7)
            line.setWidth(_WIDE / 2 - 6)
            fill_in(canvas, line, tr(f"report.session.{name}"), value, start=44)

    def _head(self, canvas: Canvas) -> None:
        used = canvas.line(self.heading.register_no, 3.2, QRectF(_LEFT, 12, _WIDE, 7), align=RIGHT)
        canvas.line(
            cells.both("report.summary_paper.title"),
            5.8,
            QRectF(_LEFT, 12, _WIDE - used - 4, 7.5),
            bold=True,
            least=3.6,
        )
        canvas.line(self.heading.place_and_day, 3.4, QRectF(_LEFT, 20, _WIDE, 6), least=2.4)
        canvas.rule(QPointF(_LEFT, 27.6), QPointF(_LEFT + _WIDE, 27.6), 0.3)

    def _figures(self, canvas: Canvas) -> None:
        count, tenths = self.summary.count, self.summary.vials.wastage_tenths
        named = ["given", "first", "second", "deferred", "void"]
        if count["precaution"]:
            named.insert(3, "precaution")
        figures = [(str(count[name]), tr(f"report.figure.{name}")) for name in named]
        wastage = "–" if tenths is None else f"{tenths / 10:.1f}%"
        figures.append((wastage, tr("report.figure.wastage")))
        wide = _WIDE / len(figures)
        for place, (figure, words) in enumerate(figures):
            left = _LEFT + place * wide
            canvas.line(figure, 7.8, QRectF(left, 31, wide - 2, 9), bold=True, least=4)
            canvas.line(words, 3.2, QRectF(left, 40.5, wide - 2, 5), least=2.2)

    def _hours(self, canvas: Canvas) -> None:
        summary, area = self.summary, _CHART
        words = tr("report.by_hour")
        if summary.timeless:
            words += " " + tr("report.timeless", count=summary.timeless)
        canvas.line(words, 4.0, QRectF(_LEFT, 51, _WIDE / 2, 6), bold=True, least=3.0)
        numbers = [number for number in (1, 2, 3) if number < 3 or summary.count["precaution"]]
        left = _LEFT + _WIDE / 2 + 6
        for number in numbers:
            canvas.fill(QRectF(left, 52.6, 3.6, 2.8), _GREYS[number])
            canvas.frame(QRectF(left, 52.6, 3.6, 2.8), 0.15)
            used = canvas.line(tr(f"option.dose_no.{number}"), 3.0, QRectF(left + 5, 51, 40, 6))
            left += used + 11
        most = max((doses.total() for doses in summary.by_hour.values()), default=0)
        apart = step(most)
        top = max(apart, -(-most // apart) * apart)
        for level in range(0, top + 1, apart):
            y = area.bottom() - area.height() * level / top
            canvas.rule(QPointF(area.left(), y), QPointF(area.right(), y), 0.3 if not level else 0.08)
            if level:
                canvas.line(str(level), 2.8, QRectF(_LEFT, y - 2.5, 7.5, 5), align=RIGHT)
        if summary.by_hour:
            hours = range(min(summary.by_hour), max(summary.by_hour) + 1)
            wide = area.width() / len(hours)
            for place, hour in enumerate(hours):
                self._bar(canvas, hour, area.left() + place * wide, wide, top)

    def _bar(self, canvas: Canvas, hour: int, left: float, wide: float, top: int) -> None:
        doses = self.summary.by_hour.get(hour)
        label = tr("report.hours_short", first=hour, last=hour + 1)
        canvas.line(label, 2.8, QRectF(left, _CHART.bottom() + 1, wide, 5), align=paint.CENTRE, least=1.8)
        if doses is None:
            return
        thick, y = min(wide * 0.64, 16), _CHART.bottom()
        for number in sorted(doses):
            high = _CHART.height() * doses[number] / top
            bar = QRectF(left + (wide - thick) / 2, y - high, thick, high)
            canvas.fill(bar, _GREYS.get(number, WHITE))
            canvas.frame(bar, 0.2)
            y -= high
        above = QRectF(left + (wide - thick) / 2, y - 4.6, thick, 4.2)
        canvas.fill(above, WHITE)
        canvas.line(str(doses.total()), 3.0, above, bold=True, align=paint.CENTRE, least=2)

    def _state(self) -> list[str]:
        count = self.summary.count
        return [
            tr("report.saved_here", count=count["lines"], code=self.heading.check),
            tr("report.not_on_server", count=count["waiting"])
            if count["waiting"]
            else tr("report.all_on_server"),
            *([vials_line(self.summary.vials)] if self.summary.vials.opened else []),
            tr("report.at_portal", count=self.summary.portal, all=count["lines"] - count["void"]),
            self.heading.aefi,
            *self.heading.sealed,
        ]


def of(store: Store, day: str, *, practice: bool = False) -> Paper:
    """The paper of an ISO day. Raises StoreTrouble."""
    lines = list(register_lines.read(store, day, day))
    return Paper(
        heading(store, day, lines),
        day_summary.of(store, day, lines),
        day_summary.target(store, day),
        practice,
    )


def paint_on(
    store: Store,
    first: str,
    last: str,
    device: QPagedPaintDevice,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[int, int]:
    """Paint the summaries of the ISO days ``first`` to ``last``, a sheet each; the sheets and pages painted.

    Raises StoreTrouble, GivenUp; needs a QGuiApplication.
    """
    wanted = list(days(first, last))
    # A day is read when its sheet's turn has come.
    each = (partial(_paint_day, store, day, practice=practice) for day in wanted)
    paint.sheets(device, (WIDTH_MM, HEIGHT_MM), each, total=len(wanted), watch=watch)
    return len(wanted), len(wanted)


def _paint_day(store: Store, day: str, canvas: Canvas, *, practice: bool) -> None:
    of(store, day, practice=practice).paint_in(canvas)


def step(most: int) -> int:
    """How far apart the chart's lines are: at most five of them, at round figures."""
    size = 1
    while most > 5 * _STEPS[-1] * size:
        size *= 10
    return next(one * size for one in _STEPS if most <= 5 * one * size)


def _ages(summary: Summary) -> Table:
    usual = {2, 3, 4} | {band for band in summary.by_band if band >= 0}
    bands = [*sorted(usual), *([-1] if -1 in summary.by_band else [])]
    rows = []
    for band in bands:
        figures = [summary.by_band[band][sex] if band in summary.by_band else 0 for sex in SEXES]
        rows.append((band_word(band), *map(str, figures), str(sum(figures))))
    totals = [summary.count[sex] for sex in SEXES]
    rows.append((tr("report.sum"), *map(str, totals), str(sum(totals))))
    heads = ("report.age", "report.sex.F", "report.sex.M", "report.sex.O", "report.all")
    return Table(tr("report.by_age"), tuple(tr(key) for key in heads), tuple(rows), 0.4)


def _vials(summary: Summary) -> Table:
    vials = summary.vials
    shown = vials.batches[:_MOST_BATCHES]
    rows = [
        (
            batch.batch, str(batch.opened), str(batch.given), str(batch.wasted),
            str(batch.left) if batch.kept else "–",
        )
        for batch in shown
    ]  # fmt: skip
    left = sum(batch.left for batch in vials.batches if batch.kept)
    kept = any(batch.kept for batch in vials.batches)
    total = (str(vials.opened), str(vials.given), str(vials.thrown_away), str(left) if kept else "–")
    rows.append((tr("report.sum"), *total))
    heads = ("report.batch_no", "report.opened", "report.given", "report.wasted", "report.left")
    return Table(tr("report.vials_title"), tuple(tr(key) for key in heads), tuple(rows), 0.32)


def _without(summary: Summary) -> Table:
    words = Words()
    rows = [
        (words.option("defer_reason", code), str(count))
        for code, count in in_order(summary.deferred, "defer_reason")
    ]
    if summary.count["not_vaccinated"]:
        rows.append((tr("report.total.not_vaccinated"), str(summary.count["not_vaccinated"])))
    rows.append((tr("report.sum"), str(summary.count["deferred"] + summary.count["not_vaccinated"])))
    return Table(tr("report.without"), (tr("report.reason"), tr("report.people")), tuple(rows), 0.78)


def _voids(summary: Summary) -> Table:
    words = Words()
    rows = [
        (words.option("void_reason", code), str(count))
        for code, count in in_order(summary.void, "void_reason")
    ]
    rows.append((tr("report.total.corrected"), str(summary.count["corrected"])))
    rows.append((tr("report.sum"), str(summary.count["void"] + summary.count["corrected"])))
    return Table(tr("report.voids_title"), (tr("report.what"), tr("report.number")), tuple(rows), 0.78)


def _paint_table(canvas: Canvas, table: Table, area: QRectF) -> None:
    canvas.line(table.title, 4.0, QRectF(area.left(), area.top(), area.width(), 6), bold=True, least=3)
    top = area.top() + 6.5
    canvas.fill(QRectF(area.left(), top, area.width(), _ROW))
    first = area.width() * table.first
    wide = (area.width() - first - 1) / (len(table.heads) - 1)
    for number, row in enumerate((table.heads, *table.rows)):
        y = top + number * _ROW
        bold = number in (0, len(table.rows))
        for place, words in enumerate(row):
            left = area.left() + (1.2 if not place else first + (place - 1) * wide)
            room = QRectF(left, y, first - 1.2 if not place else wide - 1, _ROW)
            canvas.line(words, 3.0, room, bold=bold, align=RIGHT if place else LEFT, least=2)
        if number:
            thick = 0.3 if number in (1, len(table.rows)) else 0.08
            canvas.rule(QPointF(area.left(), y), QPointF(area.right(), y), thick)
    canvas.frame(QRectF(area.left(), top, area.width(), _ROW * (len(table.rows) + 1)), 0.3)
