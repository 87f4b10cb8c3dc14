"""How far something is that takes its time: a bar, the numbers, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tikadesk.ui import theme
from tikadesk.ui.buttons import secondary
from tikadesk.ui.words import Text, say

PATIENCE_MS = 500
"""What is over sooner needs no bar."""


class _Bar(QWidget):
    """The bar itself."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Fill ``part`` of it, 0 to 1."""
        self._part = part
        self.update()

    def sizeHint(self) -> QSize:
        """As flat as the doses of a vial."""
        return QSize(theme.px(120), theme.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.field_line))
        painter.setBrush(QColor(colours.card))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.primary))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), box.width() * self._part, box.height()), 3, 3)


class ProgressLine(QWidget):
    """Hidden until ``start``, and for the first half second of it: most works need no bar.

    Signals:
        stopped: somebody does not want to wait for the end.
    """

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._words = Text(role="muted", ink="muted", elide=True)
        self._bar = _Bar()
        self.stop = secondary(say("progress.stop"), icon="close", small=True)
        self.stop.clicked.connect(self._on_stop)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        column.addWidget(self._words)
        column.addLayout(row)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def start(self) -> None:
        """Something has begun."""
        self._bar.show_part(0)
        self._words.say("progress.begun")
        self.stop.setEnabled(True)
        self._patience.start()

    def show_progress(self, told: tuple[int, int]) -> None:
        """Show (done, total) rows."""
        done, total = told
        self._bar.show_part(done / total if total else 0)
        self._words.say("progress.rows", done=f"{done:,}", total=f"{total:,}")

    def end(self) -> None:
        """It is over."""
        self._patience.stop()
        self.hide()

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()
