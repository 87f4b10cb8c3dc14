"""The question after a restart: one form was half-filled, go on with it or not. Nothing is decided by waiting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, plain, say


class DraftOffer(Panel):
    """ "One form was half-filled: SUSHILA DEVI. Continue · Discard". Hidden until ``ask``.

    Signals:
        answered(bool): go on with the draft (True) or throw it away (False).
    """

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__(Look.INFO, margins=(14, 8, 14, 8))
        self._text = Text(role="strong", ink="info", wrap=True)
        self.go_on = primary(say("desk.draft.continue"), cap="Enter")
        self.discard = secondary(say("desk.draft.discard"), cap="Del")
        self.go_on.clicked.connect(lambda: self._answer(True))
        self.discard.clicked.connect(lambda: self._answer(False))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon("pencil", ink="info", size=18))
        row.addWidget(self._text, 1)
        row.addWidget(self.go_on)
        row.addWidget(self.discard)
        self.body.addLayout(row)
        self.hide()

    def ask(self, name: str) -> None:
        """Ask about the draft of ``name`` and take the focus."""
        self._text.say("desk.draft.found", name=name if name else plain("–"))
        self.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, go_on: bool) -> None:
        self.hide()
        self.answered.emit(go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del discards from either button."""
        if event.key() == Qt.Key.Key_Delete:
            self._answer(False)
            return
        super().keyPressEvent(event)
