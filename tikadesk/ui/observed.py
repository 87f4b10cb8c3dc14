"""Who had a dose in the last half hour and should still be here, in one line; F11 where one of them is unwell."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from tikadesk.actions import aefi
from tikadesk.actions.desk import Desk
from tikadesk.ui.blocks import Card, Icon
from tikadesk.ui.buttons import secondary
from tikadesk.ui.keys import KEYS
from tikadesk.ui.words import Text, say


class ObservedLine(Card):
    """The line.

    Signals:
        aefi_wanted: somebody is unwell.
    """

    aefi_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 6, 10, 6))
        self.desk = desk
        self.text = Text(role="body", elide=True)
        self.unwell = secondary(say("aefi.unwell"), cap=KEYS["aefi"].cap, small=True)
        self.unwell.clicked.connect(self.aefi_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon("clock", ink="accent", size=20))
        row.addWidget(self.text, 1)
        row.addWidget(self.unwell)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        """Count anew."""
        self.text.say("aefi.observed.short", n=len(aefi.observed(self.desk)))
