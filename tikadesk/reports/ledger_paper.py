"""The ledger of outages for the district, on one sheet of A4 in black and white: how often and how long there was no
server, hour by hour, what the desks did all the same, and that none of it is lost.

Its columns are ``resources/print/ledger_paper.json`` (widths in millimetres), or a state's own file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.i18n import tr
from tikadesk.reports import cells, outage_ledger, paint
from tikadesk.reports.cells import Words, shown_day
from tikadesk.reports.day_head import signatures
from tikadesk.reports.outage_ledger import TOTALS, Incident, said_minutes, shares
from tikadesk.reports.paint import CENTRE, DARK, RIGHT, Canvas
from tikadesk.reports.paper import WHOLE, Cell, Column, columns, days, headings
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.store.outages import WORK
from tikadesk.store.store import Store

NAME = "ledger_paper"
WIDTH_MM, HEIGHT_MM = 210.0, 297.0
_LEFT, _WIDE = 12.0, 186.0
_CHART_TOP, _CHART_ROOM = 54.0, 74.0
_DAY_HIGH = 6.0
MOST_DAYS = 31
"""So many days are drawn hour by hour: the newest, where it is more."""
_HOURS = range(0, 25, 3)
_ROW, _HEAD = 5.6, 6.4
_TABLE_END, _STATE_HIGH = 238.0, 22.0
_SIGN_TOP, _FOOT_TOP = 270.0, 287.0


@dataclass(frozen=True)
class Paper:
    """What stands on it. ``found`` are all outages, ``lines`` those that find room, the sums of the shorter ones and of
    all below them.
    """

    centre: str
    desks: str
    first: str
    last: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    found: tuple[Incident, ...]
    lines: tuple[tuple[str, ...], ...]
    count: Counter[str]
    check: str
    practice: bool

    def paint_in(self, canvas: Canvas) -> None:
        """Paint it on a canvas of A4."""
        if self.practice:
            canvas.band(tr("print.practice"), 3.4, QRectF(_LEFT, 3.4, _WIDE, 5.4))
        canvas.line(
            cells.both("report.ledger_paper.title"), 5.6, QRectF(_LEFT, 11, _WIDE, 7.5), bold=True, least=3.6
        )
        told = tr("report.ledger_paper.days", first=shown_day(self.first), last=shown_day(self.last))
        canvas.line(f"{self.centre} · {told}", 3.4, QRectF(_LEFT, 19, _WIDE, 6), least=2.4)
        canvas.rule(QPointF(_LEFT, 26.4), QPointF(_LEFT + _WIDE, 26.4), 0.3)
        self._figures(canvas)
        bottom = self._table(canvas, self._days(canvas) + 6)
        self._state(canvas, QRectF(_LEFT, bottom + 4, _WIDE, _STATE_HIGH))
        signatures(canvas, QRectF(_LEFT, _SIGN_TOP, _WIDE, 10), (("", "supervisor"), ("", "officer")))
        made = tr("report.made_by", version=__version__, desks=self.desks or "-")
        canvas.line(f"{made} · {self.check}", 2.6, QRectF(_LEFT, _FOOT_TOP, _WIDE, 4), align=CENTRE)

    def _figures(self, canvas: Canvas) -> None:
        count = self.count
        figures = [
            (str(count["outages"]), "outages"),
            (said_minutes(count["minutes"]), "minutes"),
            (said_minutes(count["longest"]), "longest"),
            *((str(count[name]), name) for name in ("registrations", "doses", "samples", "numbers")),
        ]
        shares = [0.11, 0.19, 0.19, 0.13, 0.11, 0.12, 0.15]
        left = _LEFT
        for (figure, name), share in zip(figures, shares, strict=True):
            wide = _WIDE * share
            canvas.line(figure, 6.4, QRectF(left, 29, wide - 2, 8.4), bold=True, least=3.4)
            canvas.line(tr(f"report.ledger_figure.{name}"), 2.9, QRectF(left, 37.6, wide - 2, 5), least=2)
            left += wide

    def _days(self, canvas: Canvas) -> float:
        """Each day as a strip of 24 hours, black where there was no server; where it ends."""
        asked = list(days(self.first, self.last))
        shown, words = asked[-MOST_DAYS:], tr("report.ledger_paper.hours")
        if len(shown) < len(asked):
            words = tr("report.ledger_paper.newest", title=words, count=len(shown))
        high = min(_DAY_HIGH, _CHART_ROOM / len(shown))
        label = 20.0
        area = QRectF(_LEFT + label, _CHART_TOP, _WIDE - label, high * len(shown))
        canvas.line(words, 3.8, QRectF(_LEFT, _CHART_TOP - 9.4, _WIDE, 5), bold=True)
        for hour in _HOURS:
            x = area.left() + area.width() * hour / 24
            canvas.rule(QPointF(x, area.top()), QPointF(x, area.bottom()), 0.08)
            room = QRectF(x - 8, _CHART_TOP - 4.4, 16, 4)
            canvas.line(f"{hour:02}:00" if hour < 24 else "24:00", 2.3, room, align=CENTRE)
        for place, day in enumerate(shown):
            top = area.top() + place * high
            canvas.line(shown_day(day), min(2.8, high * 0.8), QRectF(_LEFT, top, label - 2, high))
            canvas.rule(QPointF(area.left(), top), QPointF(area.right(), top), 0.08)
            for start, end in shares(self.found, day):
                left, wide = area.left() + area.width() * start, area.width() * (end - start)
                canvas.fill(QRectF(left, top + high * 0.2, max(0.25, wide), high * 0.6), DARK)
        canvas.frame(area, 0.3)
        return area.bottom()

    def _table(self, canvas: Canvas, top: float) -> float:
        edges = [_LEFT]
        for column in self.columns:
            edges.append(edges[-1] + column.width)
        rooms, right = list(pairwise(edges)), edges[-1]
        canvas.fill(QRectF(_LEFT, top, right - _LEFT, _HEAD))
        for column, words, (left, end) in zip(self.columns, self.headings, rooms, strict=True):
            room = QRectF(left + 0.8, top, end - left - 1.6, _HEAD)
            canvas.line(words, 2.6, room, bold=True, align=_side(column), least=1.7)
        y = top + _HEAD
        for number, line in enumerate(self.lines):
            bold = self.found != () and number == len(self.lines) - 1
            for column, words, (left, end) in zip(self.columns, line, rooms, strict=True):
                room = QRectF(left + 0.8, y, end - left - 1.6, _ROW)
                if column.key == "what":
                    canvas.two_lines(words, 2.8, room, bold=bold)
                else:
                    canvas.line(words, 2.8, room, bold=bold, align=_side(column), least=1.7)
            canvas.rule(QPointF(_LEFT, y), QPointF(right, y), 0.3 if not number or bold else 0.1)
            y += _ROW
        if not self.found:
            room = QRectF(_LEFT, y, right - _LEFT, _ROW + 2)
            canvas.line(tr("report.ledger_paper.none"), 3.2, room, bold=True, align=CENTRE)
            y += _ROW + 2
        canvas.frame(QRectF(_LEFT, top, right - _LEFT, y - top), 0.3)
        return y

    def _state(self, canvas: Canvas, area: QRectF) -> None:
        canvas.frame(area)
        said = [
            tr("report.ledger_paper.waiting", count=self.count["waiting"])
            if self.count["waiting"]
            else tr("report.ledger_paper.all_sent"),
            tr("report.ledger_paper.how"),
        ]
        room = QRectF(area.left() + 3, area.top() + 1.2, area.width() - 6, 5)
        canvas.line(tr("report.ledger_paper.state"), 3.6, room, bold=True)
        top = room.bottom() + 0.6
        for words in said:
            top += canvas.words(words, 2.9, QRectF(room.left(), top, room.width(), 10))


def _side(column: Column) -> Qt.AlignmentFlag:
    return RIGHT if column.type == WHOLE else paint.LEFT


def of(store: Store, first: str, last: str, *, practice: bool = False) -> Paper:
    """The paper of the ISO days from ``first`` to ``last``. Raises StoreTrouble."""
    shape, words = columns(NAME, store.me.state), Words()
    found = outage_ledger.incidents(store, first, last)
    shown_days = min(MOST_DAYS, len(list(days(first, last))))
    chart = min(_DAY_HIGH * shown_days, _CHART_ROOM)
    room = int((_TABLE_END - _CHART_TOP - chart - 6 - _HEAD) / _ROW) - 2  # for the rest, and for the sum
    longest = sorted(found, key=lambda one: one.lasted, reverse=True)[:room]
    rest = outage_ledger.counted([one for one in found if one not in longest])
    count = outage_ledger.counted(found)
    lines = [
        _cells(shape, outage_ledger.line(store, one, number, words))
        for number, one in enumerate(found, 1)
        if one in longest
    ]
    if rest["outages"]:
        lines.append(_cells(shape, _sum(rest, tr("report.ledger_paper.rest", n=rest["outages"]))))
    if found:
        lines.append(_cells(shape, _sum(count, tr("report.sum"))))
    devices = {span.device for one in found for span in one.spans} or {store.me.device}
    desks = "+".join(cells.desk_labels(store, devices))
    return Paper(
        cells.centre_name(store), desks, first, last, shape, headings(NAME, shape), tuple(found), tuple(lines), count,
        _check(found, first, last), practice,
    )  # fmt: skip


def _check(found: Sequence[Incident], first: str, last: str) -> str:
    """A short code over what happened: the same in every language, and whatever reached the server since."""
    facts = [
        (
            one.began.isoformat(),
            one.certain_until.isoformat(),
            *(one.work[name] for name in WORK if name != "waiting"),
        )
        for one in found
    ]
    digest = hashlib.sha256(json.dumps([first, last, facts]).encode()).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def _sum(count: Counter[str], words: str) -> dict[str, Cell]:
    figures = {name: count[name] for name in TOTALS}
    return {"faults": words, "lasted": said_minutes(count["minutes"]), **figures}


def _cells(shape: tuple[Column, ...], said: dict[str, Cell]) -> tuple[str, ...]:
    told = said | {"day": shown_day(str(said["day"]))} if said.get("day") else said
    return tuple("" if (cell := column.of_line(told)) is None else str(cell) for column in shape)


def paint_on(
    store: Store,
    first: str,
    last: str,
    device: QPagedPaintDevice,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[int, int]:
    """Paint the ledger on ``device``; how many outages it tells of, and its one sheet. Raises StoreTrouble, GivenUp."""
    watch.look(0, 1)
    paper = of(store, first, last, practice=practice)
    with paint.canvas(device, WIDTH_MM, HEIGHT_MM) as canvas:
        paper.paint_in(canvas)
    watch.look(1, 1)
    return len(paper.found), 1
