"""A window that is told to end by the system (Ctrl+C, SIGTERM, a terminal that closes) ends as when it is closed."""

from __future__ import annotations

import signal

from PySide6.QtCore import QCoreApplication, QTimer

_LOOK_MS = 200
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ending:
    """Turns these signals into ``app.quit()`` until ``stop``; for the main thread only."""

    def __init__(self, app: QCoreApplication) -> None:
        self._before = {one: signal.signal(one, lambda _signal, _frame: app.quit()) for one in _SIGNALS}
        # Python hears a signal only between two of its own steps, and Qt's loop takes none while nothing happens.
        self._timer = QTimer()
        self._timer.timeout.connect(_step)
        self._timer.start(_LOOK_MS)

    def stop(self) -> None:
        """Give the signals back."""
        self._timer.stop()
        for one, before in self._before.items():
            signal.signal(one, before)


def _step() -> None:
    """A step of the interpreter, in which it hears signals."""
