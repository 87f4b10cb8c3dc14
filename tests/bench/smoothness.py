"""Row 10: how long the GUI thread stands still while 30,000 entries go out to a real server and a register is made.

A timer that should fire every millisecond tells: the pause between two of its ticks, less that millisecond.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.harness import MS, Figure, quantile
from tests.bench.sending import Sender, enrolled, fill
from tests.desk import MORNING, practice_desk
from tests.server_process import ServerProcess
from tikadesk.domain.clock import FixedClock
from tikadesk.paths import home
from tikadesk.reports.export import export
from tikadesk.store.store import Store
from tikadesk.ui import theme
from tikadesk.ui.window import MainWindow

ENTRIES, IDLE_MS = 30_000, 3_000


class _Pulse:
    """Notes the pauses between ticks while it beats."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.stalls: list[float] = []

    def _beat(self) -> None:
        now = perf_counter()
        self.stalls.append(max(0.0, (now - self._last) * MS - 1))
        self._last = now

    def start(self) -> None:
        """Begin anew."""
        self.stalls, self._last = [], perf_counter()
        self._timer.start(1)

    def stop(self) -> list[float]:
        """End; the stalls in milliseconds."""
        self._timer.stop()
        return self.stalls


def _make_register(folder: Path, day: str, file: Path) -> None:
    store = Store.open(home(folder), query_only=True)
    export(store, "register", day, day, "xlsx", file, practice=False)
    store.close()


def run() -> list[Figure]:
    """The figures of this row."""
    sys.setswitchinterval(0.0005)  # as the desk sets it
    application = QApplication([])
    theme.start(application)
    pulse = _Pulse()
    with tempfile.TemporaryDirectory() as name, ServerProcess(Path(name, "server")) as server:
        folder = Path(name, "desk")
        clock = FixedClock(MORNING)
        with practice_desk(folder, clock=clock) as desk:
            enrolled(desk, folder, server)
            fill(desk, clock, 0, ENTRIES)
            day = desk.today()
            window = MainWindow(desk)
            window.show()
            application.processEvents()
            gc.collect()
            gc.freeze()  # as the desk does when it has opened
            pulse.start()
            loop = QEventLoop()
            QTimer.singleShot(IDLE_MS, loop.quit)
            loop.exec()
            idle = pulse.stop()
            writing = threading.Thread(target=_make_register, args=(folder, day, Path(name, "register.xlsx")))
            sender = Sender(folder, window)
            pulse.start()
            writing.start()
            sender.run()
            busy = pulse.stop()
            sender.close()
            writing.join()
            window.close()
    what = f"stall of the GUI thread, drain of {ENTRIES:,} and a register"
    return [
        Figure(10, f"{what}, p99.9", "ms", quantile(busy, 0.999), 8),
        Figure(10, f"{what}, worst", "ms", max(busy), 30),
        Figure(10, "stall of the idle GUI thread, worst", "ms", max(idle), None),
    ]
