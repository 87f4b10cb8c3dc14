"""The desk page: the walk-in at the left, vial, likenesses and last saves at the right; or the second dose."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import aefi, closing, find, printed_number, register, session, today, undo
from tikadesk.actions.desk import Desk
from tikadesk.actions.find import Person
from tikadesk.actions.give_dose import SavedDose
from tikadesk.actions.printed_number import STICKER
from tikadesk.actions.prints import Paper
from tikadesk.actions.register import Candidate
from tikadesk.actions.today import SavedRow
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.domain.status import SyncStatus
from tikadesk.ui import theme, verdicts
from tikadesk.ui.alarm import Alarm
from tikadesk.ui.blocks import Pile
from tikadesk.ui.compare import CompareCard
from tikadesk.ui.duplicates import AlreadyHere
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.just_saved import JustSaved
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leftover_prints import LeftoverPrints
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.observed import ObservedLine
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.printing import Printing
from tikadesk.ui.second_dose import SecondDose
from tikadesk.ui.session_setup import SessionCard
from tikadesk.ui.tokens import Look
from tikadesk.ui.vial_card import VialCard
from tikadesk.ui.walk_in import WalkIn
from tikadesk.ui.waste_card import WasteCard
from tikadesk.ui.wording import day
from tikadesk.ui.words import Words, say

_LOW = 250
"""How high the form at least is in one column, in logical pixels."""

_NEAR = 200
"""So few entries wait that one of the last saves may have gone up."""


class DeskPage(Page):
    """Where people are registered and vaccinated."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.walk_in = WalkIn(desk)
        self.compare = CompareCard(desk)
        self.setup = SessionCard(desk)
        self.waste = WasteCard(desk)
        self.second = SecondDose(desk)
        self.vial = VialCard(desk)
        self.observed = ObservedLine(desk)
        self.alarm = Alarm(desk)
        self.alike = AlreadyHere(
            desk, self.walk_in.form.typed, lambda: verdicts.told_apart(self.walk_in.decided)
        )
        self.saves = JustSaved(desk)
        self.printing = Printing(desk)
        self.leftover = LeftoverPrints(self.printing, (Paper.SLIP, Paper.TURN))
        self.left = Pile(self.walk_in, self.compare, self.setup, self.waste)
        self.context = QWidget()
        column = QVBoxLayout(self.context)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        column.addWidget(self.vial)
        column.addWidget(self.observed)
        column.addWidget(self.alike)
        column.addWidget(self.saves, 1)
        self.columns = QWidget()
        across = QHBoxLayout(self.columns)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self.left, 71)
        across.addWidget(self.context, 42)
        # Each part scrolls by itself, so that the save buttons stay in view however low the window is.
        self.stack = Pile(self.columns, self.second)
        whole = QVBoxLayout()
        whole.setSpacing(10)
        whole.addWidget(self.leftover)
        whole.addWidget(self.alarm)
        whole.addWidget(self.stack, 1)
        self.body.addLayout(whole)
        self._fold_now = Fold.FULL
        # While many entries go up one after the other, the list is read four times a second and not at each of them.
        self._counts = (0, 0)
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self._reread)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.walk_in.saved.connect(self._on_saved)
        self.walk_in.changed.connect(self.alike.look_soon)
        self.walk_in.session_wanted.connect(self.set_up)
        self.walk_in.returning_wanted.connect(self.open_second)
        self.walk_in.person_wanted.connect(self.take)
        for card in (self.setup, self.waste):
            card.done.connect(self._on_set_up)
            card.left.connect(self.open_new)
        self.compare.decided.connect(self._on_decided)
        self.compare.left.connect(self.open_new)
        self.alike.compare_wanted.connect(self._on_compare)
        self.alike.looked.connect(self._say_line)
        self.vial.next_wanted.connect(self.next_vial)
        self.vial.waste_wanted.connect(self.throw_away)
        self.vial.ticked.connect(self._show_session)
        self.observed.aefi_wanted.connect(self.report_aefi)
        self.alarm.told_wanted.connect(lambda event: self.wanted.emit("aefi", event))
        self.saves.opened.connect(lambda row: self.wanted.emit("find", Wish(row.person)))
        self.second.new_wanted.connect(self.open_new)
        self.second.session_wanted.connect(self.set_up)
        self.second.panel.saved.connect(self._on_dose)
        self.printing.told.connect(self._on_slip)
        self.printing.made.connect(self.saves.refresh)
        self.second.panel.correct_wanted.connect(self._on_correct_person)

    def _bind(self) -> None:
        verbs = {
            "compare": self.alike.compare,
            "open_vial": self.next_vial,
            "waste": self.throw_away,
            "undo": self._on_undo,
            "reprint": self._on_reprint,
            "token": self._on_token,
            "correct": lambda: self._on_row("correct"),
            "void": lambda: self._on_row("void"),
        }
        for name, verb in verbs.items():
            shortcut = QShortcut(QKeySequence(KEYS[name].sequence), self.columns)
            shortcut.setAutoRepeat(False)  # a key held too long would open vial after vial
            shortcut.activated.connect(verb)
        unwell = QShortcut(QKeySequence(KEYS["aefi"].sequence), self)
        unwell.activated.connect(self.report_aefi)
        for card in (self.compare, self.setup, self.waste):
            QShortcut(QKeySequence(KEYS["new"].sequence), card).activated.connect(self.open_new)
            QShortcut(QKeySequence(KEYS["returning"].sequence), card).activated.connect(self.open_second)

    # What the window asks

    def subtitle(self) -> Words:
        """The day and the desk."""
        shown_day = day(self.desk.today())
        return (
            say("desk.subtitle", day=shown_day, desk=self.desk.label)
            if self.desk.label
            else say("desk.subtitle.plain", day=shown_day)
        )

    def refresh(self) -> None:
        """Read session, vial, list and totals again, and what may not have printed."""
        self.leftover.refresh()
        self.alarm.show_alarm(aefi.alarming(self.desk))
        self._keep_high()
        self._show_session()
        self._reread()
        if self.stack.currentWidget() is self.second:
            self.second.refresh()

    def _show_session(self) -> None:
        setup, vial = session.current(self.desk), today.vial(self.desk)
        self.walk_in.show_session(setup, vial, token=today.next_token(self.desk))
        if closing.is_closed(self.desk, self.desk.today()):
            self.walk_in.band.tell_closed(day(self.desk.today()))
        self.vial.show_vial(vial, day(setup.expires_on) if setup else "")
        self.observed.refresh()

    def _reread(self) -> None:
        self.saves.refresh()
        self._say_line()

    def show_status(self, status: SyncStatus) -> None:
        """Other entries wait than before, or were sent back: what the last saves say of it is old."""
        counts, before = (status.waiting, status.held), self._counts
        self._counts = counts
        # Entries go up in the order of the journal: the last saves are still waiting while many are.
        told = counts != before and (status.waiting <= _NEAR or status.held != before[1])
        if told and not self._soon.isActive() and self.isVisible():
            self._soon.start()

    def start(self) -> None:
        """Put the focus where work goes on."""
        if self.stack.currentWidget() is self.columns and self.left.currentWidget() is self.walk_in:
            self.walk_in.start()

    def leave(self) -> None:
        """Keep the half-filled form, and read nothing for a page that nobody sees."""
        self._soon.stop()
        self.walk_in.leave()

    def half_filled(self) -> bool:
        """A walk-in that was begun."""
        return not self.walk_in.form.is_empty()

    def fold(self, fold: Fold) -> None:
        """Without room for two columns the right one becomes one line below the form."""
        self.context.setVisible(fold == Fold.FULL)
        edge = {Fold.FULL: (16, 14, 16, 14), Fold.NARROW: (14, 10, 14, 10), Fold.SINGLE: (8, 8, 8, 8)}[fold]
        self.body.setContentsMargins(*edge)
        self._fold_now = fold
        self.alarm.fold(fold)
        self._keep_high()
        self.walk_in.fold(fold)
        self.second.fold(fold)

    def _keep_high(self) -> None:
        """Below a red line in a low window there is little room: then the page scrolls, and nothing is squeezed."""
        low = self._fold_now == Fold.SINGLE and not self.alarm.isHidden()
        self.stack.setMinimumHeight(theme.px(_LOW) if low else 0)

    def take(self, thing: object) -> None:
        """Open a person for the next dose."""
        if isinstance(thing, str):
            self.stack.setCurrentWidget(self.second)
            self.second.show_person(thing)

    def scanned(self, code: str) -> bool:
        """A slip's number opens its person and leaves a half-filled walk-in as it is; the number of a sticker that
        nobody has used yet becomes the walk-in's.
        """
        found = [row for row in find.people(self.desk, code, limit=1) if row.no == code and not row.void]
        if found:
            self.take(found[0].id)
            return True
        unused = not printed_number.taken(self.desk, code, STICKER)[1]
        if unused:
            self.open_new()
            self.walk_in.form.ask_sticker(code)
        return unused

    # Which card is in front

    def open_new(self) -> None:
        """The walk-in form."""
        self.stack.setCurrentWidget(self.columns)
        self.left.setCurrentWidget(self.walk_in)
        self.refresh()
        self.walk_in.start()

    def open_second(self) -> None:
        """The search for somebody who comes again, begun with what the form holds."""
        typed = self.walk_in.form.typed()
        self.stack.setCurrentWidget(self.second)
        self.second.start(typed.get("mobile", ""))

    def set_up(self) -> None:
        """The session's form."""
        self.stack.setCurrentWidget(self.columns)
        self.left.setCurrentWidget(self.setup)
        self.setup.start()

    # What was done

    def _on_set_up(self) -> None:
        self.saved.emit()
        self.open_new()

    def next_vial(self) -> None:
        """Open the next vial of the batch; without a session, its form."""
        if session.current(self.desk) is None:
            self.set_up()
            return
        with shown(self) as outcome:
            session.next_vial(self.desk)
        if outcome.ok:
            self.saved.emit()
            self.refresh()

    def throw_away(self) -> None:
        """Ask what is wasted with the vial in use; without an open one there is nothing to throw away."""
        vial = today.vial(self.desk)
        if vial is not None and vial.state == OPEN:
            self.stack.setCurrentWidget(self.columns)
            self.left.setCurrentWidget(self.waste)
            self.waste.start(vial)

    def report_aefi(self) -> None:
        """Somebody is unwell after a dose: the person at hand, the row with the focus, or whoever is chosen there."""
        row, person = self.saves.current(), self.second.panel.person
        if self.stack.currentWidget() is self.second and person is not None:
            self.wanted.emit("aefi", person.row.id)
        else:
            self.wanted.emit("aefi", row.id if row is not None else None)

    def _on_saved(self, answer: register.Saved, slip: bool) -> None:
        self.alike.forget()
        self.refresh()
        if slip:
            self.printing.want_slip(answer.dose_id or answer.id)
        announce(self, str(say("desk.saved.announce", token=answer.token)))
        self.saved.emit()

    def _on_dose(self, answer: SavedDose, slip: bool) -> None:
        self.walk_in.served(answer.id)
        self.saved.emit()
        self.open_new()
        if slip:
            self.printing.want_slip(answer.dose_id)

    def _on_slip(self, look: Look, words: Words) -> None:
        self.walk_in.say_slip(look, words)
        announce(self, str(words))

    def _on_reprint(self) -> None:
        row = self.saves.current() or self.saves.newest
        if row is not None and row.void:
            self._on_slip(Look.AMBER, say("desk.slip.void"))
        elif row is not None:
            self.printing.want_slip(row.id)

    def _on_token(self) -> None:
        row = self.saves.current() or self.saves.newest
        if row is not None and row.void:
            self._on_slip(Look.AMBER, say("desk.slip.void"))
        elif row is not None:
            self.printing.want_token(row.id)

    def _on_undo(self) -> None:
        form = self.walk_in.form
        if form.can_bring_back():
            self.walk_in.bring_back()
        elif form.is_empty():
            with shown(self) as outcome:
                undo.undo(self.desk)
            if outcome.ok:
                self.saved.emit()
                self.refresh()

    def _on_row(self, act: str) -> None:
        row = self.saves.current()
        if row is None and act == "correct":
            row = self.saves.newest
        if row is not None:
            self.wanted.emit("find", self._wish(row, act))

    def _wish(self, row: SavedRow, act: str) -> Wish:
        about_dose = row.kind == "dose" and act == "void"
        return Wish(row.person, act, "dose", row.id) if about_dose else Wish(row.person, act)

    def _on_correct_person(self, person: Person) -> None:
        self.wanted.emit("find", Wish(person.row.id, "correct"))

    # Already here?

    def _say_line(self) -> None:
        found = self.alike.line()
        self.walk_in.show_last(found if str(found) else self.saves.last_line(), urgent=bool(str(found)))

    def _on_compare(self, candidate: Candidate) -> None:
        self.compare.show_pair(self.walk_in.form.typed(), candidate)
        self.left.setCurrentWidget(self.compare)
        self.compare.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decided(self, verdict: str, candidate: Candidate) -> None:
        self.walk_in.decide(candidate.person.id, verdict)
        self.alike.look()
        self.open_new()
