"""The reconciliation of a day: who counts what above, what differs at the left, and at the right the line in hand or
what is to be done for the whole day.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import portal_sheet, reconcile
from tikadesk.actions.desk import Desk
from tikadesk.actions.reconcile import Pair
from tikadesk.domain import numbers
from tikadesk.domain.reconcile import LISTS, Line
from tikadesk.domain.roles import Verb
from tikadesk.store.reconciling import Picture
from tikadesk.ui.blocks import Pile
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.day_bar import DayBar
from tikadesk.ui.day_counts import DayCounts
from tikadesk.ui.export_card import ExportCard
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.finding_table import FindingTable
from tikadesk.ui.finding_view import FindingView
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import announce, area_of, shown
from tikadesk.ui.page import Fold, Page, stand_beside
from tikadesk.ui.paper_count_card import PaperCountCard
from tikadesk.ui.portal_import import PortalImport
from tikadesk.ui.reading import Reading
from tikadesk.ui.reconcile_acts import ReconcileActs
from tikadesk.ui.wording import day as shown_day
from tikadesk.ui.words import Words, say

_RIGHT = 340
"""Logical pixels of the right column where it stands beside the lines."""
_PATIENCE_MS = 60_000
"""After so long without an answer the server may be asked once more."""


class ReconcilePage(Page):
    """One day of the centre, held against the other three who count it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day = desk.today()
        self.picture: Picture | None = None
        self._fold_now, self._in_aside, self._asked_again = Fold.FULL, False, False
        self._asked_at: object = None
        self._binding: Iterator[int] | None = None
        self._done, self._told = 0, ""
        self._reading = Reading(desk)
        self.bar = DayBar(desk.today)
        self.back = link(say("reconcile.back"), cap=KEYS["clear"].cap, small=True)
        self.to_acts = secondary(say("reconcile.acts"), icon="check-circle", small=True)
        self._escape = QShortcut(QKeySequence(KEYS["clear"].sequence), self)
        self.counts, self.lines = DayCounts(), FindingTable()
        self.acts, self.view = ReconcileActs(), FindingView()
        self.portal, self.paper = PortalImport(desk), PaperCountCard(desk)
        self.export = ExportCard(desk, ("reconciliation",))
        self.right = Pile(self.acts, self.view, self.portal, self.paper, self.export)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._step = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._which = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._which.setSpacing(8)
        self._which.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        self._which.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._which.addStretch()
        self._which.addWidget(self.to_acts, 0, Qt.AlignmentFlag.AlignRight)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(12)
        self._top.addLayout(self._which)
        self._top.addWidget(self.counts, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.lines, 1)
        self._aside = QWidget()
        aside = QVBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.addWidget(self.right)
        columns.addWidget(self._aside)
        self._column = QVBoxLayout()
        self._column.addLayout(self._top)
        self._column.addLayout(columns, 1)
        self.body.addLayout(self._column, 1)

    def _connect(self) -> None:
        self.bar.chosen.connect(self.show_day)
        self.back.clicked.connect(lambda: self.wanted.emit("register", self.day))
        self.to_acts.clicked.connect(self.open_acts)
        self._escape.activated.connect(self.leave_page)
        self.counts.ask_wanted.connect(self.ask_server)
        self.counts.list_wanted.connect(self.open_import)
        self.counts.paper_wanted.connect(self.open_paper)
        self.lines.marked.connect(self._on_marked)
        self.lines.opened.connect(self._on_opened)
        self.acts.bind_wanted.connect(self.bind_all)
        self.acts.undo_wanted.connect(self.undo)
        self.acts.stop_wanted.connect(self._end_binding)
        self.acts.list_wanted.connect(self.open_import)
        self.acts.export_wanted.connect(self.open_export)
        self.acts.drop_wanted.connect(self.drop_list)
        self.view.person_wanted.connect(lambda person: self.wanted.emit("find", Wish(person)))
        self.view.bind_wanted.connect(self.bind_one)
        for card in (self.view, self.portal, self.paper, self.export):
            card.left.connect(self.open_lines)
        self.portal.kept.connect(self._on_kept)
        self.paper.changed.connect(self._on_written)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(lambda error: area_of(self).show_error(error))
        self._patience.timeout.connect(self._show_counts)
        self._step.timeout.connect(self._bind_some)
        for sequence, step in (("Ctrl+Left", -1), ("Ctrl+Right", 1)):
            QShortcut(QKeySequence(sequence), self).activated.connect(lambda step=step: self.bar.step(step))
        QShortcut(QKeySequence(KEYS["returning"].sequence), self).activated.connect(self.lines.start_search)

    # What the window asks

    def subtitle(self) -> Words:
        """The day."""
        return say("reconcile.subtitle", day=shown_day(self.day))

    def refresh(self) -> None:
        """Read the day again; list, words and marked line stay."""
        self.bar.show_day(self.day)
        if self.right.currentWidget() is self.paper:
            self.paper.refresh()
        self._read()

    def start(self) -> None:
        """The lines, or the card in front of them."""
        if self._in_aside and self.right.currentWidget() in (self.portal, self.paper, self.export):
            self._start_card()
        else:
            self.open_lines()

    def leave(self) -> None:
        """What is bound by now stays bound."""
        self._end_binding()

    def half_filled(self) -> bool:
        """A count that was begun."""
        return self.right.currentWidget() is self.paper and self.paper.half_filled()

    def fold(self, fold: Fold) -> None:
        """On a narrow window the right column takes the place of the lines when it is asked for."""
        self._fold_now = fold
        self.counts.fold(fold)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._which.setDirection(below if fold == Fold.FULL else beside)
        self._top.setDirection(beside if fold == Fold.FULL else below)
        self._top.setSpacing(12 if fold == Fold.FULL else 6)
        edge = {Fold.FULL: (16, 12, 16, 14), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self._column.setSpacing(10 if fold == Fold.FULL else 6)
        self._show_columns()

    def look_for(self, text: str) -> None:
        """Filter the lines by what was typed above."""
        self.open_lines()
        self.lines.start_search(text)

    def scanned(self, code: str) -> bool:
        """A slip marks the line of its person, where the day has one."""
        read = numbers.parse(code)
        if read is None or read.kind not in (numbers.REGISTRATION, numbers.FALLBACK):
            return False
        known = any(one.no == str(read) for line in self._lines() for one in line.finding.here)
        if known:
            self.open_lines()
            self.lines.start_search(str(read))
            self.lines.table.mark(0)
        return known

    def _lines(self) -> tuple[Line, ...]:
        return self.picture.lines if self.picture is not None else ()

    def take(self, thing: object) -> None:
        """An ISO day, or a list by its name."""
        if isinstance(thing, str) and thing in LISTS:
            self.lines.show_list(thing)
        elif isinstance(thing, str):
            self.show_day(thing)

    # What is in front

    def open_lines(self) -> None:
        """The lines, what concerns the whole day beside them where there is room."""
        self._show_right(self.acts, aside=False)
        self.lines.start()

    def open_acts(self) -> None:
        """What concerns the whole day, in place of the lines."""
        self._show_right(self.acts)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_import(self) -> None:
        """The card that takes the portal's list in."""
        self.portal.begin(self.day)
        self._show_right(self.portal)
        self.portal.start()

    def open_paper(self) -> None:
        """The card that counts the paper."""
        self.paper.begin(self.day)
        self._show_right(self.paper)
        self.paper.start()

    def open_export(self) -> None:
        """The card that takes the findings out."""
        self.export.show_days(self.day, self.day)
        self._show_right(self.export)
        self.export.start()

    def _start_card(self) -> None:
        for card in (self.portal, self.paper, self.export):
            if self.right.currentWidget() is card:
                card.start()

    def _show_right(self, card: QWidget, *, aside: bool = True) -> None:
        self._in_aside = aside
        self.right.setCurrentWidget(card)
        self._show_columns()

    def _show_columns(self) -> None:
        full = self._fold_now == Fold.FULL
        self.lines.setVisible(full or not self._in_aside)
        self._aside.setVisible(full or self._in_aside)
        stand_beside(self._aside, _RIGHT if full else None)
        # The figures give way to a card that was asked for where the window is low.
        self.counts.setVisible(full or not self._in_aside)
        resting = self.right.currentWidget() is self.acts
        self.to_acts.setVisible(not full and not self._in_aside)
        # A card that was asked for has the key to itself.
        self._escape.setEnabled(resting)
        self.back.cap = KEYS["clear"].cap if resting else ""
        self.back.show_words(say("reconcile.back"))

    def leave_page(self) -> None:
        """Back to the lines where something stands in their place, else to the register of the day."""
        if self._in_aside and self._fold_now != Fold.FULL:
            self.open_lines()
        else:
            self.wanted.emit("register", self.day)

    # The day

    def show_day(self, iso: str) -> None:
        """Show another ISO day, from its top."""
        self.day = min(iso, self.desk.today())
        self._patience.stop()
        self.lines.table.setCurrentIndex(self.lines.table.rows.index(-1, -1))
        self._show_right(self.acts, aside=False)
        self.refresh()
        self.retitled.emit()

    def _read(self) -> None:
        """Have the day read beside the window's own work; what is asked meanwhile is read once more afterwards."""
        with shown(self) as outcome:
            self.desk.must(Verb.RECONCILE)
        self._asked_again = self._reading.busy
        if outcome.ok and not self._asked_again:
            day = self.day
            self._reading.start(lambda store, _watch: reconcile.read(store, day))

    def _on_read(self, picture: Picture) -> None:
        if self._asked_again or picture.day != self.day:
            self._read()
        if picture.day == self.day:
            self._show(picture)

    def _show(self, picture: Picture) -> None:
        self.picture = picture
        if picture.server.asked_at != self._asked_at:
            self._patience.stop()
        self._show_counts()
        nothing = "reconcile.empty.nobody" if picture.day == self.desk.today() else "reconcile.empty.no_dose"
        self.lines.show_lines(list(picture.lines), say(nothing))
        if self._binding is None:
            self.acts.show_day(
                picture, reconcile.unbound(picture.findings), reconcile.last_bound(self.desk, self.day)
            )
        if self.right.currentWidget() is self.view:
            line = self.lines.current()
            if line is not None:
                self.view.show_line(line)
            else:
                self._show_right(self.acts, aside=False)

    def _on_marked(self, line: Line | None) -> None:
        """Show the marked line beside the lines; on a narrow window Enter does."""
        if line is None or self._fold_now != Fold.FULL:
            return
        if self.right.currentWidget() in (self.acts, self.view):
            self.view.show_line(line)
            self._show_right(self.view, aside=False)

    def _on_opened(self, line: Line) -> None:
        self.view.show_line(line)
        self._show_right(self.view, aside=self._fold_now != Fold.FULL)
        if self._in_aside:
            self.view.start()

    # What is done

    def ask_server(self) -> None:
        """Ask the server what it holds of the day; the answer comes through the store."""
        self._asked_at = self.picture.server.asked_at if self.picture is not None else None
        self._patience.start()
        self._show_counts()
        self.server_asked.emit(self.day)

    def _show_counts(self) -> None:
        if self.picture is not None:
            asking, today = self._patience.isActive(), self.desk.today()
            self.counts.show_day(self.picture, today, asking=asking, enrolled=self.desk.enrolled)

    def _on_kept(self, days: list[str]) -> None:
        self.saved.emit()
        if self.day not in days and days:
            self.day = days[-1]
        self.open_lines()
        self.refresh()

    def drop_list(self) -> None:
        """Keep the portal's list of this day no longer; it can be taken in again."""
        with shown(self) as outcome:
            portal_sheet.forget(self.desk, self.day)
        if outcome.ok:
            announce(self, str(say("reconcile.list_dropped")))
            self._read()

    def _on_written(self) -> None:
        self.saved.emit()
        self._read()

    def bind_one(self, pair: Pair) -> None:
        """Bind a reference that somebody has found by hand."""
        with shown(self) as outcome:
            reconcile.bind_one(self.desk, self.day, pair)
        if outcome.ok:
            announce(self, str(say("reconcile.bound", n=1)))
            self._on_written()

    def bind_all(self) -> None:
        """Bind every reference that is not in doubt, some at a time, so that the window goes on meanwhile."""
        pairs = reconcile.unbound(self.picture.findings) if self.picture is not None else []
        if pairs:
            self._begin(reconcile.bind_all(self.desk, self.day, pairs), len(pairs), "reconcile.bound")

    def _bind_some(self) -> None:
        done: int | None = None
        with shown(self) as outcome:
            done = next(self._binding, None) if self._binding is not None else None
        if not outcome.ok or done is None:
            self._end_binding()
        else:
            self._done = done
            self.acts.show_binding(done)
            self._step.start()

    def _end_binding(self) -> None:
        if self._binding is None:
            return
        self._step.stop()
        self._binding = None
        self.acts.end_binding()
        announce(self, str(say(self._told, n=self._done)))
        self._on_written()

    def undo(self) -> None:
        """Take the references off again that were bound last for this day, some at a time."""
        bound = len(reconcile.last_bound(self.desk, self.day))
        self._begin(reconcile.undo(self.desk, self.day), bound, "reconcile.undone")

    def _begin(self, work: Iterator[int], total: int, told: str) -> None:
        if self._binding is None:
            self._binding, self._done, self._told = work, 0, told
            self.acts.show_binding(0, total)
            self._step.start()
