"""Whose sample it is: the box for a slip, a number or a mobile, and who is known by it, to choose with 1 to 9."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import collect, samples
from tikadesk.actions.collect import Known
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers, text
from tikadesk.errors import Problem
from tikadesk.ui import sounds
from tikadesk.ui.blocks import empty
from tikadesk.ui.buttons import secondary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.kind_fields import NO_MOBILE, NO_MOBILE_LETTERS
from tikadesk.ui.person_form import echo_no_mobile
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import age_sex, joined, number, person_name
from tikadesk.ui.words import Words, plain, say

_NUMBER = re.compile(r"[A-Za-z]{2}[A-Za-z0-9]{6,}(/\d)?")


class PersonFinder(QWidget):
    """The person box and, below it, the people it may mean.

    Signals:
        found(object): the person (``Known``) was chosen. unknown(object): nobody here; what is known, as typed form
        fields (a mobile, or why there is none, or a name). changed: the box holds something else.
    """

    found = Signal(object)
    unknown = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[RecordRow] = []
        self.box = Field(TextEditor("person_box", upper=True), say("samples.person"))
        self.new = secondary(say("samples.person.new"), cap="N", small=True)
        self.new.clicked.connect(self._on_new)
        self.new.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addLayout(self._list)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.editor.changed.connect(self._on_changed)
        self.box.editor.passed.connect(self._on_entered)

    @property
    def text(self) -> str:
        """What stands in the box, digits in Latin."""
        return text.ascii_digits(self.box.value())

    def start(self, typed: str = "") -> None:
        """Empty the box, or fill it with ``typed``, and take the focus."""
        self.box.editor.set_value(typed)
        self.forget()
        self.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show nobody and say nothing."""
        self._show([])
        self.box.set_problem(None)
        self.box.set_echo(Look.INFO, None)

    def look(self) -> None:
        """See who is meant: one is chosen at once, of several the list takes the focus, nobody is a new person."""
        typed = self.text
        if not typed:
            return
        self.forget()
        people = collect.known(self.desk, typed)
        if len(people) == 1:
            self.found.emit(people[0])
        elif people:
            self._show(people)
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._nobody(typed)

    def _nobody(self, typed: str) -> None:
        if why := NO_MOBILE_LETTERS.get(typed.upper()):
            echo_no_mobile(self.box, why)
            self.unknown.emit({NO_MOBILE: why})
        elif numbers.read_tube(typed) is not None:
            # A slip of another desk whose entries are not here yet: the person is, and can be asked.
            self.unknown.emit({})
            self.box.set_echo(Look.INFO, say("samples.person.not_here_yet"), icon="question")
        elif _NUMBER.fullmatch(re.sub(r"[\s\-]", "", typed)) and any(sign.isdigit() for sign in typed):
            self._refuse_number(typed)
        elif any(sign.isdigit() for sign in typed):
            wrong = [p for p in collect.check(self.desk, {"mobile": typed}, "mobile") if p.field == "mobile"]
            if wrong:
                self._refuse(wrong[0])
            else:
                self.box.set_echo(Look.OK, say("desk.mobile.new"))
                self.unknown.emit({"mobile": typed})
        else:
            self.unknown.emit({"name": typed})

    def _refuse(self, problem: Problem) -> None:
        sounds.refused()
        self.box.set_problem(Words(problem.key, dict(problem.params)))
        self.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse_number(self, typed: str) -> None:
        near = samples.near(self.desk, typed)
        self._refuse(Problem("person_box", "samples.person.near" if near else "samples.person.bad_number"))
        people = (known for row in near for known in collect.known(self.desk, row.no))
        self._show(list({known.id: known for known in people}.values()))

    # The list

    def _show(self, people: Sequence[Known]) -> None:
        empty(self._list)
        self.rows = [self._row(at, known) for at, known in enumerate(people)]
        for row in self.rows:
            self._list.addWidget(row)
        self.new.setVisible(bool(people))

    def _row(self, at: int, known: Known) -> RecordRow:
        row = RecordRow(
            plain(person_name(known)),
            joined(age_sex(known), known.village, number(known.no)),
            cap=str(at + 1),
            framed=True,
            thing=known,
        )
        row.opened.connect(lambda: self._choose(at))
        row.stepped.connect(lambda step: self._step(at + step))
        return row

    def _step(self, at: int) -> None:
        if at < 0:
            self.box.editor.setFocus(Qt.FocusReason.TabFocusReason)
        elif at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, at: int) -> None:
        known = self.rows[at].thing
        if isinstance(known, Known):
            self.forget()
            self.found.emit(known)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 choose while the list has the focus; N is somebody new."""
        at = event.key() - Qt.Key.Key_1
        if any(row.hasFocus() for row in self.rows) and 0 <= at < len(self.rows):
            self._choose(at)
        elif event.key() == Qt.Key.Key_N and not self.new.isHidden():
            self._on_new()
        else:
            super().keyPressEvent(event)

    # What the box does

    def _on_new(self) -> None:
        digits = text.digits(self.text)
        self.forget()
        self.unknown.emit({"mobile": digits} if len(digits) == 10 else {})

    def _on_changed(self) -> None:
        if self.rows or self.box.is_bad:
            self.forget()
        self.changed.emit()

    def _on_entered(self, onwards: bool) -> None:
        if onwards:
            self.look()
