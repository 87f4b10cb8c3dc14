"""The segmented control: a few choices side by side, taken by click, arrow or letter. Used by fields and toggles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from tikadesk.ui import theme
from tikadesk.ui.drawing import paint_focus, paint_text
from tikadesk.ui.keys import KEYS
from tikadesk.ui.words import Words


@dataclass(frozen=True)
class Segment:
    """One choice: ``code`` is its value, ``letter`` the key that takes it (without one a code of one sign does),
    ``key`` a name in ``keys.KEYS``.
    """

    code: str
    words: Words
    letter: str = ""
    key: str = ""


class _Part(QAbstractButton):
    """One choice of the bar; the bar holds the focus, not its parts."""

    def __init__(self, segment: Segment, role: str) -> None:
        super().__init__()
        self.segment, self._role = segment, role
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.render_words()

    def render_words(self) -> None:
        """Take the words of the language in force."""
        self.setText(str(self.segment.words).replace("&", "&&"))
        self.setAccessibleName(str(self.segment.words))
        self.updateGeometry()

    def _pieces(self) -> tuple[str, str, str]:
        """Letter before, words, keycap after; a choice that is its own letter is said once."""
        words = str(self.segment.words)
        cap = KEYS[self.segment.key].cap if self.segment.key else ""
        return self.segment.letter if self.segment.letter != words else "", words, cap

    def _widths(self, bold: bool) -> list[int]:
        role = "strong" if bold else self._role
        letter, words, cap = self._pieces()
        return [
            theme.text_width(letter, role) + theme.px(4) if letter else 0,
            theme.text_width(words, role),
            theme.text_width(cap, "strong") + theme.px(5) if cap else 0,
        ]

    def sizeHint(self) -> QSize:
        """Wide enough for the bold form, so that choosing moves nothing."""
        return QSize(sum(self._widths(bold=True)) + theme.px(22), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut, the air around them may shrink."""
        return QSize(sum(self._widths(bold=True)) + theme.px(8), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the choice, filled where it is the chosen one."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.primary if chosen else colours.selection))
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        ink = QColor(colours.on_primary if chosen else colours.strip_ink)
        painter.setPen(ink)
        letter, words, cap = self._pieces()
        widths = self._widths(bold=chosen)
        left = (self.width() - sum(widths)) / 2
        plain = theme.font("strong" if chosen else self._role)
        if letter:
            self._draw(painter, letter, left, widths[0], plain)
            base = round(self.height() / 2 + plain.pixelSize() * 0.55)
            painter.drawLine(round(left), base, round(left + widths[0] - theme.px(4)), base)
        left += widths[0]
        self._draw(painter, words, left, widths[1], plain)
        left += widths[1]
        self._draw(painter, cap, left + theme.px(5), widths[2], theme.font("strong"))

    def _draw(self, painter: QPainter, text: str, left: float, wide: float, face: QFont) -> None:
        if text:
            paint_text(painter, QRectF(left, 0, wide + 2, self.height() - 1), text, face)


class SegmentBar(QFrame):
    """Choices side by side, of which at most one is taken; none until ``choose`` is called.

    Signals:
        chosen(str): the operator took another choice, by key or click.
        passed(bool): Enter (True) or Shift+Enter (False) on the bar. exited: the focus has gone elsewhere.
    """

    chosen = Signal(str)
    passed = Signal(bool)
    exited = Signal()

    def __init__(self, segments: Sequence[Segment], *, role: str = "body", small: bool = False) -> None:
        super().__init__()
        self._small, self._bad = small, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._parts: list[_Part] = []
        for segment in segments:
            part = _Part(segment, role)
            part.clicked.connect(lambda _on=False, code=segment.code: self._take(code))
            if segment.key:
                shortcut = QShortcut(QKeySequence(KEYS[segment.key].sequence), part)
                shortcut.activated.connect(part.click)
            row.addWidget(part, part.sizeHint().width())
            self._parts.append(part)

    def code(self) -> str:
        """The chosen code, or the empty string."""
        return next((part.segment.code for part in self._parts if part.isChecked()), "")

    def choose(self, code: str) -> None:
        """Show ``code`` as chosen without telling anyone; the empty string chooses none."""
        for part in self._parts:
            part.setChecked(part.segment.code == code)
        words = next((str(p.segment.words) for p in self._parts if p.isChecked()), "")
        self.setAccessibleDescription(words)
        self.update()

    def set_bad(self, bad: bool) -> None:
        """Draw the frame of a field that needs mending, or the usual one."""
        self._bad = bad
        self.update()

    def _take(self, code: str) -> None:
        before = self.code()
        self.choose(code)
        if code != before or len(self._parts) == 1:
            self.chosen.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, digits and arrows choose; Enter passes on."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            codes = [part.segment.code for part in self._parts]
            step = 1 if key == Qt.Key.Key_Right else -1
            at = codes.index(self.code()) + step if self.code() else (0 if step == 1 else -1)
            self._take(codes[at % len(codes)])
            return
        if not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            # The key itself, not its text: under a Hindi layout the text of F is another letter.
            typed = {chr(key) if 0x20 < key < 0x7F else "", event.text().upper()}
            for part in self._parts:
                if (part.segment.letter or part.segment.code).upper() in typed:
                    self._take(part.segment.code)
                    return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the editor around it."""
        super().focusOutEvent(event)
        self.update()
        self.exited.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Say the choices in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for part in self._parts:
                part.render_words()
            self.choose(self.code())
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """The parts and the frame at the height of a field, or of a toggle."""
        wide = sum(part.sizeHint().width() + 2 for part in self._parts) + 6
        return QSize(wide, theme.px(32 if self._small else 36))

    def minimumSizeHint(self) -> QSize:
        """No choice is ever cut."""
        wide = sum(part.minimumSizeHint().width() + 2 for part in self._parts) + 6
        return QSize(wide, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame: plain, focused or needing a mend."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.card))
        box = QRectF(self.rect())
        if self._bad and not self.hasFocus():
            painter.setPen(QPen(QColor(colours.danger.ink), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
            return
        painter.setPen(QPen(QColor(colours.field_line), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if self.hasFocus():
            painter.setBrush(QColor(colours.focus_tint))
            paint_focus(painter, box)
