"""The ledger of outages: when there was no server, what was wrong, what was done all the same; for the district to take
out as a file.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions.desk import Desk
from tikadesk.domain.roles import Verb, may
from tikadesk.reports import outage_ledger
from tikadesk.reports.cells import Words as Cells
from tikadesk.reports.outage_ledger import Incident, said_minutes
from tikadesk.reports.paper import Cell, days
from tikadesk.ui.blocks import Card, EmptyState, Pile
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.export_card import ExportCard
from tikadesk.ui.figures import Figure, FigureRow
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.messages import area_of
from tikadesk.ui.outage_chart import DAYS, OutageChart
from tikadesk.ui.page import Fold, Page, stand_beside
from tikadesk.ui.reading import Reading
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day
from tikadesk.ui.words import Words, plain, say

PERIODS = {"week": 7, "month": 31, "year": 366}
"""How many days back each list goes, today among them."""
FIGURES = ("outages", "minutes", "longest", "registrations", "doses", "samples")
_IN_TIME = frozenset({"minutes", "longest"})
_RIGHT = 318
"""Logical pixels of the right column where it stands beside the lines."""
_Row = dict[str, Cell]


class LedgerPage(Page):
    """The outages of the last days, read beside the window's own work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now, self._in_aside = Fold.FULL, False
        self._reading = Reading(desk)
        self._asked_again = False
        self.periods = FilterBar([(code, say(f"ledger.{code}")) for code in PERIODS], joined=True)
        self.periods.choose("month")
        self.figures = {name: Figure() for name in FIGURES}
        self.row = FigureRow(*self.figures.values())
        self.table = Table(_columns(), say("page.ledger"), enough=230)
        self.empty = EmptyState(say("ledger.none"), icon="check-circle")
        self.empty.hide()
        self.chart = OutageChart()
        self.export = ExportCard(desk, reports=("ledger",))
        self.right = Pile(self.chart, self.export)
        self.to_export = secondary(say("register_page.export"), icon="download")
        self.back = link(say("desk.back"), key="clear", small=True)
        self._lay_out()
        self.periods.chosen.connect(lambda _code: self._read())
        self.to_export.clicked.connect(self.open_export)
        self.export.left.connect(self.open_lines)
        self.back.clicked.connect(lambda: self.wanted.emit("", None))
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(lambda error: area_of(self).show_error(error))

    def _lay_out(self) -> None:
        self._top = Card(margins=(18, 10, 18, 10))
        self._top.body.addWidget(self.row)
        self.lines = Card(margins=(14, 10, 14, 10), spacing=8)
        self.lines.body.addWidget(self.periods)
        room = QWidget()
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty, 1)
        self.lines.body.addWidget(room, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.to_export)
        self.lines.body.addLayout(foot)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.lines, 1)
        columns.addWidget(self.right)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._column.addWidget(self._top)
        self._column.addLayout(columns, 1)
        self.body.addLayout(self._column, 1)

    # What the window asks

    def subtitle(self) -> Words:
        """What the page answers."""
        return say("ledger.subtitle")

    def refresh(self) -> None:
        """Read the ledger again; the marked line stays."""
        role = self.desk.operator.role if self.desk.operator else None
        self.to_export.setVisible(role is None or may(role, Verb.EXPORT))
        self._read()

    def start(self) -> None:
        """The lines."""
        if self._in_aside:
            self.export.start()
        elif self.table.isVisible():
            self.table.mark(max(0, self.table.currentIndex().row()))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.periods.buttons[self.periods.code].setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self, fold: Fold) -> None:
        """On a narrow window the chart gives way, and the card that takes the ledger out stands in the lines' place."""
        self._fold_now = fold
        edge = {Fold.FULL: (16, 12, 16, 12), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self._column.setSpacing(12 if fold == Fold.FULL else 8)
        low = fold != Fold.FULL
        self._top.body.setContentsMargins(18, 4 if low else 10, 18, 4 if low else 10)
        self.row.set_low(low)
        self._show_columns()

    def _show_columns(self) -> None:
        full = self._fold_now == Fold.FULL
        self.lines.setVisible(full or not self._in_aside)
        self.right.setVisible(full or self._in_aside)
        stand_beside(self.right, _RIGHT if full else None)
        self.back.setVisible(not self._in_aside)  # the card has a way back of its own, by the same key

    # What is in front

    def open_lines(self) -> None:
        """The lines, the chart beside them where there is room."""
        self._in_aside = False
        self.right.setCurrentWidget(self.chart)
        self._show_columns()
        self.start()

    def open_export(self) -> None:
        """The card that takes the ledger of the days in view out."""
        self._in_aside = True
        self.export.show_days(*self._period())
        self.right.setCurrentWidget(self.export)
        self._show_columns()
        self.export.start()

    # The ledger

    def _period(self) -> tuple[str, str]:
        today = self.desk.today()
        back = timedelta(days=PERIODS[self.periods.code] - 1)
        return (date.fromisoformat(today) - back).isoformat(), today

    def _read(self) -> None:
        self._asked_again = self._reading.busy
        if not self._asked_again:
            first, last = self._period()
            self._reading.start(lambda store, _watch: outage_ledger.incidents(store, first, last))

    def _on_read(self, found: list[Incident]) -> None:
        if self._asked_again:
            self._read()
        count = outage_ledger.counted(found)
        for name, figure in self.figures.items():
            shown = said_minutes(count[name]) if name in _IN_TIME else str(count[name])
            figure.show_figure(shown, say(f"report.ledger_figure.{name}"))
        self.row.fit()
        held, words = self.table.current(), Cells()
        rows = [
            outage_ledger.line(self.desk.store, one, number, words) for number, one in enumerate(found, 1)
        ][::-1]
        at_lines = self.table.hasFocus()
        self.table.fill(lambda offset, limit: rows[offset : offset + limit])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        same = (at for at, row in enumerate(rows) if isinstance(held, dict) and _began(row) == _began(held))
        if (at := next(same, -1)) >= 0:
            self.table.mark(at)
        elif at_lines:
            self.start()  # the ledger came after the page, or the marked line is no longer in it
        newest = list(days(*self._period()))[-DAYS:]
        self.chart.strips.show_days(found, newest[::-1])


def _began(row: _Row) -> tuple[Cell, Cell]:
    return row["day"], row["began"]


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("report.ledger_paper.day"), lambda row: day(str(row["day"])), width=92),
        Column(say("report.ledger_paper.began"), lambda row: str(row["began"]), width=52),
        Column(say("report.ledger_paper.ended"), _ended, width=136, yields=3),
        Column(say("report.ledger_paper.lasted"), lambda row: str(row["lasted"]), width=92),
        Column(say("report.ledger_paper.what"), _what),
        _count("registrations", 84),
        _count("doses", 62),
        _count("samples", 68, yields=2),
        _count("numbers", 72, yields=1),
    )


def _count(name: str, width: int, *, yields: int = 0) -> Column:
    words = say(f"report.ledger_paper.{name}")
    return Column(words, lambda row: str(row[name]), width=width, right=True, yields=yields)


def _ended(row: _Row) -> str | State:
    if row["goes_on"]:
        return State(Look.NEUTRAL, plain(str(row["ended"])), "cloud-off")
    return str(row["ended"])


def _what(row: _Row) -> str:
    return " · ".join(str(row[name]) for name in ("faults", "remarks") if row[name])
