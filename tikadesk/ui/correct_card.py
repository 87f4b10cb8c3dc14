"""Correcting a record: every field as it stands, a reason, Ctrl+Enter. What was written before stays in the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import correct, places
from tikadesk.actions.desk import Desk
from tikadesk.domain import identity
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import aefi, dose, registration, sample
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.ui.blocks import Card, Rule, Scroller, acts, empty
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.choices import ChoiceSegment, ComboEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field, reasons
from tikadesk.ui.messages import shown
from tikadesk.ui.suggest import SuggestEditor, Suggestion
from tikadesk.ui.ticks import TicksEditor
from tikadesk.ui.wording import label
from tikadesk.ui.words import Text, Words, plain, say

REASON = "reason"
_FORMS = {"registration": registration.FORM, "dose": dose.FORM, "sample": sample.FORM, "aefi": aefi.FORM}
_FIXED = {"outcome", "person", "repeat_of"}
"""What no correction changes: it would be another record."""


class CorrectCard(Card):
    """The correction form of one record.

    Signals:
        done: a correction was saved, or nothing differed. left: back without a change.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(22, 12, 22, 14), spacing=8)
        self.desk = desk
        self._kind, self._rec = "", ""
        self._before: dict[str, str] = {}
        self._low = False
        self.form = Form()
        self._title = Text(role="head", wrap=True)
        self.body.addWidget(self._title)
        self._hint = Text(say("desk.correct.hint"), role="small", ink="muted", wrap=True)
        self.body.addWidget(self._hint)
        self.body.addWidget(Rule())
        self.scroller = Scroller()
        self.body.addWidget(self.scroller, 1)
        self._why = QVBoxLayout()
        self.body.addLayout(self._why)
        self.save = primary(say("desk.correct.save"), icon="check", key="save_print")
        self.save.clicked.connect(self.correct)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addLayout(acts(self.save, back))

    def _today(self) -> date:
        return date.fromisoformat(self.desk.today())

    def set_low(self, low: bool) -> None:
        """In a low window the question why scrolls with the fields, from the next record on."""
        self._low = low
        self._hint.setVisible(not low)
        self._title.set_role("card" if low else "head")
        self.body.setContentsMargins(*((14, 8, 14, 8) if low else (22, 12, 22, 14)))

    def show_record(self, kind: str, rec: str, name: str) -> None:
        """Show the record's present values, ready to be overtyped."""
        self._kind, self._rec = kind, rec
        self._title.say(f"desk.correct.{kind}", name=plain(name))
        self._before = correct.as_typed(self.desk, kind, rec)
        self.form = Form()
        names = [field for field in _FORMS[kind] if field not in _FIXED]
        for row in _rows([self._field(kind, field) for field in names]):
            self.form.row(*row, stretches=(1,) * len(row))
        self.form.own(self._reason())
        self.form.set_values(self._before)
        # What the editors made of the values is what counts as untouched.
        self._before = self.form.values()
        self.form.left.connect(self._on_left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.form)
        if self._low:
            column.addWidget(self.form.field(REASON))
        column.addStretch()
        self.scroller.show_content(holder)
        self.form.reorder(self.form.names)
        self.form.focus_first()

    def _reason(self) -> Field:
        """A fresh question why, below the scrolling part so that it stays in view."""
        empty(self._why)
        editor = (ComboEditor if self._low else ChoiceSegment)(REASON, reasons("correct_reason"))
        why = Field(editor, say("desk.correct.why"), required=True)
        self._why.addWidget(why)
        return why

    def _field(self, kind: str, name: str) -> Field:
        if name == "village":
            return Field(SuggestEditor(name, self._villages), label(kind, name))
        return kind_field(kind, name, today=self._today, also=Words(), paper=True)

    def _villages(self, typed: str) -> list[Suggestion]:
        rows = places.villages(self.desk, typed) if typed else []
        return [Suggestion(row.name, row.name, row.name_hi) for row in rows]

    def _on_left(self, name: str) -> None:
        if name == "id_number":
            self._reduce_id()

    def _reduce_id(self) -> None:
        values = self.form.values()
        if values.get("id_type") != identity.AADHAAR or values["id_number"] == self._before["id_number"]:
            return
        try:
            tail = identity.read_id(identity.AADHAAR, values["id_number"]).tail
        except Misfit:
            return
        if tail and len(values["id_number"]) > len(tail):
            self.form.set_values({"id_number": f"XXXX XXXX {tail}"})

    def touched(self) -> dict[str, str]:
        """The fields that were changed."""
        now = self.form.values()
        return {name: value for name, value in now.items() if name != REASON and value != self._before[name]}

    def correct(self) -> None:
        """Save the correction with its reason."""
        if "id_number" in self.form.names:
            self._reduce_id()
        reason = self.form.field(REASON).value()
        with shown(self, self.form) as outcome:
            if not reason:
                raise InvalidRecord([Problem(REASON, "misfit.choice.correct_reason")])
            correct.correct(self.desk, self._kind, self._rec, self.touched(), reason=reason)
        if outcome.ok:
            self.done.emit()


def _rows(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """Fields two and two; several choices at once have a row of their own."""
    row: list[Field] = []
    for field in fields:
        alone = isinstance(field.editor, TicksEditor)
        if row and alone:
            yield row
            row = []
        row.append(field)
        if alone or len(row) == 2:
            yield row
            row = []
    if row:
        yield row
