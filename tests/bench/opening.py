"""A process of rows 9 and 11: ``empty`` shows a bare window, ``lock`` the desk's lock screen, ``desk`` an open desk.

Prints one line of JSON: ``painted`` in seconds from the start that the parent names, and ``rss`` in MB.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

if sys.argv[1:] != ["empty"]:
    import tikadesk.__main__  # first, as in the product: Python imports slower once Qt is there

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

STARTED = "TIKADESK_BENCH_STARTED"
_SETTLE_MS = 2_000


def _rss_mb() -> float:
    told = Path("/proc/self/status")
    if told.is_file():
        line = next(line for line in told.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Watch(QObject):
    """Notes the first paint of a window, and then ends the process or goes on to open the desk."""

    def __init__(self, application: QApplication, mode: str) -> None:
        super().__init__()
        self._application, self._mode = application, mode
        self.painted = 0.0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first paint."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            self._application.removeEventFilter(self)
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.painted = time.time() - float(os.environ[STARTED])
        if self._mode == "desk":
            self._open_desk()
        QTimer.singleShot(_SETTLE_MS if self._mode == "desk" else 0, self._end)

    def _open_desk(self) -> None:
        from tests.desk import REGISTRAR
        from tikadesk.actions import staff
        from tikadesk.ui.window import MainWindow

        window = next(one for one in self._application.topLevelWidgets() if isinstance(one, MainWindow))
        person = next(one for one in staff.operators(window.desk) if one.name == REGISTRAR[0])
        window.lock_screen.opened.emit(staff.sign_in(window.desk, person.id, REGISTRAR[1]))
        window.show_page("find")
        window.show_page("desk")

    def _end(self) -> None:
        print(json.dumps({"painted": self.painted, "rss": _rss_mb()}), flush=True)
        os._exit(0)  # what happens at the end is not measured


def main(mode: str) -> None:
    """Show the window of ``mode``."""
    application = QApplication(["tikadesk"])
    watch = _Watch(application, mode)
    if mode == "empty":
        window = QWidget()
        window.resize(1366, 697)
        window.show()
        application.exec()
    else:
        sys.argv = ["tikadesk"]
        tikadesk.__main__.main()
    del watch


if __name__ == "__main__":
    main(sys.argv[1])
