"""Notices that nobody touches the computer, counts down, and asks for the lock. It locks nothing itself."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

LOCK_AFTER_S = 5 * 60
WARN_BEFORE_S = 30
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Watches the whole application from ``start`` to ``stop``.

    Signals:
        warned(int): seconds left, every second of the last half minute; 0 when someone came back.
        expired: nobody came.
    """

    warned = Signal(int)
    expired = Signal()

    def __init__(
        self, parent: QObject, *, after_s: int = LOCK_AFTER_S, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.after_s, self._now = after_s, now
        self._touched = now()
        self._warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch from now on."""
        self._touched = self._now()
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()
        self._warning = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any touch starts the time anew."""
        if event.type() in _TOUCHES:
            self._touched = self._now()
            if self._warning:
                self._warning = False
                self.warned.emit(0)
        return False

    def look(self) -> None:
        """Once a second: warn, or give up waiting."""
        left = self.after_s - (self._now() - self._touched)
        if left <= 0:
            self.stop()
            self.expired.emit()
        elif left <= WARN_BEFORE_S:
            self._warning = True
            self.warned.emit(max(1, round(left)))
