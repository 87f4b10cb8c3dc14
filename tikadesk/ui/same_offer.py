"""The way on once "same person" was said of a form: open the person who is here already instead of saving a double."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from tikadesk.actions import find
from tikadesk.actions.desk import Desk
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import person_name
from tikadesk.ui.words import Text, say


class SameOffer(Panel):
    """ "SUSHILA DEVI is here already. Open for the next dose · Someone else". Hidden until ``ask``.

    Signals:
        answered(str, bool): a record's id; open it (True), or it is someone else after all (False).
    """

    answered = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(Look.AMBER, margins=(14, 8, 14, 8))
        self.desk, self.person = desk, ""
        self._text = Text(role="strong", ink="amber", wrap=True)
        self.open = primary(say("desk.same.open"), cap="Enter")
        self.different = secondary(say("desk.compare.different"), cap="2")
        self.open.clicked.connect(lambda: self.answered.emit(self.person, True))
        self.different.clicked.connect(lambda: self.answered.emit(self.person, False))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon("person", ink="amber", size=18))
        row.addWidget(self._text, 1)
        row.addWidget(self.open)
        row.addWidget(self.different)
        self.body.addLayout(row)
        self.hide()

    def ask(self, person: str) -> None:
        """Offer to open the record ``person``; without one, hide."""
        self.person = person
        if person:
            self._text.say("desk.same.here", name=person_name(find.person(self.desk, person).row))
        self.setVisible(bool(person))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """2 takes "same person" back from either button."""
        if event.key() == Qt.Key.Key_2 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.answered.emit(self.person, False)
            return
        super().keyPressEvent(event)
