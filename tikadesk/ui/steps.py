"""The bar above the sample and consignment pages: a tube's four steps, which one this is, and how far the rest is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tikadesk.ui import icons, theme
from tikadesk.ui.buttons import Pressable
from tikadesk.ui.drawing import CENTRE, paint_focus, paint_text
from tikadesk.ui.page import Fold
from tikadesk.ui.words import Words, say

COLLECT, PACK, DISPATCH, RECEIVE = STEPS = ("collect", "pack", "dispatch", "receive")


class _Step(Pressable):
    """One step: its number or a tick in a ring, its name, and what there is to say of it now."""

    def __init__(self, number: int, code: str) -> None:
        super().__init__()
        self._number, self._words = number, say(f"steps.{code}")
        self._count = Words()
        self.current, self.done, self.low = False, False, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.render_words()

    def show_count(self, words: Words, *, done: bool) -> None:
        """Say ``words`` below the name; a step that is ``done`` has a tick."""
        self._count, self.done = words, done
        self.render_words()
        self.update()

    def render_words(self) -> None:
        """Take the words of the language in force."""
        self.setText(str(self._words).replace("&", "&&"))
        self.setAccessibleName(f"{self._number} {self._words}")
        self.setAccessibleDescription(str(self._count))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Two lines, or one where the window is low."""
        return QSize(theme.px(282), theme.px(34 if self.low else 48))

    def minimumSizeHint(self) -> QSize:
        """The name is never cut; what stands below it may be."""
        wide = theme.px(43) + theme.text_width(str(self._words), "strong")
        return QSize(wide, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the ring, the words."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if self.current else colours.line), 1))
        painter.setBrush(QColor(colours.tint if self.current else colours.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._paint_ring(painter)
        left, high = theme.px(37), self.height()
        room = QRectF(left, 0, self.width() - left - theme.px(6), high)
        painter.setPen(QColor(colours.ink if self.current else colours.strip_ink))
        if self.low:
            paint_text(painter, room, str(self._words), theme.font("strong"))
        else:
            middle = high / 2
            first = QRectF(room.left(), middle - theme.px(23), room.width(), theme.px(22))
            paint_text(painter, first, str(self._words), theme.font("strong"))
            painter.setPen(QColor(colours.muted))
            second = QRectF(room.left(), middle + theme.px(1), room.width(), theme.px(19))
            paint_text(painter, second, str(self._count), theme.font("small"))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))

    def _paint_ring(self, painter: QPainter) -> None:
        colours, size = theme.tokens(), theme.px(20)
        ring = QRectF(theme.px(10), round((self.height() - size) / 2), size, size)
        if self.done:
            icons.paint(painter, "check-circle", colours.ok.ink, ring.adjusted(1, 1, -1, -1))
            return
        ink = QColor(colours.accent if self.current else colours.muted)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        painter.setPen(ink)
        paint_text(painter, ring, str(self._number), theme.font("smallstrong"), CENTRE)


class Steps(QWidget):
    """Collect and label, pack, dispatch, received by the lab. ``current`` is one of ``STEPS``.

    Signals:
        wanted(str): the operator asked for another step.
    """

    wanted = Signal(str)

    def __init__(self, current: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._steps = {code: _Step(at, code) for at, code in enumerate(STEPS, 1)}
        for code, step in self._steps.items():
            step.clicked.connect(lambda _on=False, code=code: self.wanted.emit(code))
            row.addWidget(step, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.mark(current)

    def mark(self, current: str) -> None:
        """Show ``current`` as the step at hand."""
        for code, step in self._steps.items():
            step.current = code == current
            step.update()

    def show_counts(self, counts: Mapping[str, Words], done: Collection[str] = ()) -> None:
        """What stands below each step ("102 labelled today"), by code; a step that is not named says what it is for."""
        for code, step in self._steps.items():
            step.show_count(counts.get(code) or say(f"steps.{code}.for"), done=code in done)

    def fold(self, fold: Fold) -> None:
        """One line in a window with little height."""
        for step in self._steps.values():
            step.low = fold != Fold.FULL
            step.updateGeometry()
            step.update()

    def changeEvent(self, event: QEvent) -> None:
        """Say the steps in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for step in self._steps.values():
                step.render_words()
        super().changeEvent(event)
