"""The day register: a day's figures above, its lines at the left, the doses by hour and the closing of the day at the
right, and the ways to the pages under this one.
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
from tikadesk.errors import TikaError
from tikadesk.ui import sounds, theme
from tikadesk.ui.blocks import Card, Pile
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.close_card import CloseCard
from tikadesk.ui.day_bar import DayBar
from tikadesk.ui.day_figures import DayFigures
from tikadesk.ui.export_card import ExportCard
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.hour_chart import HourChart
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import area_of, shown
from tikadesk.ui.page import Fold, Page, stand_beside
from tikadesk.ui.printing import Printing
from tikadesk.ui.reading import Reading
from tikadesk.ui.register_table import RegisterTable
from tikadesk.ui.review_card import ReviewCard
from tikadesk.ui.tokens import Look
from tikadesk.ui.ways_below import WaysBelow
from tikadesk.ui.wording import day, joined
from tikadesk.ui.words import Words, say

_RIGHT = 318
"""Logical pixels of the right column where it stands beside the lines."""
_LEAST_CARD, _LEAST_LINES = 380, 300
"""The least height of a card and of the lines, in logical pixels, on a page that scrolls."""


class RegisterPage(Page):
    """One day of the centre. ``register`` is what is shown now; ``day`` its ISO day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day = self._today = desk.today()
        self.register: DayRegister | None = None
        self._fold_now, self._in_aside = Fold.FULL, False
        self._reading = Reading(desk)
        self._asked_again = False
        self.bar = DayBar(desk.today)
        self.figures = DayFigures()
        self.lines = RegisterTable()
        self.chart = HourChart()
        self.close_card, self.review = CloseCard(desk), ReviewCard(desk)
        self.export = ExportCard(desk)
        self.printing = Printing(desk)
        self.right = Pile(self.close_card, self.review, self.export)
        self.below = WaysBelow()
        self.to_export = secondary(say("register_page.export"), icon="download")
        self.to_aside = secondary(say("register_page.aside"), icon="register")
        self.to_lines = link(say("register_page.to_lines"), small=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = Card(margins=(16, 8, 18, 8))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(26)
        self._head.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.figures, 1)
        top.body.addLayout(self._head)
        self.lines.add_acts(self.to_export, self.to_aside)
        self._aside = QWidget()
        aside = QVBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(6)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.chart, 2, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self.right, 3)
        aside.addLayout(self._beside, 1)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.to_lines)
        ways.addWidget(self.below, 1)
        aside.addLayout(ways)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.lines, 1)
        columns.addWidget(self._aside)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._column.addWidget(top)
        self._column.addLayout(columns, 1)
        self.body.addLayout(self._column, 1)

    def _connect(self) -> None:
        self.bar.chosen.connect(self.show_day)
        self.lines.opened.connect(lambda row: self._want(row, ""))
        self.lines.correct_wanted.connect(lambda row: self._want(row, "correct"))
        self.lines.void_wanted.connect(lambda row: self._want(row, "void"))
        self.to_export.clicked.connect(self.open_export)
        self.to_aside.clicked.connect(self.open_aside)
        self.to_lines.clicked.connect(self.open_lines)
        for card in (self.review, self.export):
            card.left.connect(self.open_lines)
        self.close_card.review_wanted.connect(self.open_review)
        self.close_card.print_wanted.connect(self.open_print)
        self.close_card.vials_wanted.connect(lambda: self.wanted.emit("stock", None))
        self.close_card.late_wanted.connect(lambda: self.take("late"))
        self.close_card.done.connect(self._on_written)
        self.review.done.connect(self._on_reviewed)
        self.review.opened.connect(lambda wish: self.wanted.emit("find", wish))
        self.below.wanted.connect(lambda key: self.wanted.emit(key, self.day))
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_unread)
        self.close_card.slip_wanted.connect(self.printing.want_closing)
        self.printing.told.connect(self._on_told)
        self.printing.made.connect(self.printed)
        verbs = {
            "day_before": lambda: self.bar.step(-1),
            "day_after": lambda: self.bar.step(1),
            "returning": self._on_search,
            "aefi": self._on_unwell,
        }
        for name, verb in verbs.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)

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
        self._offer()
        self._read()

    def _offer(self) -> None:
        """Offer what the operator may do."""
        role = self.desk.operator.role if self.desk.operator else None
        ways = (
            (self.lines.correct, Verb.CORRECT),
            (self.lines.void, Verb.VOID),
            (self.to_export, Verb.EXPORT),
        )
        for button, verb in ways:
            button.setVisible(role is None or may(role, verb))
        if self.right.currentWidget() is self.export and self.to_export.isHidden():
            self.open_lines()

    def start(self) -> None:
        """The lines."""
        front = self.right.currentWidget()
        if self._in_aside and isinstance(front, ExportCard | ReviewCard):
            front.start()
        elif not self._in_aside:
            self.lines.start()

    def fold(self, fold: Fold) -> None:
        """On a narrow window the right column gives way to the lines, and is shown in their place when asked for."""
        self._fold_now = fold
        self.lines.fold(fold)
        self.figures.set_low(fold == Fold.SINGLE)
        way = QBoxLayout.Direction.TopToBottom if fold == Fold.SINGLE else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(way)
        edge = {Fold.FULL: (16, 14, 16, 14), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self._column.setSpacing(12 if fold == Fold.FULL else 8)
        across = QBoxLayout.Direction.LeftToRight if fold == Fold.NARROW else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across)
        self._beside.setStretch(0, 2 if fold == Fold.NARROW else 0)
        # In one column the page scrolls, and nothing in it is squeezed.
        for part, least in ((self.right, _LEAST_CARD), (self.lines, _LEAST_LINES)):
            part.setMinimumHeight(theme.px(least) if fold == Fold.SINGLE else 0)
        self._show_columns()

    def _show_columns(self) -> None:
        full, resting = self._fold_now == Fold.FULL, self.right.currentWidget() is self.close_card
        self.lines.setVisible(full or not self._in_aside)
        self._aside.setVisible(full or self._in_aside)
        stand_beside(self._aside, _RIGHT if full else None)
        # A card that was asked for has the column to itself: its height.
        self.chart.setVisible(resting)
        self.below.setVisible(resting)
        self.to_aside.setVisible(not full)
        self.to_lines.setVisible(not full and resting)

    def look_for(self, text: str) -> None:
        """Filter the day's lines by what was typed above."""
        self.open_lines()
        self.lines.start_search(text)

    def scanned(self, code: str) -> bool:
        """A slip of somebody who stands in this register marks the line."""
        here = self.register is not None and any(row.no == code for row in self.register.rows)
        if here:
            sounds.accepted()
            self.open_lines()
            self.lines.mark(code)
        return here

    def take(self, thing: object) -> None:
        """An ISO day, or a list by its name."""
        if isinstance(thing, str) and thing in register_day.FILTERS:
            self.open_lines()
            self.lines.show_filter(thing)
        elif isinstance(thing, str):
            self.show_day(thing)

    def show_below(self, pages: Sequence[str]) -> None:
        """Offer the ways to the pages under this one; they begin with the day in view."""
        self.below.show_pages(pages)

    # What is in front

    def open_lines(self) -> None:
        """The lines, the closing of the day beside them where there is room."""
        self._in_aside = False
        self.right.setCurrentWidget(self.close_card)
        self._show_columns()
        self.lines.start()

    def open_aside(self) -> None:
        """The chart and the closing of the day, in place of the lines."""
        self._show_aside(self.close_card)
        self.to_lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_export(self) -> None:
        """The card that takes the day's papers out."""
        self.export.show_days(self.day, self.day)
        self._show_aside(self.export)
        self.export.start()

    def open_print(self) -> None:
        """The same card, with the day's register chosen and the printer at hand."""
        self.export.show_report("register")
        self.open_export()
        self.export.paper.setFocus(Qt.FocusReason.TabFocusReason)

    def open_review(self) -> None:
        """What a supervisor looks at before the day is closed."""
        with shown(self) as outcome:
            self.review.show_day(self.day)
        if outcome.ok:
            self._show_aside(self.review)
            self.review.start()

    def _on_written(self) -> None:
        self.saved.emit()
        self.refresh()

    def _on_reviewed(self) -> None:
        self.open_lines()
        self._on_written()

    def _show_aside(self, card: QWidget) -> None:
        self._in_aside = True
        self.right.setCurrentWidget(card)
        self._show_columns()

    def _on_unwell(self) -> None:
        row = self.lines.current()
        self.wanted.emit("aefi", row and (row.dose or row.person))

    def _on_told(self, look: Look, words: Words) -> None:
        area_of(self).say(look, words)

    def _on_search(self) -> None:
        self.open_lines()
        self.lines.start_search()

    # The day

    def show_day(self, iso: str) -> None:
        """Show the register of another ISO day, from its top."""
        self.day = iso
        self.lines.table.setCurrentIndex(self.lines.table.rows.index(-1, -1))
        self.refresh()

    def _read(self) -> None:
        """Have the day read beside the window's own work; what is asked meanwhile is read once more afterwards."""
        self._asked_again = self._reading.busy
        if not self._asked_again:
            day = self.day
            self._reading.start(lambda store, _watch: register_day.of(store, day))

    def _on_read(self, register: DayRegister) -> None:
        if self._asked_again or register.day != self.day:
            self._read()
        if register.day == self.day:
            self._show(register)

    def _on_unread(self, error: TikaError) -> None:
        area_of(self).show_error(error)

    def _show(self, register: DayRegister) -> None:
        self.register = register
        self.bar.show_day(register.day)
        self.figures.show_day(register)
        self.chart.show_hours(register.by_hour, register.timeless)
        self.lines.show_day(register, today=register.day == self._today)
        with shown(self):
            self.close_card.show_day(register.day)
            self.to_aside.show_words(joined(say("register_page.aside"), self.close_card.summary))
            if self.right.currentWidget() is self.review:
                self.review.show_day(register.day)
        self.retitled.emit()

    def _want(self, row: RegisterRow, act: str) -> None:
        kind, rec = row.record
        self.wanted.emit("find", Wish(row.person, act, kind, rec))
