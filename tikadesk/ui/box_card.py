"""What each card of the consignments page's left column is: content that scrolls in a low window, buttons that stay."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.ui import theme
from tikadesk.ui.beep import BeepButton
from tikadesk.ui.blocks import Card, Scroller
from tikadesk.ui.flow import Flow
from tikadesk.ui.page import Fold
from tikadesk.ui.words import Text

_LEAST_LIST = 105
"""Logical pixels that a list keeps however low the window is: its head and two rows."""


class BoxHead(QWidget):
    """Two lines above a box's tubes: which box, the beeps' switch, how far it is; whose it is, and what is left."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.count = Text(role="head"), Text(role="head", ink="accent")
        self.about, self.left = Text(role="muted", ink="muted", elide=True), Text(role="muted", ink="muted")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for left, right in ((self.title, (BeepButton(), self.count)), (self.about, (self.left,))):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(left, 1)
            for one in right:
                row.addWidget(one)
            lines.addLayout(row)


class BoxCard(Card):
    """A card about a box or about several; lay it out in ``inside`` and end it with ``foot``."""

    def __init__(self, desk: Desk, *, spacing: int = 10) -> None:
        super().__init__(margins=(18, 12, 18, 12), spacing=10)
        self.desk = desk
        content = QWidget()
        self.inside = QVBoxLayout(content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(spacing)
        self.scroller = Scroller(content)
        self.body.addWidget(self.scroller, 1)
        self._foot = Flow(gap=8)

    def add_list(self, widget: QWidget, stretch: int = 1) -> None:
        """Add what takes the height there is, and scrolls rather than vanish where there is none."""
        widget.setMinimumHeight(theme.px(_LEAST_LIST))
        self.inside.addWidget(widget, stretch)

    def foot(self, *buttons: QWidget, right: QWidget | None = None) -> None:
        """End the card with its acts, the most likely first; they flow into more rows where the window is narrow."""
        self._foot.fill(buttons)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._foot, 1)
        if right is not None:
            row.addWidget(right)
        self.body.addLayout(row)

    def fit_foot(self) -> None:
        """One of the acts came, went or says something else."""
        self._foot.fit()

    def show_box(self, box: Box) -> None:
        """Be about ``box``."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def start(self) -> None:
        """Put the focus where work goes on."""

    def fold(self, fold: Fold) -> None:
        """Lay the card out for the room there is."""
