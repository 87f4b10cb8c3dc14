"""The frame around everything: nothing in real work, a hatched edge in practice that even a grey print shows."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tikadesk.ui import theme

_EDGE = 7


class Frame(QWidget):
    """The window's central widget; ``edge`` is how far its layout has to stay away from the rim."""

    def __init__(self, *, practice: bool) -> None:
        super().__init__()
        self.edge = _EDGE if practice else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hatch the rim in practice."""
        if not self.edge:
            return
        colours = theme.tokens()
        painter = QPainter(self)
        wide, high, edge = self.width(), self.height(), self.edge
        for rim in (
            QRect(0, 0, wide, edge),
            QRect(0, high - edge, wide, edge),
            QRect(0, 0, edge, high),
            QRect(wide - edge, 0, edge, high),
        ):
            painter.fillRect(rim, QColor(colours.mark))
            painter.fillRect(rim, QBrush(QColor(colours.on_mark), Qt.BrushStyle.BDiagPattern))
