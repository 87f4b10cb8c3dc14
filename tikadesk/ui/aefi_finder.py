"""Who is unwell: whoever had a dose in the last half hour at once, anybody else by slip, mobile, number or name; and
what was reported today.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import aefi, find
from tikadesk.actions.aefi import Event, Shot
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import PersonRow
from tikadesk.ui.aefi_words import event_line, stays_until
from tikadesk.ui.blocks import Card, Rule, Scroller
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leaving import leaves_down
from tikadesk.ui.pick_list import MOST, PickList
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.wording import age_sex, day, joined, option, person_name
from tikadesk.ui.words import Text, plain, say

_WAIT_MS = 60


class AefiFinder(Card):
    """The search and its lists.

    Signals:
        person_wanted(str): this person is unwell. shot_wanted(object): this dose (``Shot``) was followed by something.
        event_wanted(object): show this event (``Event``).
    """

    person_wanted = Signal(str)
    shot_wanted = Signal(object)
    event_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=8)
        self.desk = desk
        self.events: list[Event] = []
        self.search = Field(TextEditor("search"), say("aefi.search"), cap=KEYS["aefi"].cap)
        self._count = Text(role="muted", ink="muted", wrap=True)
        self.people = PickList()
        self._today = Text(role="section")
        self.reports = PickList()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self._rule = Rule()
        for part in (self._count, self.people, self._rule, self._today, self.reports):
            column.addWidget(part)
        column.addStretch()
        self.body.addWidget(self.search)
        self.body.addWidget(Scroller(content), 1)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.search.editor.changed.connect(self._wait.start)
        self.search.editor.passed.connect(self._on_entered)
        leaves_down(self.search.editor.inner, lambda: self.people.step(0))
        self.people.chosen.connect(self._on_chosen)
        self.people.left.connect(self.start)
        self.reports.chosen.connect(self.event_wanted)
        self.reports.left.connect(lambda: self.people.step(len(self.people.rows) - 1))

    def start(self) -> None:
        """Take the focus, what was typed ready to be typed over."""
        self.search.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Look for nobody."""
        self.search.editor.set_value("")
        self.look()

    def refresh(self) -> None:
        """Read both lists again."""
        self.look()
        self.events = aefi.reported_today(self.desk)
        for part in (self._rule, self._today, self.reports):
            part.setVisible(bool(self.events))
        self._today.say("aefi.today", count=sum(not event.void for event in self.events))
        self.reports.show_rows([event_line(event) for event in self.events])

    def look(self) -> None:
        """Show who fits what is typed; of nothing typed, who is under observation."""
        self._wait.stop()
        typed = self.search.value()
        if typed:
            people = [one for one in find.people(self.desk, typed) if one.doses and not one.void][:MOST]
            self.people.show_rows([_person_row(at, one) for at, one in enumerate(people, 1)])
            self._count.say("aefi.found" if people else "aefi.found.none", count=len(people))
            return
        shots = aefi.observed(self.desk)
        self.people.show_rows([_shot_row(at, one) for at, one in enumerate(shots[:MOST], 1)])
        self._count.say("aefi.observed" if shots else "aefi.observed.none", count=len(shots))

    def _on_entered(self, onwards: bool) -> None:
        if not onwards:
            return
        self.look()
        if self.search.value() and len(self.people.rows) == 1:
            self._on_chosen(self.people.rows[0].thing)
        else:
            self.people.step(0)

    def _on_chosen(self, thing: object) -> None:
        if isinstance(thing, Shot):
            self.shot_wanted.emit(thing)
        elif isinstance(thing, PersonRow):
            self.person_wanted.emit(thing.id)


def _shot_row(at: int, shot: Shot) -> RecordRow:
    token = str(shot.token or "")
    name = plain(person_name(shot))
    return RecordRow(name, stays_until(shot), figure=token, cap=str(at), close=True, thing=shot)


def _person_row(at: int, person: PersonRow) -> RecordRow:
    dose, vaccine = option("dose_no", person.last_dose_no), option("vaccine", person.last_vaccine)
    given = say("aefi.given", dose=dose, vaccine=vaccine, day=day(person.last_day))
    about = joined(age_sex(person), person.village)
    return RecordRow(plain(person_name(person)), about, cap=str(at), more=given, close=True, thing=person)
