"""Everything known of one person: details, doses, history, and what can be done about it. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from tikadesk.actions import find
from tikadesk.actions.desk import Desk
from tikadesk.actions.find import Person
from tikadesk.actions.people import DoseRow
from tikadesk.domain.entry import Value
from tikadesk.ui.aefi_words import event_line
from tikadesk.ui.blocks import Card, Chip, EmptyState, Noted, Rule, Scroller, acts, head
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.dose_panel import dose_line
from tikadesk.ui.history import headline, lines, said
from tikadesk.ui.keys import KEYS
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import age_sex, joined, label, mobile, number, person_name, state
from tikadesk.ui.words import Text, Words, plain, say

_DETAILS = (
    "mobile", "no_mobile_reason", "birth_day", "parent_name", "id_type", "id_tail", "facilitator_name",
    "facilitator_mobile", "category", "ration_card", "guardian_name", "guardian_relation", "village", "block",
    "mode", "portal_ref", "source", "page", "serial", "day", "token", "notes",
)  # fmt: skip


class PersonView(Card):
    """One person.

    Signals:
        correct_wanted(str, str), void_wanted(str, str): kind and record. restore_wanted(str, str): the same.
        dose_wanted(str): open this person for the next dose. aefi_wanted(object): report an adverse event of them
        (their id), or show one (``Event``).
    """

    correct_wanted = Signal(str, str)
    void_wanted = Signal(str, str)
    restore_wanted = Signal(str, str)
    dose_wanted = Signal(str)
    aefi_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(22, 12, 22, 14), spacing=8)
        self.desk = desk
        self.person: Person | None = None
        self._empty = EmptyState(say("desk.find.empty"), icon="person")
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._name = Text(role="head", wrap=True)
        self._about = Text(role="body", ink="muted", elide=True)
        self._number = Text(role="codestrong", ink="muted")
        self._chip = Chip()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._number, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignRight)
        top = QHBoxLayout()
        top.addLayout(names, 1)
        top.addLayout(right)
        column.addLayout(top)
        column.addWidget(Rule())
        self._conflict = Noted(Look.AMBER, say("desk.find.conflict"))
        column.addWidget(self._conflict)
        self.scroller = Scroller()
        column.addWidget(self.scroller, 1)
        column.addLayout(self._acts())
        self.body.addWidget(self._empty)
        self.body.addWidget(self._shown)
        self.show_person(None)

    def _acts(self) -> QHBoxLayout:
        self.correct = primary(say("desk.correct"), icon="pencil", key="correct")
        self.void = secondary(say("desk.void"), icon="void", key="void")
        self.restore = primary(say("desk.restore"), icon="undo")
        self.dose = secondary(say("desk.find.dose"), icon="syringe", key="returning")
        self.correct.clicked.connect(lambda: self._tell(self.correct_wanted.emit))
        self.void.clicked.connect(lambda: self._tell(self.void_wanted.emit))
        self.restore.clicked.connect(lambda: self._tell(self.restore_wanted.emit))
        self.dose.clicked.connect(lambda: self._tell(lambda _kind, _rec: self._want_dose()))
        return acts(self.correct, self.restore, self.void, self.dose)

    def _tell(self, wanted: Callable[[str, str], None]) -> None:
        if target := self.target():
            wanted(*target)

    def _want_dose(self) -> None:
        if self.person is not None:
            self.dose_wanted.emit(self.person.row.id)

    def target(self) -> tuple[str, str] | None:
        """What Correct and Void are about: the dose whose line has the focus, else the person."""
        if self.person is None:
            return None
        now = QApplication.focusWidget()
        if isinstance(now, RecordRow) and isinstance(now.thing, DoseRow) and self.isAncestorOf(now):
            return "dose", now.thing.id
        return "registration", self.person.row.id

    def show_person(self, person_id: str | None) -> None:
        """Show a person, or what to do first."""
        self.person = find.person(self.desk, person_id) if person_id else None
        self._empty.setVisible(self.person is None)
        self._shown.setVisible(self.person is not None)
        if self.person is None:
            return
        row = self.person.row
        self._name.show_text(person_name(row))
        other = row.name if person_name(row) != row.name else row.name_local
        self._about.show_words(joined(other, age_sex(row), row.village))
        self._number.show_text(number(row.no))
        look, words, icon = (Look.NEUTRAL, say("desk.state.void"), "void") if row.void else state(row.state)
        self._chip.show_state(look, words, icon=icon)
        self._conflict.setVisible(bool(row.conflict))
        self.correct.setVisible(not row.void)
        self.void.setVisible(not row.void)
        self.dose.setVisible(not row.void)
        self.restore.setVisible(row.void)
        self._fill()

    def _fill(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._details())
        column.addWidget(Rule())
        person = self.person
        if person is None:
            return
        unwell = link(say("aefi.report"), cap=KEYS["aefi"].cap, small=True)
        unwell.clicked.connect(lambda: self.aefi_wanted.emit(person.row.id))
        if person.row.void or not person.row.doses:
            unwell.hide()
        column.addLayout(head(say("desk.doses"), unwell, role="section"))
        for dose in person.doses:
            column.addWidget(dose_line(dose))
        for event in person.events:
            line = event_line(event)
            line.opened.connect(lambda one=event: self.aefi_wanted.emit(one))
            column.addWidget(line)
        if not person.doses:
            column.addWidget(Text(say("desk.no_dose"), role="muted", ink="muted"))
        column.addWidget(Rule())
        column.addWidget(Text(say("desk.history"), role="section"))
        for change in reversed(person.history):
            column.addWidget(Text(headline(change), role="muted", ink="muted", wrap=True))
            for words in lines(change):
                column.addWidget(Text(words, role="body", wrap=True))
        column.addStretch()
        self.scroller.show_content(content)

    def _details(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        known = self.person.fields if self.person else {}
        shown = [(name, self._said(name, known)) for name in _DETAILS if known.get(name) not in (None, "")]
        for at, (name, words) in enumerate(shown):
            line, side = divmod(at, 2)
            grid.addWidget(Text(label("registration", name), role="muted", ink="muted"), line, 2 * side)
            grid.addWidget(Text(words, role="body", wrap=True), line, 2 * side + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        return grid

    def _said(self, name: str, known: Mapping[str, Value]) -> Words:
        value = known[name]
        if name == "mobile" and isinstance(value, str):
            return plain(mobile(value))
        return plain(f"…{value}") if name == "id_tail" else said("registration", name, value)
