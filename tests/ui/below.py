"""A card below a message area, as in the window, for tests of the card alone."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tikadesk.ui.messages import MessageArea


class Below(QWidget):
    """Shows ``card``; keep it as long as the card is used."""

    def __init__(self, qtbot: QtBot, card: QWidget) -> None:
        super().__init__()
        self.messages = MessageArea()
        column = QVBoxLayout(self)
        column.addWidget(self.messages)
        column.addWidget(card)
        qtbot.addWidget(self)
        self.show()
