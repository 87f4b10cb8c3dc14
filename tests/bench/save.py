"""Row 1: saving one registration, as the window does it, beside a bare one-row commit on the same settings."""

from __future__ import annotations

import random
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal

from tests.bench import people
from tests.bench.harness import Figure, in_turn, quantile
from tests.desk import practice_desk
from tikadesk.actions import register
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import SystemClock
from tikadesk.paths import home
from tikadesk.store import connection
from tikadesk.store.ledger import Ledger
from tikadesk.sync.pace import Pace
from tikadesk.sync.worker import SyncWorker

SAVES, WARM = 1500, 100
ONE_ROW = "y" * 690  # the size of an entry


class _Window(QObject):
    """Stands for the window: it saves, and says so."""

    saved = Signal()
    closing = Signal()


def enrolled(desk: Desk, server: str) -> None:
    """Give the desk numbers to use and a server to send to, as enrolment does."""
    lease = {
        "id": "l1",
        "state": "CG",
        "k": "R",
        "series": 1,
        "lo": 1,
        "hi": 1_000_000,
        "dev": desk.store.me.device,
    }
    answer = {
        "cert": "bench", "label": "1", "state": "CG", "district": "387", "leases": [lease | {"req": "enrol"}],
        "centre": {"code": "CG-0231", "name": "UPHC Gudhiyari", "name_hi": ""},
    }  # fmt: skip
    Ledger(desk.store).enrolled(answer, service_key=bytes(32), servers=[server])


class HungServer:
    """Takes connections and never answers, until it is closed."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._held: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        try:
            while True:
                self._held.append(self._listening.accept()[0])
        except OSError:
            return

    def close(self) -> None:
        """Hang up on everybody."""
        self._listening.close()
        for one in self._held:
            one.close()


@contextmanager
def _syncing(folder: Path, window: _Window, server: HungServer) -> Iterator[None]:
    worker = SyncWorker(
        home(folder),
        SystemClock(),
        app="bench",
        pace=Pace(return_spread_s=0, scale=0.01),
        source=random.Random(1),
    )
    thread = QThread()
    worker.moveToThread(thread)
    thread.started.connect(worker.start)
    window.saved.connect(worker.wake)
    window.closing.connect(worker.stop)
    worker.stopped.connect(thread.quit, Qt.ConnectionType.DirectConnection)
    thread.start()
    yield
    server.close()
    window.closing.emit()
    thread.wait(60_000)


def _times(desk: Desk, window: _Window, folder: Path) -> list[list[float]]:
    """Milliseconds of each bare commit and of each save."""
    bare = connection.connect(folder / "bare.db", bytes(32))
    bare.execute("CREATE TABLE bare(x TEXT)")

    def commit(_: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO bare VALUES(?)", [ONE_ROW])
        bare.execute("COMMIT")

    def save(number: int) -> None:
        register.register(desk, forms[number], intent=desk.ids.new())
        window.saved.emit()

    forms = [people.walk_in(number) for number in range(SAVES + WARM)]
    taken = in_turn([commit, save], SAVES, warm=WARM)
    bare.close()
    return taken


def run() -> list[Figure]:
    """The figures of this row."""
    application = QCoreApplication([])
    window = _Window()
    with tempfile.TemporaryDirectory() as name:
        calm_home, hung_home = Path(name, "calm"), Path(name, "hung")
        with practice_desk(calm_home) as desk:
            enrolled(desk, "")
            bare, save = _times(desk, window, calm_home)
        server = HungServer()
        with practice_desk(hung_home) as desk:
            enrolled(desk, server.url)
            with _syncing(hung_home, window, server):
                _, hung = _times(desk, window, hung_home)
    application.quit()
    return [
        Figure(1, "save p50", "ms", quantile(save, 0.5), 2.5, "bare one-row commit", quantile(bare, 0.5)),
        Figure(1, "save p99", "ms", quantile(save, 0.99), 100),
        Figure(1, "save p99, network hung", "ms", quantile(hung, 0.99), 100),
    ]
