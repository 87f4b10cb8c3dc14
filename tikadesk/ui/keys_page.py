"""All keys on one page (Ctrl+/), made from the key map, so that it cannot say what is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from tikadesk.ui.blocks import Card, KeyCap, head
from tikadesk.ui.buttons import link
from tikadesk.ui.keys import KEYS
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.words import Text, Words, say

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk

_COLUMNS = {Fold.FULL: 3, Fold.NARROW: 2, Fold.SINGLE: 1}
_ALWAYS = {"next": "Enter", "back": "Shift Enter", "pages": "Ctrl 1…8"}


class KeysPage(Page):
    """Every key and what it does; Esc goes back to the page before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        card = Card(margins=(18, 14, 18, 14), spacing=10)
        back = link(say("keys.back"), key="clear", small=True)
        back.clicked.connect(lambda: self.wanted.emit("", None))
        card.body.addLayout(head(say("keys.title"), back))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        card.body.addLayout(self._grid)
        card.body.addStretch()
        self.body.addWidget(card)
        caps = _ALWAYS | {name: key.cap for name, key in KEYS.items()}
        self._rows = [(KeyCap(cap), Text(Words(f"key.{name}"), role="body")) for name, cap in caps.items()]
        self.fold(Fold.FULL)

    def fold(self, fold: Fold) -> None:
        """As many columns of keys as there is room for."""
        columns = _COLUMNS[fold]
        deep = -(-len(self._rows) // columns)
        for at, (cap, text) in enumerate(self._rows):
            self._grid.addWidget(cap, at % deep, 2 * (at // deep))
            self._grid.addWidget(text, at % deep, 2 * (at // deep) + 1)
        for column in range(max(_COLUMNS.values())):
            self._grid.setColumnStretch(2 * column + 1, 1 if column < columns else 0)
