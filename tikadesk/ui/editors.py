"""The editors that are typed into, behind one interface. Values are text as typed: the domain reads them, not these."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from tikadesk.ui.keys import KEYS
from tikadesk.ui.words import restyle

_THEIRS = {"Ctrl+Z", "Ctrl+Del", "Ctrl+Left", "Ctrl+Right"}
"""Keys of ours that mean something else in a field: undo its typing, delete and step by words."""
_OURS = {QKeySequence(key.sequence).toString() for key in KEYS.values()} - _THEIRS
_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")


class Editor(QWidget):
    """One value of a form.

    Signals:
        changed: the operator changed the value. left: the focus has gone elsewhere.
        passed(bool): Enter (True, onwards) or Shift+Enter (False, back).
        letter(str): a letter key that the field does not take (N for "no phone").
    """

    changed = Signal()
    left = Signal()
    passed = Signal(bool)
    letter = Signal(str)

    def __init__(self, name: str, inner: QWidget) -> None:
        super().__init__()
        self.name, self.inner = name, inner
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner)
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """What was typed or chosen; empty where nothing was."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Show ``value`` as if it had been there all along: no ``changed``."""
        raise NotImplementedError

    def set_problem(self, text: str | None) -> None:
        """Frame the field as needing a mend, and tell a screen reader why; None takes it back."""
        self.inner.setProperty("bad", "true" if text else "false")
        self.inner.setAccessibleDescription(text or "")
        restyle(self.inner)


class LineInput(QLineEdit):
    """A line edit that leaves the desk's own shortcuts to the desk.

    Signals:
        passed(bool): Enter or Shift+Enter. exited: the focus has gone. letter(str): a key kept out by ``keep_out``.
    """

    passed = Signal(bool)
    exited = Signal()
    letter = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.keep_out: Callable[[str], bool] | None = None

    def event(self, event: QEvent) -> bool:
        """Give the desk's keys to the desk; Ctrl+Z is the field's own only while it has typing to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in _OURS or (pressed == "Ctrl+Z" and not self.isUndoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter passes on; letters that the field does not take are told, not typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.passed.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return
        text = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if self.keep_out and plain and text.isprintable() and text and self.keep_out(text):
            key = event.key()
            # Under a Hindi layout the text is another letter; the key is still the one on the cap.
            self.letter.emit(chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else text.upper())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the editor, but not for a window that merely lost the foreground."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.exited.emit()


class TextEditor(Editor):
    """A line of text; ``upper`` for names as on the ID."""

    def __init__(self, name: str, *, upper: bool = False, mono: bool = False, secret: bool = False) -> None:
        self.line = LineInput()
        super().__init__(name, self.line)
        self._upper = upper
        if mono:
            self.line.setProperty("mono", "true")
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textEdited.connect(self._on_edited)
        self.line.passed.connect(self.passed)
        self.line.letter.connect(self.letter)
        self.line.exited.connect(self._on_exited)

    def value(self) -> str:
        """The text without the spaces around it."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show ``value`` from its beginning."""
        if self.line.text() != value:
            self.line.setText(value)
            self.line.setCursorPosition(0)

    def _on_edited(self, text: str) -> None:
        if self._upper and text != text.upper():
            at = self.line.cursorPosition()
            self.line.setText(text.upper())
            self.line.setCursorPosition(at)
        self.changed.emit()

    def _on_exited(self) -> None:
        self.left.emit()


class DigitsEditor(TextEditor):
    """Digits in groups ("98390 43210"); any digits of India are taken, other letters are told by ``letter``.

    ``also`` are characters taken besides digits ("m-" for an age), ``groups`` the lengths that are set apart.
    """

    def __init__(self, name: str, *, groups: tuple[int, ...] = (), also: str = " +-") -> None:
        super().__init__(name)
        self._groups = groups
        self._also = set(also) | {" "}
        self.line.keep_out = self._keeps_out

    def _keeps_out(self, text: str) -> bool:
        return not all(sign.isdigit() or sign.lower() in self._also for sign in text)

    def value(self) -> str:
        """The digits in Latin, without the spaces of the grouping."""
        return (
            self.line.text().translate(_DEVANAGARI_DIGITS).replace(" ", "")
            if self._groups
            else super().value()
        )

    def set_value(self, value: str) -> None:
        """Show ``value`` in its groups."""
        super().set_value(self._grouped(value))

    def _grouped(self, text: str) -> str:
        digits = text.replace(" ", "")
        if not self._groups or not digits.isdigit() or len(digits) > sum(self._groups):
            return text
        pieces, at = [], 0
        for length in self._groups:
            pieces.append(digits[at : at + length])
            at += length
        return " ".join(piece for piece in pieces if piece)

    def _on_edited(self, text: str) -> None:
        # Only at the end of the line: a mask that moves the cursor fights with pasting and mending.
        if self.line.cursorPosition() == len(text) and (shown := self._grouped(text)) != text:
            self.line.setText(shown)
        self.changed.emit()

    def _on_exited(self) -> None:
        self.set_value(self.line.text())
        super()._on_exited()


_DAY = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$|^(\d{2})(\d{2})(\d{4})$")


def read_day(text: str) -> date | None:
    """The day typed as dd-mm-yyyy with any separator or none, or None."""
    found = _DAY.match(text.strip().translate(_DEVANAGARI_DIGITS))
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DayEditor(TextEditor):
    """A day as dd-mm-yyyy: ``=`` is today, Up and Down step a day, Page Up and Page Down a month (30 days)."""

    def __init__(self, name: str, *, today: Callable[[], date]) -> None:
        super().__init__(name)
        self._today = today
        self.line.keep_out = lambda text: not all(sign.isdigit() or sign in "-/. " for sign in text)
        self.line.letter.connect(self._on_key)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Step the day by the arrow keys."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                int(Qt.Key.Key_Up): 1,
                int(Qt.Key.Key_Down): -1,
                int(Qt.Key.Key_PageUp): 30,
                int(Qt.Key.Key_PageDown): -30,
            }
            if step := steps.get(event.key()):
                self._show(timedelta(days=step) + (read_day(self.line.text()) or self._today()))
                return True
        return False

    def _on_key(self, key: str) -> None:
        if key in ("=", "T"):
            self._show(self._today())

    def _show(self, day: date) -> None:
        self.line.setText(day.strftime("%d-%m-%Y"))
        self.changed.emit()

    def _on_exited(self) -> None:
        if day := read_day(self.line.text()):
            self.line.setText(day.strftime("%d-%m-%Y"))
        super()._on_exited()
