"""Collecting from the packing table: somebody who is here already, one more tube, its label at once.

For somebody new, and for the rest of the referral form, it hands over to the samples page.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import collect
from tikadesk.actions.collect import Known
from tikadesk.actions.desk import Desk
from tikadesk.domain.numbers import shown as grouped
from tikadesk.errors import InvalidRecord
from tikadesk.ui.blocks import Card, KeyCap, Noted, empty
from tikadesk.ui.buttons import secondary
from tikadesk.ui.choices import ChoiceSegment, ComboEditor
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.keys import KEYS
from tikadesk.ui.kind_fields import segments
from tikadesk.ui.messages import shown
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import age_sex, joined, label, person_name
from tikadesk.ui.words import Text, plain, say

PERSON, TYPE, TUBES = "person", "sample_type", "tubes"
_MOST_ROWS = 4


class QuickCollect(Card):
    """Person, sample, tubes, save.

    Signals:
        collected(object): what was saved (``Collected``). elsewhere(object): what was typed; it needs the samples page.
    """

    collected = Signal(object)
    elsewhere = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 12), spacing=8)
        self.desk = desk
        self._intent = desk.ids.new()
        self._typed = ""
        self.known: Known | None = None
        self.rows: list[RecordRow] = []
        self._cap = KeyCap(KEYS["new"].cap)
        head = QHBoxLayout()
        head.addWidget(Text(say("samples.collect"), role="card"))
        head.addStretch()
        head.addWidget(self._cap)
        self.body.addLayout(head)
        self.form = Form()
        self.form.row(Field(TextEditor(PERSON), say("samples.person")))
        kinds = Field(ComboEditor(TYPE, segments("sample_type")), label("sample", TYPE))
        counts = [Segment(str(n), plain(str(n))) for n in (1, 2, 3)]
        tubes = Field(ChoiceSegment(TUBES, counts), say("samples.tubes"))
        self.form.row(kinds, tubes, stretches=(13, 11))
        self.form.finished.connect(self.save)
        self.form.left.connect(self._on_left)
        # After the form's own: Enter goes to the next field, unless there are people to choose from.
        self.form.field(PERSON).editor.passed.connect(self._on_passed)
        self.body.addWidget(self.form)
        self._who = Noted(Look.OK, icon="person", role="label")
        self._list = QWidget()
        self._people = QVBoxLayout(self._list)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.setSpacing(0)
        self._next = Text(role="label", ink="strip")
        for part in (self._who, self._list, self._next):
            self.body.addWidget(part)
        self.button = secondary(say("samples.save_print"), icon="print", key="save_print")
        self.button.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch()
        self.body.addLayout(foot)
        self._forget()

    def refresh(self) -> None:
        """Say the next number; with nothing typed show the last sample type again."""
        no = collect.next_no(self.desk)
        self._next.show_words(say("samples.next", no=grouped(no)) if no else say("samples.next.none"))
        if not self.form.field(TYPE).value():
            self.form.set_values({TYPE: collect.defaults(self.desk).get(TYPE, ""), TUBES: "1"})

    def show_key(self, shown: bool) -> None:
        """Whether F2 comes here now."""
        self._cap.setVisible(shown)

    def start(self) -> None:
        """Begin with the person."""
        self.form.focus(PERSON)

    def _forget(self) -> None:
        self.known = None
        self._intent = self.desk.ids.new()
        self._who.hide()
        self._offer([])

    # Who it is

    def look_for(self, typed: str) -> None:
        """Find the person whose slip was scanned or whose number was typed."""
        self.form.set_values({PERSON: typed})
        self._look()

    def _on_left(self, name: str) -> None:
        if name == PERSON:
            self._look(entered=False)

    def _on_passed(self, _onwards: bool) -> None:
        self._look()
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses among the people offered."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(self.rows):
            self.rows[at].opened.emit()
            return
        super().keyPressEvent(event)

    def begun(self) -> bool:
        """Whether a person was typed and not saved."""
        return bool(self.form.field(PERSON).value())

    def _look(self, *, entered: bool = True) -> None:
        """See who is meant; only what was ``entered`` leads elsewhere: the focus also goes when a tube is scanned."""
        typed = self.form.field(PERSON).value()
        if typed == self._typed and (self.known is not None or self.rows):
            return
        self._forget()
        self._typed = typed
        if not typed:
            return
        found = collect.known(self.desk, typed)
        if len(found) == 1:
            self._take(found[0])
        elif found:
            self._offer(found[:_MOST_ROWS])
        elif entered:
            self._hand_over(typed)

    def _hand_over(self, typed: str) -> None:
        """Somebody new: a mobile or a name begins the samples page's form; an official number that is not here none."""
        compact = "".join(typed.split())
        digits = sum(sign.isdigit() for sign in compact)
        if 0 < digits < len(compact):
            self._who.show_state(Look.AMBER, say("quick.unknown"), icon="alert")
            self._who.show()
            return
        self._go_elsewhere({"mobile" if digits else "name": typed})

    def _go_elsewhere(self, typed: Mapping[str, str]) -> None:
        kind = self.form.field(TYPE).value()
        self._clear()
        self.elsewhere.emit(dict(typed) | {TYPE: kind})

    def _clear(self) -> None:
        self._forget()
        self._typed = ""
        self.form.set_values({PERSON: "", TUBES: "1"})

    def _take(self, one: Known) -> None:
        self.known = one
        self._offer([])
        self._who.show_state(Look.OK, joined(person_name(one), age_sex(one), one.village), icon="person")
        self._who.show()

    def _offer(self, found: list[Known]) -> None:
        empty(self._people)
        self.rows = []
        for at, one in enumerate(found, 1):
            row = RecordRow(
                plain(person_name(one)), joined(age_sex(one), one.village), cap=str(at), thing=one
            )
            row.opened.connect(lambda one=one: self._on_chosen(one))
            row.stepped.connect(lambda step, line=row: self._step(line, step))
            self._people.addWidget(row)
            self.rows.append(row)
        self._list.setVisible(bool(found))

    def _step(self, row: RecordRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, one: Known) -> None:
        self._take(one)
        self.form.focus(TYPE)

    # The save

    def save(self) -> None:
        """Save the tubes of the person; what this card cannot mend goes to the samples page."""
        self._look()
        if self.known is None:
            if not self.rows:
                self.form.focus(PERSON)
            return
        values = self.form.values()
        typed = self._typed_form(self.known.typed, values)
        with shown(self) as outcome:
            try:
                answer = collect.collect(self.desk, typed, intent=self._intent, tubes=int(values[TUBES] or 1))
            except InvalidRecord:
                self._go_elsewhere(typed)
                return
        if outcome.ok:
            self._clear()
            self.refresh()
            self.collected.emit(answer)

    def _typed_form(self, person: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
        return collect.defaults(self.desk) | dict(person) | {TYPE: values[TYPE]}
