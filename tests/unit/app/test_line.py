from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from tikadesk.app.line import Line
from tikadesk.domain.clock import FixedClock

AT = datetime(2021, 5, 17, 4, 50, 7, tzinfo=UTC)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(b"ok")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[int]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running.server_port
    running.shutdown()
    thread.join()
    running.server_close()


def test_requests_pass_both_ways_and_are_counted(server: int) -> None:
    with Line(server) as line:
        body = b"x" * 200_000
        assert requests.post(line.url, data=body, timeout=10).content == body
        assert line.bytes_up > len(body)


def test_with_the_plug_out_nobody_answers_and_the_address_stays(server: int) -> None:
    with Line(server) as line, requests.Session() as session:
        before = line.url
        assert session.get(line.url, timeout=10).ok
        line.pull(True)
        line.pull(True)
        with pytest.raises(requests.ConnectionError):
            session.get(line.url, timeout=10)
        line.pull(False)
        assert line.url == before
        assert session.get(line.url, timeout=10).content == b"ok"


def test_a_push_breaks_half_way_once(server: int) -> None:
    met: list[bool] = []
    with Line(server) as line:
        line.at_next_push(lambda: met.append(True))
        assert requests.get(line.url, timeout=10).ok and line.armed
        with pytest.raises(requests.ConnectionError):
            requests.post(line.url + "/v1/push", data=b"x" * 5000, timeout=10)
        assert (met, line.armed) == ([True], False)
        assert requests.post(line.url + "/v1/push", data=b"x", timeout=10).ok


def test_answers_tell_the_hour_of_the_drill(server: int) -> None:
    with Line(server, FixedClock(AT)) as line:
        assert requests.get(line.url, timeout=10).headers["Date"] == "Mon, 17 May 2021 04:50:07 GMT"
    with Line(server) as line:
        assert "2021" not in requests.get(line.url, timeout=10).headers["Date"]


def test_a_server_that_is_not_there_is_a_line_that_breaks() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Line(port) as line, pytest.raises(requests.ConnectionError):
        requests.get(line.url, timeout=10)
