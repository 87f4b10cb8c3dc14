"""Buttons, painted from the tokens; a button that shows a key also answers to it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tikadesk.ui import icons, theme
from tikadesk.ui.drawing import keycap_height, keycap_width, paint_focus, paint_keycap, paint_text
from tikadesk.ui.keys import KEYS
from tikadesk.ui.tokens import Tokens
from tikadesk.ui.words import Words


class Kind(StrEnum):
    """How much a button asks for attention; a page has one primary."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LINK = "link"
    JUMP = "jump"
    CAUTION = "caution"


class Pressable(QAbstractButton):
    """What is pressed by a click, by Space and by Enter; how it looks is its own affair."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Button(Pressable):
    """A button of one kind. ``key`` names an entry of ``keys.KEYS`` whose shortcut it then owns; ``cap`` shows a key
    that its page listens for itself (Enter, a letter)."""

    def __init__(
        self,
        words: Words,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        cap: str = "",
        small: bool = False,
    ) -> None:
        super().__init__()
        self._words, self.kind, self._icon, self._small = words, kind, icon, small
        self.cap = KEYS[key].cap if key else cap
        if key:
            shortcut = QShortcut(QKeySequence(KEYS[key].sequence), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.click)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._render()

    def show_words(self, words: Words) -> None:
        """Say something else."""
        self._words = words
        self._render()

    def show_icon(self, icon: str) -> None:
        """Show another outline before the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def _render(self) -> None:
        # A doubled ampersand: QAbstractButton would make a mnemonic of a single one.
        self.setText(str(self._words).replace("&", "&&"))
        self.setAccessibleName(str(self._words))
        self.setAccessibleDescription(self.cap)
        self.updateGeometry()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let go of it: who clicks twice, as on a file, wants the act once."""
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)

    def _role(self) -> str:
        return "label" if self._small else "strong"

    def _pad(self) -> int:
        return theme.px(8 if self._small else 12)

    def sizeHint(self) -> QSize:
        """Padding, icon, words, keycap."""
        wide = 2 * self._pad() + theme.text_width(str(self._words), self._role())
        if self._icon:
            wide += theme.px(24)
        if self.cap:
            wide += theme.px(12) + keycap_width(self.cap)
        return QSize(wide, theme.px(28 if self._small else 38))

    def minimumSizeHint(self) -> QSize:
        """A button never cuts its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, focus ring, icon, words, keycap."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary = self.kind == Kind.PRIMARY and self.isEnabled()
        ink = _ink(self.kind, colours)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pressed = self.isDown() or self.underMouse()
        if primary:
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QColor(colours.primary)
            painter.setBrush(ground.darker(115) if pressed else ground)
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        elif (
            self.kind == Kind.PRIMARY
        ):  # it says what will be possible, and is not to be taken for what can be pressed
            ink = colours.muted
            painter.setPen(QPen(QColor(colours.field_line), 1, Qt.PenStyle.DotLine))
            painter.setBrush(QColor(colours.sunken))
            painter.drawRoundedRect(frame, 5, 5)
        elif self.kind == Kind.SECONDARY:
            painter.setPen(QPen(QColor(colours.field_line), 1))
            painter.setBrush(QColor(colours.selection if pressed else colours.card))
            painter.drawRoundedRect(frame, 5, 5)
        elif pressed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(frame, 5, 5)
        if not self.isEnabled() and self.kind != Kind.PRIMARY:
            painter.setOpacity(0.55)
        self._paint_inside(painter, ink, on=ink if primary else None)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), gap=colours.card if primary else None)

    def _paint_inside(self, painter: QPainter, ink: str, *, on: str | None) -> None:
        left, middle = float(self._pad()), self.height() / 2
        if self._icon:
            size = theme.px(16)
            icons.paint(painter, self._icon, ink, QRectF(left, middle - size / 2, size, size))
            left += theme.px(24)
        painter.setPen(QColor(ink))
        box = QRectF(left, 0, self.width() - left, self.height() - 1)
        paint_text(painter, box, str(self._words), theme.font(self._role()))
        if self.kind == Kind.JUMP:
            base = round(middle + theme.px(8))
            painter.drawLine(round(left), base, self.width() - self._pad(), base)
        if self.cap:
            wide, high = keycap_width(self.cap), keycap_height()
            cap = QRectF(self.width() - self._pad() - wide, round(middle - high / 2), wide, high)
            paint_keycap(painter, cap, self.cap, theme.tokens(), on=on)


def _ink(kind: Kind, colours: Tokens) -> str:
    inks = {
        Kind.PRIMARY: colours.on_primary,
        Kind.SECONDARY: colours.ink,
        Kind.LINK: colours.accent,
        Kind.JUMP: colours.danger.ink,
        Kind.CAUTION: colours.amber.ink,
    }
    return inks[kind]


def primary(words: Words, *, icon: str = "", key: str = "", cap: str = "", small: bool = False) -> Button:
    """The page's most likely next act."""
    return Button(words, Kind.PRIMARY, icon=icon, key=key, cap=cap, small=small)


def secondary(words: Words, *, icon: str = "", key: str = "", cap: str = "", small: bool = False) -> Button:
    """Any other act."""
    return Button(words, Kind.SECONDARY, icon=icon, key=key, cap=cap, small=small)


def link(words: Words, *, icon: str = "", key: str = "", cap: str = "", small: bool = False) -> Button:
    """An act in the accent colour without a frame."""
    return Button(words, Kind.LINK, icon=icon, key=key, cap=cap, small=small)


def caution(words: Words, *, icon: str = "alert", small: bool = False) -> Button:
    """What waits for a person, in amber: a press shows it."""
    return Button(words, Kind.CAUTION, icon=icon, small=small)
