from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tikadesk.domain import wire
from tikadesk.domain.wire import Fault
from tikadesk.errors import NotAllowed, SyncFault, SyncTrouble
from tikadesk.sync import joining

GIVEN = dict.fromkeys(
    ("cert", "label", "state", "district", "centre", "leases", "service_key", "escrow_pub"), "x"
)
PROBLEM = {"type": Fault.CODE_REFUSED.uri, "title": "no"}
NOWHERE = "http://127.0.0.1:9"


@contextmanager
def answering(status: int, body: object, kind: str = wire.JSON_TYPE, *, tika: bool = True) -> Iterator[str]:
    """A server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if tika:
                self.send_header(wire.H_PROTOCOL, "1")
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def join(*servers: str) -> dict[str, object]:
    return joining.join(list(servers), {"code": "x"}, app="test")


def test_an_answer_is_taken_from_the_first_server_that_can_be_reached() -> None:
    with answering(201, GIVEN) as server:
        assert join(NOWHERE, server) == GIVEN


def test_a_code_that_is_refused_is_not_tried_elsewhere() -> None:
    with (
        answering(403, PROBLEM, wire.PROBLEM_TYPE) as server,
        answering(201, GIVEN) as other,
        pytest.raises(NotAllowed) as met,
    ):
        join(server, other)
    assert met.value.key == "enrol.code_refused"


@pytest.mark.parametrize(
    ("status", "body", "kind", "tika", "fault"),
    [
        (200, b"<html>Please log in</html>", "text/html", False, SyncFault.NOT_TIKADESK),
        (200, GIVEN, wire.JSON_TYPE, False, SyncFault.NOT_TIKADESK),
        (500, b"oops", "text/plain", False, SyncFault.SERVER_TROUBLE),
        (201, {"cert": "x"}, wire.JSON_TYPE, True, SyncFault.GARBLED),
        (201, b"[1", wire.JSON_TYPE, True, SyncFault.GARBLED),
        (503, {"type": Fault.OVERLOADED.uri}, wire.PROBLEM_TYPE, True, SyncFault.BUSY),
        (400, {"type": Fault.MALFORMED.uri}, wire.PROBLEM_TYPE, True, SyncFault.REFUSED),
        (500, {"type": "about:blank"}, wire.PROBLEM_TYPE, True, SyncFault.GARBLED),
    ],
)
def test_any_other_answer_is_a_trouble_with_a_name(
    status: int, body: object, kind: str, tika: bool, fault: SyncFault
) -> None:
    with answering(status, body, kind, tika=tika) as server, pytest.raises(SyncTrouble) as met:
        join(server)
    assert met.value.fault is fault


def test_whether_a_server_answers() -> None:
    assert not joining.answers(NOWHERE, app="test")
    with answering(200, {"ok": True}) as server:
        assert joining.answers(server, app="test")
    with answering(200, {"ok": False}) as server:
        assert not joining.answers(server, app="test")
    with answering(200, b"<html>", "text/html", tika=False) as server:
        assert not joining.answers(server, app="test")


def test_an_address_is_tidied_or_refused() -> None:
    assert joining.checked(" https://tika.example.org/ ") == "https://tika.example.org"
    assert joining.checked("http://localhost:8440") == "http://localhost:8440"
    for server, key in (
        ("tika.example.org", "enrol.not_an_address"),
        ("http://10.1.2.3", "enrol.needs_https"),
    ):
        with pytest.raises(NotAllowed) as met:
            joining.checked(server)
        assert met.value.key == key
