"""The day register: a day's figures above, its lines at the left, doses by hour and the closing of the day at the right,
and the ways to the pages under this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import register_day
from tikadesk.actions.desk import Desk
from tikadesk.actions.register_day import DayRegister, RegisterRow
from tikadesk.domain.roles import Verb, may
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card
from tikadesk.ui.buttons import secondary
from tikadesk.ui.day_bar import DayBar
from tikadesk.ui.day_figures import DayFigures
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.flow import Flow
from tikadesk.ui.hour_chart import HourChart
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.register_table import RegisterTable
from tikadesk.ui.wording import day, joined
from tikadesk.ui.words import Words, say

_RIGHT = 318
"""Logical pixels of the right column where it stands beside the lines."""


class RegisterPage(Page):
    """One day of the centre. ``register`` is what is shown now; ``day`` its ISO day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day = self._today = desk.today()
        self.register: DayRegister | None = None
        self.bar = DayBar(desk.today)
        self.figures = DayFigures()
        self.lines = RegisterTable()
        self.chart = HourChart()
        self.below = Flow(gap=8)
        self._top = Card(margins=(16, 8, 18, 8))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(26)
        self._head.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.figures, 1)
        self._top.body.addLayout(self._head)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.chart)
        right.addStretch(1)
        right.addWidget(self.below)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(12)
        self._columns.addWidget(self.lines, 1)
        self._columns.addWidget(self._right)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._top)
        column.addLayout(self._columns, 1)
        self.body.addLayout(column, 1)
        self._connect()

    def _connect(self) -> None:
        self.bar.chosen.connect(self.show_day)
        self.lines.opened.connect(lambda row: self._want(row, ""))
        self.lines.correct_wanted.connect(lambda row: self._want(row, "correct"))
        self.lines.void_wanted.connect(lambda row: self._want(row, "void"))
        for sequence, step in (("Ctrl+Left", -1), ("Ctrl+Right", 1)):
            QShortcut(QKeySequence(sequence), self).activated.connect(lambda step=step: self.bar.step(step))
        QShortcut(QKeySequence(KEYS["returning"].sequence), self).activated.connect(self.lines.start_search)

    # What the window asks

    def subtitle(self) -> Words:
        """The weekday and day, and the desks that wrote its lines."""
        desks = self.register.desks if self.register is not None else ()
        weekday = say(f"report.weekday.{date.fromisoformat(self.day).weekday()}")
        return joined(say("register_page.which_day", weekday=weekday, day=day(self.day)), " + ".join(desks))

    def refresh(self) -> None:
        """Read the day again; list, words and marked line stay."""
        if self.day == self._today:
            self.day = self.desk.today()  # midnight: who looked at today still does
        self._today = self.desk.today()
        role = self.desk.operator.role if self.desk.operator else None
        self.lines.correct.setVisible(role is None or may(role, Verb.CORRECT))
        self.lines.void.setVisible(role is None or may(role, Verb.VOID))
        with shown(self):
            self._show(register_day.of(self.desk.store, self.day))

    def start(self) -> None:
        """The lines."""
        self.lines.start()

    def fold(self, fold: Fold) -> None:
        """The right column goes below the lines on a narrow window."""
        self._right.setFixedWidth(theme.px(_RIGHT))

    def look_for(self, text: str) -> None:
        """Filter the day's lines by what was typed above."""
        self.lines.start_search(text)

    def take(self, thing: object) -> None:
        """An ISO day, or a list by its name."""
        if isinstance(thing, str) and thing in register_day.FILTERS:
            self.lines.show_filter(thing)
        elif isinstance(thing, str):
            self.show_day(thing)

    def show_below(self, pages: Sequence[tuple[str, str]]) -> None:
        """Offer the ways to the pages under this one: (key, icon)."""
        ways = []
        for key, icon in pages:
            way = secondary(Words(f"page.{key}.short"), icon=icon, small=True)
            way.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key, self.day))
            ways.append(way)
        self.below.fill(ways)

    # The day

    def show_day(self, iso: str) -> None:
        """Show the register of another ISO day, from its top."""
        self.day = iso
        self.lines.table.setCurrentIndex(self.lines.table.rows.index(-1, -1))
        self.refresh()

    def _show(self, register: DayRegister) -> None:
        self.register = register
        self.bar.show_day(register.day)
        self.figures.show_day(register)
        self.chart.show_hours(register.by_hour, register.timeless)
        self.lines.show_day(register, today=register.day == self._today)
        self.retitled.emit()

    def _want(self, row: RegisterRow, act: str) -> None:
        kind, rec = row.record
        self.wanted.emit("find", Wish(row.person, act, kind, rec))
