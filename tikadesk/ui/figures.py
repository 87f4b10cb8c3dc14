"""A row of key figures: each large over the words for what it counts, with hairlines between them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.ui import theme
from tikadesk.ui.flow import Flow
from tikadesk.ui.words import Text, Words, plain


class Figure(QWidget):
    """A number, or two, over what is counted."""

    def __init__(self, *, ink: str = "ink") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._figure, self._words = Text(role="figure", ink=ink), Text(role="muted", ink="muted")
        column.addWidget(self._figure)
        column.addWidget(self._words)

    def show_figure(self, figure: str, words: Words) -> None:
        """Show ``figure`` over ``words``."""
        self._figure.show_words(plain(figure))
        self._words.show_words(words)
        self.setAccessibleName(f"{figure} {words}")

    def set_low(self, low: bool) -> None:
        """Take less height."""
        self._figure.set_role("card" if low else "figure")
        self._words.set_role("small" if low else "muted")

    @property
    def said(self) -> str:
        """Figure and words in one line."""
        return f"{self._figure.text()} {self._words.text()}"


class FigureRow(Flow):
    """Figures side by side with a hairline between two, in as many rows as they need."""

    def __init__(self, *figures: Figure) -> None:
        super().__init__(gap=22, spread=True)
        self.figures = figures
        self.fill(figures)

    def set_low(self, low: bool) -> None:
        """Take less height."""
        for figure in self.figures:
            figure.set_low(low)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairlines."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.tokens().line), 1))
        for one, other in pairwise(self.figures):
            if one.y() == other.y():
                x = (one.geometry().right() + other.x()) // 2 + 0.5
                painter.drawLine(QLineF(x, one.y() + 4, x, one.geometry().bottom() - 2))
