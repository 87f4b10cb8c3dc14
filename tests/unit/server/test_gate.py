from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import pytest

from tikadesk.server import gate
from tikadesk.server.gate import MAX_BODY, Gate

pytestmark = pytest.mark.usefixtures("home")

SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "scheme": "http",
    "path": "/v1/सुनीता",
    "query_string": b"own=1",
    "headers": [(b"host", b"127.0.0.1"), (b"x-a", b"1"), (b"x-a", b"2"), (b"x_a", b"3")],
    "server": ("127.0.0.1", 8440),
    "client": ("10.0.0.7", 55555),
}  # fmt: skip


def echo(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
    """Answers with what it was asked."""
    start_response("201 Created", [("Content-Type", "text/plain"), ("X-Path", environ["PATH_INFO"])])
    told = "|".join(
        str(environ.get(key)) for key in ("CONTENT_LENGTH", "HTTP_X_A", "REMOTE_ADDR", "QUERY_STRING")
    )
    return [told.encode(), b"|", environ["wsgi.input"].read()]


def ask(app: Gate, *messages: dict[str, Any] | None, **scope: object) -> list[dict[str, Any]]:
    """What the gate sends for a body in ``messages``; None is a client that falls silent."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        message = queue.pop(0)
        if message is None:
            await asyncio.sleep(60)
        return message

    queue = list(messages)
    asyncio.run(app({**SCOPE, **scope}, receive, send))
    assert app.buffered == app.working == 0
    return sent


def part(body: bytes, *, more: bool = False) -> dict[str, Any]:
    """One piece of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_request_goes_through_whole_and_comes_back_whole() -> None:
    start, body = ask(Gate(echo), part(b"one ", more=True), part(b"two"))
    assert start["status"] == 201
    assert dict(start["headers"])[b"x-path"].decode("utf-8") == "/v1/सुनीता"
    assert body["body"] == b"7|1,2|10.0.0.7|own=1|one two"


def test_a_cut_body_reaches_nobody() -> None:
    app = Gate(echo)
    assert ask(app, part(b"one", more=True), {"type": "http.disconnect"}) == []
    assert ask(app, part(b"one"), headers=[(b"content-length", b"7")]) == []


def test_a_silent_client_is_given_up() -> None:
    start, _ = ask(Gate(echo, silence=0.05), part(b"one", more=True), None)
    assert start["status"] == 400


def test_a_trickling_client_is_given_up_in_the_end() -> None:
    app = Gate(echo, patience=0.0)
    start, _ = ask(app, None)
    assert start["status"] == 400


def test_a_body_without_end_is_refused() -> None:
    start, _ = ask(Gate(echo), *[part(b"x" * 100_000, more=True) for _ in range(MAX_BODY // 100_000 + 2)])
    assert start["status"] == 413
    assert dict(start["headers"])[b"tika-proto"] == b"1"


def test_memory_for_bodies_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_MEMORY", 1000)
    start, _ = ask(Gate(echo), part(b"x" * 1001))
    assert start["status"] == 503
    assert b"retry-after" in dict(start["headers"])


def test_more_work_than_threads_can_do_is_refused_at_once() -> None:
    release = threading.Event()

    def slow(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        release.wait(20)
        start_response("200 OK", [])
        return []

    app = Gate(slow, most_waiting=2)

    async def three() -> list[int]:
        seen: list[int] = []

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append(message["status"])
                release.set()

        async def receive() -> Any:
            return part(b"")

        visits: list[Awaitable[None]] = [app(dict(SCOPE), receive, send) for _ in range(3)]
        await asyncio.gather(*visits)
        return seen

    assert asyncio.run(three()) == [503, 200, 200]


def test_other_protocols_are_left_alone() -> None:
    assert ask(Gate(echo), type="websocket") == []
