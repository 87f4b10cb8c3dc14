"""The small parts every screen is laid out of: card, panel, rule, chip, keycap, noted line, empty state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tikadesk.ui import icons, theme
from tikadesk.ui.drawing import chip_size, keycap_height, keycap_width, paint_chip, paint_keycap
from tikadesk.ui.page import scroll_to
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words


class Card(QFrame):
    """A white card with the mock's border and padding; ``body`` is its vertical layout."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (16, 12, 16, 12), spacing: int = 8) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)


class Panel(QFrame):
    """A tinted box inside a card; with a ``look`` it takes that state's ground and line, amber and red with a bar."""

    def __init__(
        self, look: Look | None = None, *, margins: tuple[int, int, int, int] = (14, 8, 14, 8)
    ) -> None:
        super().__init__()
        self.look = look
        if look is not None:
            self.setProperty("look", look.value)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet's box and the bar at the left of what needs a person."""
        super().paintEvent(event)
        if self.look in (Look.AMBER, Look.DANGER):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens().shade(self.look).ink))
            painter.setClipRect(QRectF(0, 0, 6, self.height()))
            painter.drawRoundedRect(QRectF(0, 0, 12, self.height()), 5, 5)


class Rule(QFrame):
    """A hairline between rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)


class KeyCap(QWidget):
    """A key's name in its cap, beside what it does."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as its text."""
        return QSize(keycap_width(self.text), keycap_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        paint_keycap(painter, QRectF(self.rect()), self.text, theme.tokens())


class Chip(QWidget):
    """A state as shape, icon, words and colour; only for exceptions in tables."""

    def __init__(self, look: Look = Look.NEUTRAL, words: Words | None = None, *, icon: str = "") -> None:
        super().__init__()
        self._look, self._words, self._icon = look, words or Words(), icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(str(self._words))

    def show_state(self, look: Look, words: Words, *, icon: str = "") -> None:
        """Show another state."""
        self._look, self._words, self._icon = look, words, icon
        self.setAccessibleName(str(words))
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What stands on the chip."""
        return str(self._words)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's width."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.text)
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Icon, words and round ends."""
        return chip_size(self.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._look, self.text, self._icon)


class Icon(QWidget):
    """An outline beside its word; it has no name of its own for a screen reader."""

    def __init__(self, name: str, *, ink: str = "ink", size: int = 18) -> None:
        super().__init__()
        self._name, self._ink, self._size = name, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, ink: str) -> None:
        """Show another outline or colour."""
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the outline in its token's colour."""
        icons.paint(QPainter(self), self._name, theme.ink(self._ink), QRectF(self.rect()))


class Noted(QWidget):
    """A line of text with its icon: an echo, a fault, a small reassurance."""

    def __init__(
        self, look: Look, words: Words | None = None, *, icon: str = "", role: str = "muted"
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        self._icon = Icon(icon or icons.OF_LOOK[look], ink=look.value, size=16)
        self.text = Text(words, role=role, ink=look.value, wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)

    def show_state(self, look: Look, words: Words, *, icon: str = "") -> None:
        """Say something else."""
        self._icon.show_icon(icon or icons.OF_LOOK[look], look.value)
        self.text.set_ink(look.value)
        self.text.show_words(words)


class EmptyState(QWidget):
    """What to do where there is nothing yet."""

    def __init__(self, words: Words, *, icon: str = "search") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addStretch()
        column.addWidget(Icon(icon, ink="muted", size=32), 0, Qt.AlignmentFlag.AlignHCenter)
        self.text = Text(words, role="body", ink="muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.text)
        column.addStretch()


class Pile(QStackedWidget):
    """Cards of which one is in front. It takes the height there is: its cards scroll inside, the page does not."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        for card in cards:
            self.addWidget(card)

    def hasHeightForWidth(self) -> bool:
        """Never: a wrapped sentence in one card would make the page scroll under all of them."""
        return False


class Scroller(QScrollArea):
    """A part of a card that scrolls up and down where the window is low; the wheel and the focus move it."""

    def __init__(self, content: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("inside")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if content is not None:
            self.show_content(content)

    def show_content(self, content: QWidget) -> None:
        """Scroll ``content`` from its top."""
        self.setWidget(content)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the content gets another height, what has the focus in it stays in view."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_focus_in_view)
        return super().eventFilter(watched, event)

    def _keep_focus_in_view(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            scroll_to(now)


def scrolled(*parts: QWidget, spacing: int = 10) -> Scroller:
    """The parts below each other at the top of a card, which scrolls them where it is low."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return Scroller(inside)


def head(words: Words, *right: QWidget, role: str = "card") -> QHBoxLayout:
    """A card's title row with what stands at its right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Text(words, role=role))
    row.addStretch()
    for widget in right:
        row.addWidget(widget)
    return row


def acts(*buttons: QWidget) -> QHBoxLayout:
    """The row of buttons that ends a card or a dialog: the most likely act first."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def key_hint(key: str, words: Words) -> QWidget:
    """A keycap with what it does, as in "Ctrl Z undo last"."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(KeyCap(key))
    row.addWidget(Text(words, role="small", ink="muted"))
    return holder
