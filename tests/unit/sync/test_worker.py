"""The worker's thread: it tells the truth by signals, and saving never waits for it."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QMetaObject, Qt, QThread
from pytestqt.qtbot import QtBot

from tests.desk import practice_desk, walk_in
from tests.unit.sync.raw_server import raw_server
from tests.unit.sync.test_visit import certify
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.paths import home
from tikadesk.store.reconciling import SERVER_TOPIC, server_word
from tikadesk.sync.pace import Pace
from tikadesk.sync.worker import SyncWorker


def test_a_hung_server_holds_up_neither_saving_nor_the_picture(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[SyncStatus] = []
    with practice_desk(tmp_path) as desk, raw_server(None) as server:
        with desk.store.write() as writer:
            writer.note("servers", "list", [server])
        certify(desk)
        worker = SyncWorker(home(tmp_path), SystemClock(), app="test", pace=Pace())
        thread = QThread()
        worker.moveToThread(thread)
        thread.started.connect(worker.start)
        worker.status.connect(seen.append)
        thread.start()
        qtbot.waitUntil(lambda: bool(seen), timeout=5_000)
        began = perf_counter()
        for number in range(20):
            walk_in(desk, mobile=f"98260{number:05d}")
        assert perf_counter() - began < 5, "twenty saves while the only request hangs for thirty seconds"
        assert seen[0].state is SyncState.UNKNOWN
        began = perf_counter()
        worker.hurry()
        QMetaObject.invokeMethod(worker, "stop", Qt.ConnectionType.BlockingQueuedConnection)
        thread.quit()
        assert thread.wait(5_000)
        assert perf_counter() - began < 5, "closing the window does not wait for the server either"


def test_a_question_about_a_day_is_answered_through_the_store(qtbot: QtBot, tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        with desk.store.write() as writer:
            writer.note("servers", "list", ["http://127.0.0.1:9"])
        worker = SyncWorker(home(tmp_path), SystemClock(), app="test", pace=Pace())
        worker.ask_day(desk.today())  # before it has begun: nobody is asked, and nothing breaks
        worker.start()
        with qtbot.waitSignal(worker.arrived) as told:
            worker.ask_day(desk.today())
        worker.stop()
        assert told.args == [frozenset({SERVER_TOPIC})]
        assert server_word(desk.store.connection, desk.today()).fault == "no_server"
