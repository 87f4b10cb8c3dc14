"""Hands on the keyboard and the scanner of a real window: presses keys where the focus is, as an operator would. No
mouse, no shortcut past the form.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tikadesk.domain.fields import Choice
from tikadesk.domain.kinds import KINDS
from tikadesk.ui import scancodes
from tikadesk.ui.choices import ChoiceSegment, ComboEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.keys import KEYS
from tikadesk.ui.kind_fields import segments

_MOST_FIELDS = 60


class Hands:
    """Types and scans into ``window``; ``keys`` counts what was pressed, ``scans`` what was scanned."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.keys = self.scans = 0

    def press(self, name: str) -> None:
        """A key of the key map, by its name."""
        sequence = QKeySequence(KEYS[name].sequence)
        target = self._focus()
        QTest.keySequence(target, sequence)
        self.keys += 1

    def key(self, key: Qt.Key) -> None:
        """One key."""
        QTest.keyClick(self._focus(), key)
        self.keys += 1

    def enter(self) -> None:
        """Enter."""
        self.key(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Letters and digits."""
        QTest.keyClicks(self._focus(), text)
        self.keys += len(text)

    def scan(self, code: str) -> None:
        """What a scanner types for ``code``, wherever the focus is: with the codes that the system gives keys."""
        native = self.window.windowHandle()
        for sign in code.upper() + scancodes.ENTER:
            key = Qt.Key.Key_Return.value if sign == scancodes.ENTER else ord(sign)
            codes = scancodes.codes_of(sign)
            for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(what, key, Qt.KeyboardModifier.NoModifier, *codes, 0, sign)
                QCoreApplication.sendEvent(native, event)
        self.scans += 1

    def fill(self, form: Form, kind: str, values: Mapping[str, str]) -> None:
        """From the field that has the focus to the last one, Enter by Enter."""
        for _ in range(_MOST_FIELDS):
            name = self._field_in_focus(form)
            if name is None:
                return
            self._enter(form.field(name), kind, name, values)
            self.key(Qt.Key.Key_Return)

    def _focus(self) -> QWidget:
        return self.window.focusWidget() or self.window

    def _field_in_focus(self, form: Form) -> str | None:
        focus = self._focus()
        for name in form.names:
            inner = form.field(name).editor.inner
            if focus is inner or inner.isAncestorOf(focus):
                return name
        return None

    def _enter(self, field: Field, kind: str, name: str, values: Mapping[str, str]) -> None:
        value = values.get(name, "")
        if name == "mobile" and not value:
            self.type("n")
        elif not value or field.value() == value:
            return
        elif isinstance(field.editor, ChoiceSegment | ComboEditor):
            self._choose(field, kind, name, value)
        else:
            self.type(value)

    def _choose(self, field: Field, kind: str, name: str, value: str) -> None:
        declared = KINDS[kind].by_name.get(name)
        offered = segments(declared.words) if isinstance(declared, Choice) else []
        letter = next((segment.letter for segment in offered if segment.code == value), value)
        if len(letter) == 1:
            self.type(letter.lower())
        for _ in range(_MOST_FIELDS):
            if field.value() == value:
                return
            self.key(Qt.Key.Key_Down)
