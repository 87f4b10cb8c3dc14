"""Find person: a list that answers while typing, newest first, and one person with their record's history.

A sample's number is found on the samples page.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from tikadesk.actions import find, samples, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.facts import NeedRow
from tikadesk.actions.people import PersonRow
from tikadesk.ui.blocks import Card, Pile
from tikadesk.ui.correct_card import CorrectCard
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leaving import leaves_down
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.person_view import PersonView
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.void_card import VoidCard
from tikadesk.ui.wording import day, person_name, short_age_sex, state
from tikadesk.ui.words import Text, Words, say

WAIT_MS = 10
MOST = 200


@dataclass(frozen=True)
class Wish:
    """What another page wants done about a person: ``act`` is "", "correct" or "void"; ``dose`` names one dose."""

    person: str
    act: str = ""
    kind: str = "registration"
    rec: str = ""


def state_cell(row: PersonRow) -> str | State:
    """Chips only for exceptions: what needs somebody, what is void; a plain word otherwise."""
    if row.void:
        return State(Look.NEUTRAL, say("desk.state.void"), "void")
    look, words, icon = state(row.state)
    return State(look, words, icon, quiet=look != Look.AMBER)


class FindPage(Page):
    """The list at the left; the person, a correction or a void at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now = Fold.FULL
        self._go_back = False
        self.search = Field(TextEditor("search"), say("desk.find.search"))
        self.table = Table(
            (
                Column(say("desk.find.name"), person_name, bold=True),
                Column(say("desk.find.age_sex"), short_age_sex, width=72, muted=True),
                Column(say("desk.find.last"), lambda row: day(row.last_day or row.day), width=92, muted=True),
                Column(say("desk.find.state"), state_cell, width=128),
            ),
            say("desk.find.list"),
        )
        self.table.rows.struck = lambda row: row.void
        self._count = Text(role="muted", ink="muted")
        self._left = Card(margins=(16, 12, 16, 12), spacing=8)
        for widget in (self.search, self._count):
            self._left.body.addWidget(widget)
        self._left.body.addWidget(self.table, 1)
        self.view = PersonView(desk)
        self.correct = CorrectCard(desk)
        self.void = VoidCard(desk)
        self.right = Pile(self.view, self.correct, self.void)
        self.body.addWidget(self._left, 52)
        self.body.addWidget(self.right, 56)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self._connect()

    def _connect(self) -> None:
        self.search.editor.changed.connect(self._wait.start)
        self.search.editor.passed.connect(self._on_entered)
        leaves_down(self.search.editor.inner, lambda: self._on_entered(True))
        self.table.marked.connect(self._on_marked)
        self.table.opened.connect(self._on_opened)
        self.view.correct_wanted.connect(self._on_correct)
        self.view.void_wanted.connect(self._on_void)
        self.view.restore_wanted.connect(self._on_restore)
        self.view.dose_wanted.connect(lambda person: self.wanted.emit("desk", person))
        self.view.aefi_wanted.connect(lambda about: self.wanted.emit("aefi", about))
        unwell = QShortcut(QKeySequence(KEYS["aefi"].sequence), self)
        unwell.activated.connect(self._on_unwell)
        for card in (self.correct, self.void):
            card.done.connect(self._on_done)
            card.left.connect(self._on_left)

    # What the window asks

    def subtitle(self) -> Words:
        """What is found by what."""
        return say("desk.find.subtitle")

    def refresh(self) -> None:
        """Read the list and the person again, unless something is being typed about them."""
        self.look()
        if self.right.currentWidget() is self.view and self.view.person is not None:
            self.view.show_person(self.view.person.row.id)

    def start(self) -> None:
        """Begin typing, or go on with what is open."""
        if self.right.currentWidget() is self.view:
            self.search.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self, fold: Fold) -> None:
        """In one column the list gives way to the person."""
        self._fold_now = fold
        self.correct.set_low(fold == Fold.SINGLE)
        edge = 8 if fold == Fold.SINGLE else 16
        self.body.setContentsMargins(edge, edge - 2, edge, edge - 2)
        single, busy = fold == Fold.SINGLE, self.right.currentWidget() is not self.view
        chosen = self.view.person is not None or busy
        self._left.setVisible(not single or not chosen)
        self.right.setVisible(not single or chosen)

    def half_filled(self) -> bool:
        """A correction that has begun."""
        return self.right.currentWidget() is self.correct and bool(self.correct.touched())

    def look_for(self, text: str) -> None:
        """Search for what was typed above; a single hit opens."""
        self.search.editor.set_value(text)
        self.look()
        self._on_entered(True)

    def take(self, thing: object) -> None:
        """Open the person that another page names, ready for what it wants."""
        if isinstance(thing, NeedRow):
            found = find.people(self.desk, thing.no, limit=1) if thing.no else []
            if found:
                self._show(found[0].id)
            return
        if not isinstance(thing, Wish):
            return
        self._go_back = True
        self._show(thing.person)
        if thing.act == "correct":
            self._on_correct(thing.kind, thing.rec or thing.person)
        elif thing.act == "void":
            self._on_void(thing.kind, thing.rec or thing.person)

    # The list

    def look(self) -> None:
        """Show who fits what is typed, newest first."""
        self._wait.stop()
        typed = self.search.value()
        held = self.table.current()
        rows = find.people(self.desk, typed, limit=MOST)
        self.table.fill(lambda offset, limit: rows[offset : offset + limit])
        if not rows:
            self._count.say("desk.find.nobody" if typed else "desk.find.none_yet")
        else:
            self._count.say("desk.find.newest" if not typed else "desk.find.count", n=len(rows))
        if isinstance(held, PersonRow):
            self.table.mark_where(lambda row: row.id == held.id, rows)

    def _on_entered(self, onwards: bool) -> None:
        if not onwards:
            return
        self.look()
        if self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
            if self.table.rows.rowCount() == 1:
                self._on_opened(self.table.rows.row(0))
        elif (sample := samples.of_number(self.desk, self.search.value())) is not None:
            self.wanted.emit("samples", sample)

    def _on_marked(self, row: object) -> None:
        if isinstance(row, PersonRow) and self._fold_now != Fold.SINGLE:
            self._show(row.id)

    def _on_opened(self, row: object) -> None:
        if isinstance(row, PersonRow):
            self._show(row.id)
            (self.view.restore if row.void else self.view.correct).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, person_id: str) -> None:
        with shown(self):
            self.view.show_person(person_id)
        self.right.setCurrentWidget(self.view)
        self.fold(self._fold_now)

    # What can be done

    def _on_correct(self, kind: str, rec: str) -> None:
        if self.view.person is not None:
            self.correct.show_record(kind, rec, person_name(self.view.person.row))
            self.right.setCurrentWidget(self.correct)
            self.fold(self._fold_now)
            self.correct.form.focus_first()

    def _on_void(self, kind: str, rec: str) -> None:
        person = self.view.person
        if person is None:
            return
        given = any(not dose.void and dose.outcome == "given" for dose in person.doses)
        self.void.show_record(
            person_name(person.row), person=person.row.id, dose=rec if kind == "dose" else "", has_dose=given
        )
        self.right.setCurrentWidget(self.void)
        self.fold(self._fold_now)
        self.void.form.focus("reason")

    def _on_restore(self, kind: str, rec: str) -> None:
        with shown(self) as outcome:
            void.restore(self.desk, kind, rec)
        if outcome.ok:
            self._on_done()

    def _on_unwell(self) -> None:
        person = self.view.person
        self.wanted.emit("aefi", person.row.id if person is not None and person.row.doses else None)

    def _on_done(self) -> None:
        self.saved.emit()
        self._on_left()

    def _on_left(self) -> None:
        self.right.setCurrentWidget(self.view)
        if self._go_back:
            self._go_back = False
            self.wanted.emit("", None)
            return
        self.refresh()
        self.fold(self._fold_now)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
