"""The window that opens instead of the desk when its data cannot be opened, or when a bug was met: what, and a way on.

It decides nothing: every button is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tikadesk.ui import brand
from tikadesk.ui.blocks import Noted, acts
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, say


@dataclass(frozen=True)
class WayOn:
    """One button: its words, and what it does. The window closes when that returns True."""

    words: Words
    act: Callable[[], bool]


class TroubleWindow(QDialog):
    """A sentence, a smaller one below it, and the ways on; the first is the likeliest. Esc leaves without any."""

    def __init__(
        self,
        title: Words,
        sentence: Words,
        detail: Words,
        ways: Sequence[WayOn],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowIcon(brand.icon())
        self.setWindowTitle(str(say("app.name")))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(title, role="card"))
        column.addWidget(Noted(Look.DANGER, sentence))
        column.addWidget(Text(detail, ink="muted", wrap=True))
        self.buttons = []
        for place, way in enumerate(ways):
            button = primary(way.words, cap="Enter") if place == 0 else secondary(way.words)
            button.clicked.connect(lambda _checked=False, chosen=way: self._on_chosen(chosen))
            self.buttons.append(button)
        column.addLayout(acts(*self.buttons))
        self.buttons[0].setFocus()

    def _on_chosen(self, way: WayOn) -> None:
        if way.act():
            self.accept()
