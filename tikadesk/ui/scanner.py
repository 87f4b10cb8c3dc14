"""A scanner types like a keyboard, only faster: this notices a scan among the keys of a window, whatever has the focus
and whatever the keyboard layout, and gives every key back that was none. What a scan is good for is not decided here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from tikadesk.domain import numbers
from tikadesk.ui import scancodes

GAP_MS = 35
"""Keys of one scan follow each other faster than this; nobody types so."""
LEAST = 8
_BEGINNING = re.compile(r"[A-Z]{1,2}|[A-Z]{2}[RKCHZ](\d{0,11}|\d{11}/[1-9]?)")
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock)


def is_code(signs: str) -> bool:
    """Whether ``signs`` is a whole code of this program: an official number whose check digits fit, or a part of a
    box's list, be it damaged: the page says so, and nobody types such a thing.
    """
    return len(signs) >= LEAST and (numbers.read_tube(signs) is not None or signs.startswith(_head()))


def may_become(signs: str) -> bool:
    """Whether a code can begin with ``signs``."""
    head = _head()
    listed = signs.startswith(head) and signs.isalnum() if len(signs) > len(head) else head.startswith(signs)
    return bool(signs) and (listed or _BEGINNING.fullmatch(signs) is not None)


def _head() -> str:
    # Reading lists takes cryptography with it, which the first paint need not wait for.
    from tikadesk.domain import qr_parts

    return qr_parts.HEAD


class Scanner(QObject):
    """Watches the keys of a native window that carry the system's own codes (``watch``). From a letter on, keys are
    held as long as they come in less than ``GAP_MS`` and can become a code; with Enter after a whole code, ``deliver``
    gets it. Everything else goes on to where it was typed, in order and unchanged.
    """

    def __init__(
        self,
        parent: QObject,
        deliver: Callable[[str], None],
        sign_of: scancodes.Reader | None = None,
    ) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._sign_of = sign_of or scancodes.reader()
        self._window: QObject | None = None
        self._held: list[QKeyEvent] = []
        self._signs = ""
        self._last_ms = 0
        self._giving_back = False
        self._asked_again = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_quiet)

    def watch(self, window: QObject) -> None:
        """Look at the keys that the system sends to ``window``, a QWindow: each comes by once, before any widget."""
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hold what may be a scan."""
        pressed = event.type() == QEvent.Type.KeyPress
        if self._giving_back or not (pressed or event.type() == QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or not (event.nativeScanCode() or event.nativeVirtualKey()):
            return False
        return self._on_press(event) if pressed else self._hold_along(event)

    def _on_press(self, event: QKeyEvent) -> bool:
        now = event.timestamp() or time.monotonic_ns() // 1_000_000
        late, self._last_ms = now - self._last_ms >= GAP_MS, now
        if late:
            self.give_back()
        if event.key() in _SILENT:
            # A slow scanner takes half of its time between two capitals for Shift.
            return self._hold_along(event)
        plain = not event.isAutoRepeat() and not event.modifiers() & _HELD
        sign = self._sign_of(event) if plain else ""
        if sign == scancodes.ENTER and is_code(self._signs):
            code = self._signs
            self._forget()
            self._deliver(code)
            return True
        if not sign or not may_become(self._signs + sign):
            self.give_back()
            if not sign or not may_become(sign):
                return False
        self._signs += sign
        self._hold(event)
        return True

    def _hold_along(self, event: QKeyEvent) -> bool:
        """A key that types nothing keeps its place among those that are held."""
        if self._held:
            self._hold(event)
        return bool(self._held)

    def _hold(self, event: QKeyEvent) -> None:
        self._held.append(event.clone())
        if event.type() == QEvent.Type.KeyPress:
            self._asked_again = False
            self._timer.start(GAP_MS)

    def _on_quiet(self) -> None:
        # The window may have been busy while the scanner went on: what waits in the queue comes first.
        if not self._asked_again:
            self._asked_again = True
            self._timer.start(0)
        else:
            self.give_back()

    def give_back(self) -> None:
        """Send on what is held, now."""
        held = self._forget()
        if not held or self._window is None:
            return
        self._giving_back = True
        try:
            for event in held:
                QCoreApplication.sendEvent(self._window, event)
        finally:
            self._giving_back = False

    def _forget(self) -> list[QKeyEvent]:
        held, self._held, self._signs = self._held, [], ""
        self._timer.stop()
        return held
