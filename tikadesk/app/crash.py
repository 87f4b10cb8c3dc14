"""The last door: an exception nobody expected is logged without a person's data and told; the desk stays open.

One of the three places where everything is caught, because here it is the point.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from tikadesk import __version__
from tikadesk.errors import TikaError
from tikadesk.paths import Home
from tikadesk.ui.trouble import TroubleWindow, WayOn
from tikadesk.ui.words import say

_log = logging.getLogger("tikadesk.app")


class CrashDoor(QObject):
    """Installs itself as the exception hook of every thread.

    Signals:
        met: a bug was met on any thread; shown on the GUI thread.
    """

    met = Signal(str)

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._open = False
        self.met.connect(self._show, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._hook
        threading.excepthook = lambda met: self._hook(met.exc_type, met.exc_value, met.exc_traceback)

    def _hook(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        _log.critical("bug met in %s\n%s", __version__, story(kind, error, trace))
        self.met.emit(kind.__name__)

    @Slot(str)
    def _show(self, kind: str) -> None:
        if self._open:  # one window tells it; a bug in a paint would open hundreds
            return
        self._open = True
        way = WayOn(say("crash.go_on"), lambda: True)
        TroubleWindow(
            say("crash.title"),
            say("crash.sentence"),
            say("crash.detail", log=self._home.log, kind=kind),
            [way],
        ).exec()
        self._open = False


def story(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Where it happened, without what it was about: messages of exceptions may quote a person's data."""
    lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    told = error.key if isinstance(error, TikaError) else ""
    return "\n".join([*lines, f"{kind.__name__} {told}".strip()])
