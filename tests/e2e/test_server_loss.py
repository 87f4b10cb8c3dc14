"""A server put back to an older copy, wiped, or speaking nonsense: the desk works on and refills it by itself."""

from __future__ import annotations

import gzip
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.enrolled_desk import QUICK, counted, counted_there, drain, enrolled, opened, walk_ins
from tests.server_process import ServerProcess
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.status import SyncState
from tikadesk.domain.wire import H_PROTOCOL, JSON_TYPE
from tikadesk.paths import home
from tikadesk.store import checking, records
from tikadesk.sync.opening import open_visitor


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path / "server") as process:
        yield process


def work(folder: Path, seed: int, count: int = 20) -> None:
    with opened(folder) as desk:
        walk_ins(desk, seed, count)


def assert_refilled(server: ServerProcess, folder: Path, count: int) -> None:
    status = drain(folder)
    assert (status.waiting, status.held) == (0, 0)
    there = server.status()
    assert counted_there(server) == counted(folder) == {"registration": count, "dose": count}
    assert there["duplicate_numbers"] == 0
    with opened(folder) as desk:
        numbers = [row["no"] for row in records.every(desk.store.connection, "registration")]
        assert len(set(numbers)) == len(numbers) == count
        assert checking.faults(desk.store) == []


@pytest.mark.parametrize("wiped", [False, True], ids=["older copy", "wiped"])
def test_the_desk_refills_a_server_that_lost_its_data(
    server: ServerProcess, tmp_path: Path, wiped: bool
) -> None:
    folder = enrolled(server, tmp_path / "desk")
    work(folder, 1)
    drain(folder)
    server.kill()
    server.copy_database(tmp_path / "copy")
    server.start()
    work(folder, 2)
    drain(folder)
    assert counted_there(server) == {"registration": 40, "dose": 40}
    server.kill()
    work(folder, 3)
    server.wipe_database(None if wiped else tmp_path / "copy")
    server.start()
    assert_refilled(server, folder, 60)


@contextmanager
def nonsense(port: int, status: int, content: bytes, headers: dict[str, str]) -> Iterator[None]:
    """Something else at the server's address that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        allow_reuse_address = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    running = Server(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


TIKA = {H_PROTOCOL: "1", "Content-Type": JSON_TYPE}
CUT = gzip.compress(b'{"ok": true, "time": "2021-05-17T10:20:00+05:30"}')[:-12]
NONSENSE = {
    "a portal's page": (200, b"<html>Log in to the Wi-Fi</html>", {"Content-Type": "text/html"}),
    "500": (500, b"", {"Content-Type": "text/html"}),
    "500 in our tongue": (500, b'{"type":"about:blank"}', TIKA),
    "truncated gzip": (200, CUT, TIKA | {"Content-Encoding": "gzip", "Content-Length": str(len(CUT))}),
    "a shorter body than promised": (200, b'{"ok"', TIKA | {"Content-Length": "400"}),
    "JSON that is no answer": (200, b'{"hello": 1}', TIKA),
}


def test_a_server_that_speaks_nonsense_stops_nobody(server: ServerProcess, tmp_path: Path) -> None:
    folder = enrolled(server, tmp_path / "desk")
    port = int(server.url.rpartition(":")[2])
    server.kill()
    for seed, (name, answer) in enumerate(NONSENSE.items()):
        visitor, close = open_visitor(home(folder), SystemClock(), random.Random(1), app="test", pace=QUICK)
        try:
            with nonsense(port, *answer):
                for part in range(2):
                    visitor.engine.try_now()
                    visitor.step()
                    work(folder, 10 * seed + part, 5)
                status = visitor.status(SystemClock().now(), 0)
        finally:
            close()
        assert visitor.engine.fault is not None, name
        assert status.state in (SyncState.NO_SERVER, SyncState.NO_ANSWER), name
        assert status.waiting >= 20 * (seed + 1), name
    server.start()
    assert_refilled(server, folder, 10 * len(NONSENSE))
