"""A desk with work waiting, a real server, and the product's own sync thread between them: for rows 2 and 10."""

from __future__ import annotations

import random
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Signal

from tests.bench import people
from tests.server_process import ServerProcess
from tikadesk.actions import enrol, register
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.status import SyncStatus
from tikadesk.paths import home
from tikadesk.sync.joining import join
from tikadesk.sync.pace import Pace
from tikadesk.sync.worker import SyncWorker
from tikadesk.ui.window import MainWindow

APP = "bench"
PATIENCE_MS = 300_000


def enrolled(desk: Desk, folder: Path, server: ServerProcess) -> None:
    """Make ``desk``, whose home is ``folder``, one of the server's."""
    answer = join([server.url], enrol.ask(desk, server.enrol_code()), app=APP)
    enrol.keep(desk, answer, [server.url], home(folder))


def fill(desk: Desk, people_from: int, entries: int) -> None:
    """Save people with their first dose, two entries each, until about ``entries`` more wait. Not for measuring."""
    desk.store.connection.execute("PRAGMA synchronous = OFF")
    dose = people.first_dose()
    for number in range(people_from, people_from + entries // 2):
        register.register(desk, people.walk_in(number), dose, intent=desk.ids.new())
    desk.store.connection.execute("PRAGMA synchronous = FULL")


class Sender(QObject):
    """The sync thread of one desk, and its window if there is one. ``run`` returns when nothing waits any more."""

    closing = Signal()

    def __init__(self, folder: Path, window: MainWindow | None = None) -> None:
        super().__init__()
        self._thread = QThread()
        self._worker = SyncWorker(
            home(folder), SystemClock(), app=APP, pace=Pace(return_spread_s=0), source=random.Random(1)
        )
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.start)
        self.closing.connect(self._worker.stop)
        self._worker.stopped.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._loop = QEventLoop()
        if window is not None:
            self._worker.status.connect(window.on_sync_status)
            self._worker.arrived.connect(window.on_arrived)
        self._worker.status.connect(self._on_status)
        self.status: SyncStatus | None = None

    def _on_status(self, status: SyncStatus) -> None:
        self.status = status
        if status.waiting == 0 and status.last_answer_at is not None:
            self._loop.quit()

    def run(self) -> float:
        """Seconds from the thread's start to the server's word that it holds and has judged everything."""
        QTimer.singleShot(PATIENCE_MS, self._loop.quit)
        started = perf_counter()
        self._thread.start()
        self._loop.exec()
        taken = perf_counter() - started
        if self.status is None or self.status.waiting:
            raise RuntimeError(f"not drained: {self.status and self.status.state}")
        return taken

    def close(self) -> None:
        """End the thread."""
        self.closing.emit()
        self._thread.wait(60_000)
