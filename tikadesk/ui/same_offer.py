"""The way on once "same person" was said of a form: open the person who is here already instead of saving a double."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from tikadesk.actions import find
from tikadesk.actions.desk import Desk
from tikadesk.ui.blocks import Icon, Panel, acts
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.page import Fold
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
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(Icon("person", ink="amber", size=18))
        said.addWidget(self._text, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10)
        self._row.addLayout(said, 1)
        self._row.addLayout(acts(self.open, self.different))
        self.body.addLayout(self._row)
        self.hide()

    def fold(self, fold: Fold) -> None:
        """In one column the buttons stand below the words."""
        single = fold == Fold.SINGLE
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight
        )

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
