"""One finding of a reconciliation in full: what is the matter and what to do, both sides field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tikadesk.actions.reconcile import Pair
from tikadesk.domain.reconcile import Finding, Line
from tikadesk.domain.sides import Here, There
from tikadesk.ui import finding_words as words
from tikadesk.ui.blocks import Card, Chip, Rule, Scroller, empty
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.flow import Flow
from tikadesk.ui.words import Text, plain, say


class FindingView(Card):
    """One line of the table.

    Signals:
        person_wanted(str): open this person. bind_wanted(object): this reference belongs to that person (``Pair``).
        left: back to what concerns the whole day.
    """

    person_wanted = Signal(str)
    bind_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=8)
        self.line: Line | None = None
        self._chip = Chip()
        self._name, self._advice = Text(role="card", wrap=True), Text(role="muted", ink="muted", wrap=True)
        self._there = Text(role="body", wrap=True)
        inside, self._sides = QWidget(), QVBoxLayout()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._name, self._there, self._advice, Rule()):
            column.addWidget(part)
        self._sides.setSpacing(8)
        column.addLayout(self._sides)
        column.addStretch()
        self.person = secondary(say("reconcile.open_person"), icon="person", small=True)
        self.bind = secondary(say("reconcile.bind"), icon="check", small=True)
        self.back = link(say("desk.back"), key="clear", small=True)
        self._ways = Flow(gap=8)
        self._ways.fill((self.person, self.bind, self.back))
        self.body.addWidget(Scroller(inside), 1)
        self.body.addWidget(self._ways)
        self.person.clicked.connect(self._on_person)
        self.bind.clicked.connect(self._on_bind)
        self.back.clicked.connect(self.left)

    def show_line(self, line: Line) -> None:
        """Show everything of ``line``."""
        self.line, finding = line, line.finding
        state = words.what(line)
        self._chip.show_state(state.look, state.words, icon=state.icon or "check")
        self._name.show_text(words.name(line))
        rows = finding.there if finding.first_here is not None else ()
        names = dict.fromkeys(words.value(row, "name") for row in rows)
        others = [one for one in names if one and one.casefold() != words.name(line).casefold()]
        self._there.say("reconcile.named_there", name=" · ".join(others))
        self._there.setVisible(bool(others))
        self._advice.show_words(words.advice(finding))
        empty(self._sides)
        here, there = _both(finding)
        if len(here) <= 1 and len(there) <= 1:
            self._sides.addWidget(self._pair(here[0] if here else None, there[0] if there else None))
        else:
            self._list(here, there)
        self.person.setVisible(finding.first_here is not None)
        self.bind.setVisible(self._pair_to_bind() is not None)
        self._ways.fit()

    def start(self) -> None:
        """Put the focus on the person, else on the way back."""
        first = self.back if self.person.isHidden() else self.person
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pair(self, here: Here | None, there: There | None) -> QWidget:
        """Both sides field by field, what differs in bold."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        heads = (say("reconcile.column.here"), say("reconcile.column.there"))
        for at, head in enumerate(heads, 1):
            grid.addWidget(Text(head, role="label", ink="muted"), 0, at)
        differs = self.line.finding.differs if self.line is not None else ()
        row = 1
        for field in words.FIELDS[1:]:
            values = [words.value(side, field) if side is not None else "" for side in (here, there)]
            if not any(values):
                continue
            role = "strong" if field in differs else "body"
            grid.addWidget(Text(words.field_label(field), role="small", ink="muted", wrap=True), row, 0)
            for at, value in enumerate(values, 1):
                grid.addWidget(Text(plain(value or "–"), role=role, wrap=True), row, at)
            row += 1
        for at in (1, 2):
            grid.setColumnStretch(at, 1)
        return holder

    def _list(self, here: Sequence[Here], there: Sequence[There]) -> None:
        """Several who could be meant, each with the reference of a row that nobody bears yet to be given to them."""
        self._sides.addWidget(Text(say("reconcile.column.here"), role="label", ink="muted"))
        for one in here:
            self._sides.addWidget(Text(plain(words.value(one, "name")), role="strong", wrap=True))
            self._sides.addWidget(Text(words.said_back(one), role="small", ink="muted", wrap=True))
            refs = [row for row in there if row.portal_ref and not one.portal_ref]
            if refs:
                ways = Flow(gap=6)
                ways.fill(self._bind(one, row) for row in refs)
                self._sides.addWidget(ways)
        self._sides.addWidget(Text(say("reconcile.column.there"), role="label", ink="muted"))
        for row in there:
            said = words.value(row, "name") or row.portal_ref
            self._sides.addWidget(Text(plain(said), role="strong", wrap=True))
            self._sides.addWidget(Text(words.said_back(row), role="small", ink="muted", wrap=True))

    def _bind(self, one: Here, row: There) -> QWidget:
        button = secondary(
            say("reconcile.bind_this", ref=f"…{row.portal_ref[-4:]}"), icon="check", small=True
        )
        pair = Pair(one.person, row.portal_ref)
        button.clicked.connect(lambda: self.bind_wanted.emit(pair))
        return button

    def _pair_to_bind(self) -> Pair | None:
        """The reference of the one row for the one person here who has none."""
        finding = self.line.finding if self.line is not None else None
        if finding is None or len(finding.here) != 1 or len(finding.there) != 1:
            return None
        here, there = finding.here[0], finding.there[0]
        return Pair(here.person, there.portal_ref) if there.portal_ref and not here.portal_ref else None

    def _on_bind(self) -> None:
        if (pair := self._pair_to_bind()) is not None:
            self.bind_wanted.emit(pair)

    def _on_person(self) -> None:
        first = self.line.finding.first_here if self.line is not None else None
        if first is not None:
            self.person_wanted.emit(first.person)


def _both(finding: Finding) -> tuple[Sequence[Here], Sequence[There]]:
    """The comings and the rows to show."""
    about = (finding.about,) if finding.about is not None else ()
    elsewhere = (finding.elsewhere,) if finding.elsewhere is not None else ()
    return finding.here or about, finding.there or elsewhere
