"""The product's mark, drawn: a teal square with a T, as on the window's icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from tikadesk.ui import theme
from tikadesk.ui.tokens import LIGHT


def _paint(painter: QPainter, box: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.primary))
    painter.drawRoundedRect(box, box.width() * 0.16, box.width() * 0.16)
    face = theme.font("head")
    face.setPixelSize(max(8, round(box.height() * 0.62)))
    painter.setFont(face)
    painter.setPen(QColor(LIGHT.on_primary))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "T")


def icon() -> QIcon:
    """The window's icon in the sizes that title bars and task bars ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        drawn = QPixmap(size, size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        _paint(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(drawn)
    return made


class Mark(QWidget):
    """The mark on the lock screen, beside the name."""

    def __init__(self, *, size: int) -> None:
        super().__init__()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        _paint(QPainter(self), QRectF(self.rect()))
