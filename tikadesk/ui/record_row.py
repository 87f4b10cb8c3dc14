"""One record as a focusable line: figure, name, what was done, and a chip. Lists of the desk are made of these."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from tikadesk.ui import icons, theme
from tikadesk.ui.drawing import (
    chip_size,
    keycap_height,
    keycap_width,
    paint_chip,
    paint_focus,
    paint_keycap,
    paint_text,
    wrapped,
)
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words

ChipState = tuple[Look, Words, str]


class RecordRow(QWidget):
    """Two lines of text, ``more`` below them. ``figure`` stands large at the left, ``cap`` as a keycap, then ``icon``.
    ``close`` rows stand nearer to each other.

    Signals:
        opened: Enter or a click. stepped(int): Up or Down.
    """

    opened = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        first: Words,
        second: Words,
        *,
        figure: str = "",
        cap: str = "",
        icon: str = "",
        icon_ink: str = "muted",
        chip: ChipState | None = None,
        struck: bool = False,
        framed: bool = False,
        close: bool = False,
        more: Words | None = None,
        thing: object = None,
    ) -> None:
        super().__init__()
        self.first, self.second, self.more, self.thing = first, second, more or Words(), thing
        self._figure, self._cap, self._icon, self._icon_ink = figure, cap, icon, icon_ink
        self._chip, self._struck, self._framed = chip, struck, framed
        self._high = 60 if framed else 46 if close else 52
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts = (figure, cap, str(first), str(second), str(self.more), str(chip[1]) if chip else "")
        self.setAccessibleName(" ".join(part for part in parts if part))
        self._fit()

    @property
    def chip_text(self) -> str:
        """What stands on the chip; empty without one."""
        return str(self._chip[1]) if self._chip else ""

    def sizeHint(self) -> QSize:
        """As wide as it gets, two lines high."""
        return QSize(theme.px(200), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name takes more lines."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the words of another language, or another text size."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        more = theme.line_height("strong") * (len(self._name_lines()) - 1)
        more += theme.line_height("small") if str(self.more) else 0
        high = theme.px(self._high) + more
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)

    def _name_lines(self) -> list[str]:
        """The first line, in as many lines as it takes: names are never cut."""
        text = str(self.first)
        return [text] if self.width() < theme.px(120) else wrapped(text, theme.font("strong"), self._room())

    def _room(self) -> float:
        """The width left for text between what stands at the left and the chip."""
        left = theme.px(12 if self._framed else 2)
        if self._figure:
            left += max(theme.px(30), theme.text_width(self._figure, "section") + theme.px(10))
        if self._cap:
            left += keycap_width(self._cap) + theme.px(12)
        if self._icon:
            left += theme.px(20) + theme.px(12)
        right = theme.px(12 if self._framed else 0)
        if self._chip:
            right += chip_size(str(self._chip[1])).width() + theme.px(10)
        return self.width() - left - right

    def minimumSizeHint(self) -> QSize:
        """Text is cut with an ellipsis before the row pushes its card."""
        return QSize(theme.px(120), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up and Down step through the list."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the focus and opens."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._framed:
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(QColor(colours.selection if self.hasFocus() else colours.card))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        left = self._paint_left(painter, box)
        right = box.right() - theme.px(12 if self._framed else 0)
        if self._chip:
            look, words, icon = self._chip
            size = chip_size(str(words))
            right -= size.width()
            top = box.center().y() - size.height() / 2
            paint_chip(painter, QRectF(right, top, size.width(), size.height()), look, str(words), icon)
            right -= theme.px(10)
        self._paint_lines(painter, QRectF(left, box.top(), right - left, box.height()))
        if self.hasFocus():
            paint_focus(painter, box)

    def _paint_left(self, painter: QPainter, box: QRectF) -> float:
        colours = theme.tokens()
        left = box.left() + theme.px(12 if self._framed else 2)
        middle = box.center().y()
        if self._figure:
            painter.setPen(QColor(colours.ink))
            room = QRectF(left, box.top(), theme.px(80), box.height())
            paint_text(painter, room, self._figure, theme.font("section"))
            left += max(theme.px(30), theme.text_width(self._figure, "section") + theme.px(10))
        if self._cap:
            wide, high = keycap_width(self._cap), keycap_height()
            paint_keycap(painter, QRectF(left, round(middle - high / 2), wide, high), self._cap, colours)
            left += wide + theme.px(12)
        if self._icon:
            size = theme.px(20)
            known = {look.value for look in Look}
            ink = (
                colours.shade(Look(self._icon_ink)).ink
                if self._icon_ink in known
                else getattr(colours, self._icon_ink)
            )
            icons.paint(painter, self._icon, ink, QRectF(left, middle - size / 2, size, size))
            left += size + theme.px(12)
        return left

    def _paint_lines(self, painter: QPainter, box: QRectF) -> None:
        colours = theme.tokens()
        ink = colours.on_selection if self._framed and self.hasFocus() else colours.ink
        high = theme.line_height("strong"), theme.line_height("small")
        top = box.center().y() - sum(high) / 2
        names = self._name_lines()
        top -= high[0] * (len(names) - 1) / 2
        lines = [(name, "strong", ink, high[0]) for name in names]
        lines.append((str(self.second), "small", colours.muted, high[1]))
        if str(self.more):
            lines.append((str(self.more), "small", colours.muted, high[1]))
            top -= high[1] / 2
        for words, role, colour, height in lines:
            face = theme.font(role)
            face.setStrikeOut(self._struck and role == "strong")
            painter.setPen(QColor(colour))
            paint_text(painter, QRectF(box.left(), top, max(0.0, box.width()), height), words, face)
            top += height
