"""A day that is closed: who sealed it and when, the code to read over the phone, what came later, and reopening."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import closing
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store.closings import Closing
from tikadesk.ui.blocks import Noted, Panel, Rule
from tikadesk.ui.buttons import caution, link, secondary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.flow import Flow
from tikadesk.ui.form import Form
from tikadesk.ui.messages import shown
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, joined
from tikadesk.ui.words import Text, Words, say

REASON = "reason"


class ClosedView(QWidget):
    """The closing ``shown`` of a day.

    Signals:
        reopened: the seal is off. late_wanted: show what came later. print_wanted: print the register again.
        slip_wanted(str): print the slip of this closing.
    """

    reopened = Signal()
    print_wanted = Signal()
    late_wanted = Signal()
    slip_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown: Closing | None = None
        self.by = Noted(Look.OK, role="strong")
        self._figures = Text(role="muted", ink="muted", wrap=True)
        self._box = Panel(margins=(12, 8, 12, 8))
        self.journal = Text(role="small", ink="muted", wrap=True)
        self.code = Text(role="figure")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.counts = Text(role="small", ink="muted", wrap=True)
        for part in (self.journal, self.code, self.counts):
            self._box.body.addWidget(part)
        self.late = caution(Words(), small=True)
        self.late.clicked.connect(self.late_wanted)
        self.apart = Noted(Look.AMBER)
        self.slip = secondary(say("closing.slip"), icon="register", small=True)
        self.slip.clicked.connect(self._on_slip)
        self.reopen = secondary(say("closing.reopen"), icon="undo", small=True)
        self.reopen.clicked.connect(self._on_reopen)
        self.form = Form()
        self.form.row(Field(TextEditor(REASON), say("closing.reopen.why"), required=True))
        self.form.finished.connect(self._on_reason)
        self.go = secondary(say("closing.reopen.go"), icon="lock", small=True)
        self.go.clicked.connect(self._on_reason)
        back = link(say("desk.back"), key="clear", small=True)
        back.clicked.connect(lambda: self._ask(asked=False))
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(Rule())
        asking.addWidget(self.form)
        choice = Flow(gap=8)
        choice.fill((self.go, back))
        asking.addWidget(choice)
        self.paper = secondary(say("closing.print"), icon="print", small=True)
        self.paper.clicked.connect(self.print_wanted)
        self._acts = Flow(gap=8)
        self._acts.fill((self.paper, self.slip, self.reopen))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.by, self._figures, self._box, self.late, self.apart, self._acts, self._asking):
            column.addWidget(widget)
        column.addStretch()

    def show_closing(self, made: Closing, late: int, apart: Sequence[Closing]) -> None:
        """Show a closing that stands, how many entries came after it, and the closings of desks that closed apart."""
        if self.shown is None or self.shown.id != made.id:
            self._ask(asked=False)
        self.shown = made
        at = f"{day(made.at)} {made.at[11:]}"
        self.by.show_state(Look.OK, joined(at, made.supervisor), icon="lock")
        again = say("closing.round", which=made.round) if made.round > 1 else Words()
        self._figures.show_words(joined(say("report.register_no", no=made.register_no), again))
        told = closing.closing_code(self.desk, made.day)
        self.journal.say("closing.code", desk=told.label or "–", n=told.length)
        self.code.show_text(told.chain)
        self.counts.show_words(
            joined(*(say(f"closing.count.{kind}", n=n) for kind, n in told.counts.items()))
        )
        self.counts.setVisible(bool(told.counts))
        self.late.show_words(say("closing.late", n=late))
        self.late.setVisible(late > 0)
        named = ", ".join(f"{one.label or '?'} {one.at[11:]}" for one in apart)
        self.apart.show_state(Look.AMBER, say("closing.apart", desks=named))
        self.apart.setVisible(bool(apart))

    def _on_slip(self) -> None:
        if self.shown is not None:
            self.slip_wanted.emit(self.shown.id)

    def _on_reopen(self) -> None:
        self._ask(asked=True)
        self.form.focus(REASON)

    def _ask(self, *, asked: bool) -> None:
        self.form.show_problems(())
        self.form.set_values({REASON: ""})
        self._asking.setVisible(asked)
        self._acts.setVisible(not asked)
        # The question, and what is said of its answer, need the room.
        self._box.setVisible(not asked)

    def _on_reason(self) -> None:
        """A reason, a PIN, and the seal is off."""
        made = self.shown
        if made is None:
            return
        with shown(self, self.form) as outcome:
            why = self.form.values()[REASON]
            if not why.strip():
                raise InvalidRecord([Problem(REASON, "misfit.missing.reopen_reason")])
            proof = ask_pin(self, self.desk, say("closing.reopen.pin", day=day(made.day)))
            if proof is None:
                return
            closing.reopen(self.desk, made.day, supervisor=proof[0], pin=proof[1], reason=why)
        if outcome.ok:
            self._ask(asked=False)
            self.reopened.emit()
