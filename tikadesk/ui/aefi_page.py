"""Adverse events (F11): who is unwell at the left, the report of it at the right, whom to phone above both."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tikadesk.actions import aefi, find, void
from tikadesk.actions.aefi import Event, Shot
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Paper
from tikadesk.errors import NotAllowed
from tikadesk.ui import theme
from tikadesk.ui.aefi_finder import AefiFinder
from tikadesk.ui.aefi_form import AefiForm
from tikadesk.ui.aefi_view import AefiView
from tikadesk.ui.alarm import Alarm
from tikadesk.ui.blocks import Noted, Pile
from tikadesk.ui.correct_card import CorrectCard
from tikadesk.ui.follow_up import FollowUpCard
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leftover_prints import LeftoverPrints
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.printing import Printing
from tikadesk.ui.tokens import Look
from tikadesk.ui.void_card import VoidCard
from tikadesk.ui.wording import day, person_name
from tikadesk.ui.words import Words, plain, say

KIND = "aefi"
_LOW = 300


class AefiPage(Page):
    """Where adverse events are reported, looked at and corrected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now = Fold.FULL
        self.alarm = Alarm(desk)
        self.printing = Printing(desk)
        self.leftover = LeftoverPrints(self.printing, (Paper.AEFI,))
        self.finder = AefiFinder(desk)
        self.form = AefiForm(desk)
        self.view = AefiView(desk)
        self.correct = CorrectCard(desk)
        self.void = VoidCard(desk, KIND)
        self.follow = FollowUpCard(desk)
        self.right = Pile(self.form, self.view, self.follow, self.correct, self.void)
        self._said = Noted(Look.OK)
        self._said.hide()
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self.finder, 36)
        across.addWidget(self.right, 64)
        whole = QVBoxLayout()
        whole.setSpacing(10)
        for part in (self.leftover, self.alarm, self._said):
            whole.addWidget(part)
        whole.addLayout(across, 1)
        self.body.addLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self.finder.person_wanted.connect(self._on_person)
        self.finder.shot_wanted.connect(self._on_shot)
        self.finder.event_wanted.connect(self._on_event)
        self.form.saved.connect(self._on_saved)
        self.form.left.connect(self._on_back)
        self.form.serious.connect(lambda _on: self._show_alarm())
        self.view.left.connect(self._on_back)
        self.view.follow_up_wanted.connect(self._on_follow_up)
        self.view.correct_wanted.connect(self._on_correct)
        self.view.void_wanted.connect(self._on_void)
        self.view.restore_wanted.connect(self._on_restore)
        self.view.print_wanted.connect(self._on_print)
        self.alarm.told_wanted.connect(self._on_told)
        for card in (self.follow, self.correct, self.void):
            card.done.connect(self._on_changed)
            card.left.connect(self._on_card_left)
        self.printing.told.connect(self._say)
        self.printing.made.connect(self.printed)
        again = QShortcut(QKeySequence(KEYS["aefi"].sequence), self)
        again.activated.connect(self.finder.start)

    # What the window asks

    def subtitle(self) -> Words:
        """The day."""
        return plain(day(self.desk.today()))

    def refresh(self) -> None:
        """Read the lists again; what is being typed stays."""
        self.leftover.refresh()
        self.finder.refresh()
        if self.right.currentWidget() is self.view and self.view.event_shown is not None:
            self.view.show_event(self.view.event_shown.id)
        self._show_alarm()

    def start(self) -> None:
        """Put the focus where work goes on."""
        if self.right.currentWidget() is self.form and self.form.shot is None:
            self.finder.start()

    def half_filled(self) -> bool:
        """A report that was begun."""
        return self.form.half_filled()

    def fold(self, fold: Fold) -> None:
        """In one column the list gives way to the report."""
        self._fold_now = fold
        self.alarm.fold(fold)
        self.form.fold(fold)
        self.correct.set_low(fold != Fold.FULL)
        self._keep_high()
        edge = {Fold.FULL: (16, 14, 16, 14), Fold.NARROW: (14, 10, 14, 10), Fold.SINGLE: (8, 8, 8, 8)}[fold]
        self.body.setContentsMargins(*edge)
        busy = self.right.currentWidget() is not self.form or self.form.shot is not None
        self.finder.setVisible(fold != Fold.SINGLE or not busy)
        self.right.setVisible(fold != Fold.SINGLE or busy)

    def _keep_high(self) -> None:
        """In a low window there is little room below a red line, and an event says much: then the page scrolls."""
        asking = self.right.currentWidget() is self.form and self.alarm.isHidden()
        self.right.setMinimumHeight(theme.px(_LOW) if self._fold_now == Fold.SINGLE and not asking else 0)

    def take(self, thing: object) -> None:
        """Report about a person or a dose, by id; or show an event, by itself."""
        if isinstance(thing, Event):
            self._on_event(thing)
        elif isinstance(thing, str):
            self._on_person(thing)

    def scanned(self, code: str) -> bool:
        """A slip's number is who is unwell."""
        found = [row for row in find.people(self.desk, code, limit=1) if row.no == code and not row.void]
        if found:
            self._on_person(found[0].id)
        return bool(found)

    # Which card is in front

    def _on_person(self, rec: str) -> None:
        """A person, or one dose of theirs."""
        with shown(self):
            person, dose = aefi.who(self.desk, rec)
            shots = aefi.shots(self.desk, person)
            if not shots:
                raise NotAllowed("aefi.no_dose", name=person_name(find.person(self.desk, person).row))
            self._ask(shots, dose)

    def _on_shot(self, shot: Shot) -> None:
        self._ask(aefi.shots(self.desk, shot.person), shot.id)

    def _ask(self, shots: list[Shot], dose: str) -> None:
        self._said.hide()
        self.form.show_shots(shots, dose)
        self.right.setCurrentWidget(self.form)
        self.fold(self._fold_now)
        self.form.start()

    def _on_event(self, event: Event) -> None:
        self.view.show_event(event.id)
        self.right.setCurrentWidget(self.view)
        self.fold(self._fold_now)
        self.view.again.setFocus()

    def _on_back(self) -> None:
        """From a report to the list; from the list to the page before."""
        if self.right.currentWidget() is self.form and self.form.shot is None:
            self.wanted.emit("", None)
            return
        self._said.hide()
        self.form.show_shots(())
        self.right.setCurrentWidget(self.form)
        self.finder.clear()
        self.fold(self._fold_now)
        self.finder.start()

    def _show_alarm(self) -> None:
        typing = self.right.currentWidget() is self.form and self.form.is_serious
        self.alarm.show_alarm(aefi.alarming(self.desk), typing=typing)
        self._keep_high()

    # What was done

    def _on_saved(self, event: Event, form: bool) -> None:
        self.saved.emit()
        self.form.show_shots(())
        self.finder.clear()
        self.finder.refresh()
        self._on_event(event)
        self._show_alarm()
        self._say(Look.OK, say("aefi.saved", day=day(event.shot.day)))
        if form:
            self.printing.want_form(event.id)

    def _say(self, look: Look, words: Words) -> None:
        self._said.show_state(look, words)
        self._said.show()
        announce(self, str(words))

    def _on_told(self, event: object) -> None:
        if isinstance(event, Event):
            self._on_event(event)
            self._on_follow_up()
            self.follow.form.focus("officer_told_at")

    def _on_follow_up(self) -> None:
        event = self.view.event_shown
        if event is not None:
            self._said.hide()
            self.follow.show_event(event)
            self.right.setCurrentWidget(self.follow)
            self.follow.form.focus_first()

    def _on_correct(self) -> None:
        event = self.view.event_shown
        if event is not None:
            self._said.hide()
            self.correct.show_record(KIND, event.id, person_name(event.shot))
            self.right.setCurrentWidget(self.correct)

    def _on_void(self) -> None:
        event = self.view.event_shown
        if event is not None:
            self._said.hide()
            self.void.show_record(person_name(event.shot), person=event.id, scope=KIND)
            self.right.setCurrentWidget(self.void)
            self.void.form.focus("reason")

    def _on_restore(self) -> None:
        event = self.view.event_shown
        if event is None:
            return
        with shown(self) as outcome:
            void.restore(self.desk, KIND, event.id)
        if outcome.ok:
            self._on_changed()

    def _on_changed(self) -> None:
        self.saved.emit()
        self._on_card_left()
        self.refresh()

    def _on_card_left(self) -> None:
        self.right.setCurrentWidget(self.view)
        self.view.again.setFocus()

    def _on_print(self) -> None:
        if self.view.event_shown is not None:
            self.printing.want_form(self.view.event_shown.id)
