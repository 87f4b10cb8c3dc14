"""Keys as the system sends them to a window: with the native codes of Windows or Linux, whatever layout is in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

ENTER = "\n"
_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
_EVDEV = {row[place]: first + place for first, row in _ROWS.items() for place in range(len(row))} | {
    ENTER: 28, "/": 53, " ": 57,
}  # fmt: skip
_WINDOWS = {ENTER: 0x0D, "/": 0xBF, " ": 0x20}
_INSCRIPT = dict(
    zip("QWERTYUIOPASDFGHJKLZXCVBNM/", "ौैाीूबहगदजोे्िुपरकतॆंमनवलसय", strict=True)
)  # as the Hindi layout types them; the digits stay
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class System(Enum):
    """Whose native codes the events carry."""

    WINDOWS = "windows"
    LINUX = "linux"


@dataclass
class Keyboard:
    """A keyboard on ``window``; ``now`` is the time of the last key in milliseconds."""

    window: QWidget
    system: System = System.LINUX
    hindi: bool = False
    caps: bool = False
    shift_lead_ms: int = 0
    """How long before a capital Shift goes down."""
    now: int = 1_000
    typed: list[tuple[str, str, int]] = field(default_factory=list)
    """Every key that types something: its sign, its text in the layout, the milliseconds since the one before."""

    def type(self, signs: str, gap_ms: int = 8) -> None:
        """Type A to Z, 0 to 9, ``/``, space and ENTER; small letters are typed without Shift, as people do."""
        for sign in signs:
            self.now += gap_ms
            self._click(sign, gap_ms)

    def scan(self, code: str) -> None:
        """What a scanner types after a moment of nothing: capitals with Shift held, milliseconds apart, Enter."""
        self.now += 500
        self.type(code + ENTER)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE, *, gap_ms: int = 8) -> None:
        """A key that no scanner knows."""
        self.now += gap_ms
        for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._send(QKeyEvent(what, key.value, held, 200, 0xE5, 0, ""))

    def _click(self, sign: str, gap_ms: int) -> None:
        shift = sign.isalpha() and sign.isupper()
        self.typed.append((sign.upper(), self._of(sign, _NONE)[-1], gap_ms))
        if shift:
            self.now -= self.shift_lead_ms
            self._key(QEvent.Type.KeyPress, Qt.Key.Key_Shift.value, _SHIFT, 50, 0x10, "")
            self.now += self.shift_lead_ms
        held = _SHIFT if shift else _NONE
        for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._key(what, *self._of(sign, held))
        if shift:
            self._key(QEvent.Type.KeyRelease, Qt.Key.Key_Shift.value, _NONE, 50, 0x10, "")

    def _of(self, sign: str, held: Qt.KeyboardModifier) -> tuple[int, Qt.KeyboardModifier, int, int, str]:
        capital = sign.upper()
        text = "\r" if sign == ENTER else sign
        key = Qt.Key.Key_Return.value if sign == ENTER else ord(capital)
        if self.hindi and capital in _INSCRIPT:
            text = _INSCRIPT[capital]
            key = ord(text)
        elif self.caps:
            text = text.swapcase()
        return key, held, _EVDEV[capital], _WINDOWS.get(capital, ord(capital)), text

    def _key(
        self, what: QEvent.Type, key: int, held: Qt.KeyboardModifier, code: int, virtual: int, text: str
    ) -> None:
        if self.system is System.LINUX:
            # X11's codes; the virtual key is what the layout makes of it.
            code, virtual = code + 8, ord(text[0]) if text else 0xFFE1
        self._send(QKeyEvent(what, key, held, code, virtual, 0, text))

    def _send(self, event: QKeyEvent) -> None:
        event.setTimestamp(self.now)
        QCoreApplication.sendEvent(self._native(), event)

    def _native(self) -> QWindow:
        native = self.window.windowHandle()
        assert native is not None and QApplication.focusWidget() is not None
        return native
