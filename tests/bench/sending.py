"""A desk with work waiting, a real server, and the product's own sync thread between them: for rows 2 and 10."""

from __future__ import annotations

import random
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Signal

from tests.bench import people
from tests.server_process import ServerProcess
from tikadesk.actions import collect, enrol, register
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock, SystemClock
from tikadesk.domain.status import SyncStatus
from tikadesk.paths import home
from tikadesk.store import journal
from tikadesk.store.ledger import Ledger
from tikadesk.sync.joining import join
from tikadesk.sync.pace import Pace
from tikadesk.sync.worker import SyncWorker
from tikadesk.ui.window import MainWindow

APP = "bench"
PATIENCE_MS = 300_000


def enrolled(desk: Desk, folder: Path, server: ServerProcess, *, through: int | None = None) -> None:
    """Make ``desk``, whose home is ``folder``, one of the server's; ``through`` is the port it will find it at."""
    answer = join([server.url], enrol.ask(desk, server.enrol_code()), app=APP)
    url = server.url if through is None else f"http://127.0.0.1:{through}"
    enrol.keep(desk, answer, [url], home(folder))


def fill(desk: Desk, clock: FixedClock, people_from: int, entries: int) -> None:
    """Save people with their first dose and their sample, three entries each, until about ``entries`` more wait, a
    person every other second. Not for measuring.
    """
    desk.store.connection.execute("PRAGMA synchronous = OFF")
    for number in range(people_from, people_from + entries // 3):
        clock.advance(seconds=2)
        register.register(desk, people.walk_in(number), people.first_dose(number), intent=desk.ids.new())
        collect.collect(desk, people.sample(number), intent=desk.ids.new())
    desk.store.connection.execute("PRAGMA synchronous = FULL")


def waiting(desk: Desk) -> list[bytes]:
    """The entries that the server has not confirmed yet, word for word."""
    connection, device = desk.store.connection, desk.store.me.device
    high = Ledger(desk.store).position().high
    return journal.bodies(connection, device, high + 1, 2**31, 2**40)


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
