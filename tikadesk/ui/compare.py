"""Two people side by side (F4): the form being typed and someone here already. The operator decides, nothing merges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tikadesk.actions import find
from tikadesk.actions.desk import Desk
from tikadesk.actions.register import Candidate
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds import registration
from tikadesk.ui.blocks import Card, Chip, Rule, Scroller, empty, head
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.tokens import Look
from tikadesk.ui.verdicts import DIFFERENT, LATER, SAME
from tikadesk.ui.wording import day, dose_number, joined, label, number, option
from tikadesk.ui.words import Text, Words, plain, say

_FIELDS = ("name", "name_local", "mobile", "age", "sex", "id_type", "id_number", "village", "parent_name")
_TABLES = {"sex": "sex", "id_type": "id_type"}


class CompareCard(Card):
    """Field by field, what differs in bold. ``1`` same person, ``2`` someone else, ``3`` decide later.

    Signals:
        decided(str, object): the verdict and the candidate. left: back to the form.
    """

    decided = Signal(str, object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self.candidate: Candidate | None = None
        back = link(say("desk.back"), key="clear", small=True)
        back.clicked.connect(self.left)
        self.body.addLayout(head(say("desk.compare.title"), back, role="head"))
        self._why = QHBoxLayout()
        self._why.setSpacing(8)
        self.body.addLayout(self._why)
        self.body.addWidget(Rule())
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        scroll = Scroller(content)
        self.body.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.same = primary(say("desk.compare.same"), cap="1")
        buttons = {
            SAME: self.same,
            DIFFERENT: secondary(say("desk.compare.different"), cap="2"),
            LATER: secondary(say("desk.compare.later"), cap="3"),
        }
        for verdict, button in buttons.items():
            button.clicked.connect(lambda _on=False, one=verdict: self._decide(one))
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)

    def show_pair(self, typed: Mapping[str, str], candidate: Candidate) -> None:
        """Show the form's values beside those of ``candidate``."""
        self.candidate = candidate
        for layout in (self._grid, self._why):
            empty(layout)
        for reason in candidate.reasons:
            self._why.addWidget(Chip(Look.AMBER, say(reason)))
        self._why.addStretch()
        person = find.person(self.desk, candidate.person.id)
        heads = (Words(), say("desk.compare.typed"), joined(say("desk.compare.here"), number(person.row.no)))
        for column, words in enumerate(heads):
            self._grid.addWidget(Text(words, role="label", ink="muted"), 0, column)
        mine, theirs = _values(typed, self._today()), dict(person.fields)
        line = 1
        for name in _FIELDS:
            one, other = said(name, mine, self._today()), said(name, theirs, self._today())
            if not (str(one) or str(other)):
                continue
            role = "body" if str(one) == str(other) else "strong"
            for column, text in enumerate(
                (
                    Text(label("registration", name), role="muted", ink="muted"),
                    Text(one, role=role, wrap=True),
                    Text(other, role=role, wrap=True),
                )
            ):
                self._grid.addWidget(text, line, column, Qt.AlignmentFlag.AlignTop)
            line += 1
        doses = [
            joined(dose_number(d.dose_no), day(d.day), option("vaccine", d.vaccine))
            for d in person.doses
            if not d.void
        ]
        self._grid.addWidget(Text(say("desk.doses"), role="muted", ink="muted"), line, 0)
        self._grid.addWidget(Text(say("desk.no_dose") if not doses else joined(*doses), wrap=True), line, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._grid.setRowStretch(line + 1, 1)
        self.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> date:
        return date.fromisoformat(self.desk.today())

    def _decide(self, verdict: str) -> None:
        if self.candidate is not None:
            self.decided.emit(verdict, self.candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 decide."""
        verdicts = {Qt.Key.Key_1: SAME, Qt.Key.Key_2: DIFFERENT, Qt.Key.Key_3: LATER}
        if (
            verdict := verdicts.get(Qt.Key(event.key()))
        ) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._decide(verdict)
            return
        super().keyPressEvent(event)


def _values(typed: Mapping[str, str], today: date) -> dict[str, Value]:
    values, _ = registration.read(typed, today)
    return values


def said(name: str, values: Mapping[str, Value], today: date) -> Words:
    """A stored value of a registration as people read it."""
    if name == "age":
        return plain(registration.as_typed(values, today)["age"]) if values.get("birth_year") else Words()
    if name == "id_number":
        tail = values.get("id_tail")
        return plain(f"…{tail}") if tail else Words()
    value = values.get(name)
    if value is None:
        return Words()
    return option(_TABLES[name], value) if name in _TABLES else plain(str(value))
