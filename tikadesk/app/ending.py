"""A window that is told to end by the system (Ctrl+C, SIGTERM, a terminal that closes) ends as when it is closed."""

from __future__ import annotations

import signal

from PySide6.QtCore import QCoreApplication, QTimer

_LOOK_MS = 200
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ending:
    """Turns these signals into ``app.quit()`` until ``stop``; for the main thread only. ``asked``: one has come.

    An exception out of a signal, as Python's own handler raises it, would fly through Qt's code and end the process
    in the middle of it.
    """

    def __init__(self, app: QCoreApplication) -> None:
        self.asked = False
        self._app = app
        self._before = {one: signal.signal(one, self._ask) for one in _SIGNALS}
        # Python hears a signal only between two of its own steps, and Qt's loop takes none while nothing happens.
        self._timer = QTimer()
        self._timer.timeout.connect(_step)
        self._timer.start(_LOOK_MS)

    def _ask(self, _signal: int, _frame: object) -> None:
        self.asked = True
        self._app.quit()

    def stop(self) -> None:
        """Give the signals back."""
        self._timer.stop()
        for one, before in self._before.items():
            signal.signal(one, before)


def _step() -> None:
    """A step of the interpreter, in which it hears signals."""
