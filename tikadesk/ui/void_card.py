"""Voiding a record: a reason, whether vaccine was used, and it is struck through. Nothing is deleted or renumbered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import void
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.ui.blocks import Card, Rule, Scroller, acts
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.choices import ChoiceSegment, YesNoEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import reasons
from tikadesk.ui.messages import shown
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.segments import Segment
from tikadesk.ui.wording import option
from tikadesk.ui.words import Text, Words, plain, say

REASON, USED, SCOPE = "reason", "used", "scope"


class VoidCard(Card):
    """The void form of one record, with the reasons for records of ``kind``; ``hint`` says what becomes of it.

    Signals:
        done: the record was voided. left: back without a change.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk, kind: str = "registration", hint: Words | None = None) -> None:
        super().__init__(margins=(22, 12, 22, 14), spacing=10)
        self.desk = desk
        self._person, self._dose, self._scope = "", "", ""
        self._title = Text(role="head", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(Text(hint or say("desk.void.hint"), role="small", ink="muted", wrap=True))
        column.addWidget(Rule())
        self.form = Form()
        scopes = (
            Segment("registration", say("desk.void.person"), "P"),
            Segment("dose", say("desk.void.dose"), "D"),
        )
        self.form.row(Field(ChoiceSegment(SCOPE, scopes), say("desk.void.what")))
        self.form.row(
            Field(
                ChoiceSegment(REASON, reasons(void.reason_table(kind))), say("desk.void.why"), required=True
            )
        )
        used = YesNoEditor(USED, option("yes_no", "Y"), option("yes_no", "N"))
        self.form.row(Field(used, say("desk.void.used"), required=True, width=220))
        self.form.finished.connect(self._on_asked)
        column.addWidget(self.form)
        column.addStretch()
        self.body.addWidget(Scroller(inside), 1)
        self.save = primary(say("desk.void.save"), icon="void", key="save_print")
        self.save.clicked.connect(self.void)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addLayout(acts(self.save, back))

    def show_record(
        self, name: str, *, person: str, dose: str = "", has_dose: bool = False, scope: str = ""
    ) -> None:
        """Ask about a person, or about one ``dose`` of theirs; with both, what of them is to be voided. Any other kind
        is named by ``scope``, its record by ``person``.
        """
        self._scope = scope or ("dose" if dose else "registration")
        self._person, self._dose = person, dose
        self._title.say("desk.void.title", name=plain(name))
        self.form.show_problems(())
        self.form.set_values({REASON: "", USED: "", SCOPE: self._scope})
        self.form.field(SCOPE).setVisible(bool(dose))
        self.form.field(USED).setVisible(bool(dose) or has_dose)
        self.form.focus(REASON)

    def _on_asked(self) -> None:
        self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def void(self) -> None:
        """Void it; an old record asks for the supervisor first."""
        values = self.form.values()
        kind = values[SCOPE] or self._scope
        rec = self._dose if kind == "dose" else self._person
        asks_used = not self.form.field(USED).isHidden()
        with shown(self, self.form) as outcome:
            found = [] if values[REASON] else [Problem(REASON, "misfit.choice.void_reason")]
            if asks_used and not values[USED]:
                found.append(Problem(USED, "misfit.yes_no"))
            if found:
                raise InvalidRecord(found)
            used = values[USED] == "Y" if asks_used else None
            try:
                void.void(self.desk, kind, rec, reason=values[REASON], dose_used=used)
            except NotAllowed as error:
                if error.key not in void.NEEDS_SUPERVISOR:
                    raise
                proof = ask_pin(self, self.desk, Words(error.key, dict(error.params)))
                if proof is None:
                    return
                void.void(self.desk, kind, rec, reason=values[REASON], dose_used=used, supervisor=proof)
        if outcome.ok:
            self.done.emit()
