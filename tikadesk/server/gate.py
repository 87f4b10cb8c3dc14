"""Between granian and Django: bodies are awaited without a thread, then the work is done in one of a few threads.

A desk on a slow line takes minutes to send a batch; hundreds of them must not keep the others out. Nothing here looks
into a request but at its size.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

from tikadesk.domain.wire import H_PROTOCOL, PROTOCOL, Fault
from tikadesk.server import problems

MAX_BODY = 1024 * 1024
_MEMORY = 128 * 1024 * 1024
_SILENCE, _PATIENCE = 30.0, 240.0
_THREADS, _MOST_WAITING = 12, 96
_BUSY_SECONDS = 5

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

WsgiApp = Callable[[dict[str, Any], Any], Any]


class _Refused(Exception):
    """The request gets no further than this answer; None when nobody is there to read one."""

    def __init__(self, answer: HttpResponse | None) -> None:
        super().__init__("refused")
        self.answer = answer


@dataclass
class Gate:
    """The ASGI application over a WSGI one. ``buffered`` counts the bytes of bodies that are being received."""

    inner: WsgiApp
    silence: float = _SILENCE
    patience: float = _PATIENCE
    most_waiting: int = _MOST_WAITING
    buffered: int = 0
    working: int = 0
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_THREADS, "request"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        held = [0]
        try:
            body = await self._body(scope, receive, held)
            status, headers, content = await self._work(scope, body)
        except _Refused as refused:
            if refused.answer is None:
                return
            status, headers, content = _as_message(refused.answer)
        finally:
            self.buffered -= held[0]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content, "more_body": False})

    async def _body(self, scope: Scope, receive: Receive, held: list[int]) -> bytes:
        """The whole body; raises _Refused for one too large, too slow, or cut off. ``held[0]`` is what is buffered."""
        parts: list[bytes] = []
        until = asyncio.get_running_loop().time() + self.patience
        more = True
        while more:
            left = until - asyncio.get_running_loop().time()
            try:
                message = await asyncio.wait_for(receive(), max(0.001, min(self.silence, left)))
            except TimeoutError as error:
                raise _Refused(problems.answer(Fault.MALFORMED)) from error
            if message["type"] == "http.disconnect":
                raise _Refused(None)
            part = message.get("body", b"")
            more = bool(message.get("more_body"))
            parts.append(part)
            held[0] += len(part)
            self.buffered += len(part)
            if held[0] > MAX_BODY:
                raise _Refused(problems.answer(Fault.TOO_LARGE))
            if self.buffered > _MEMORY:
                raise _Refused(problems.answer(Fault.OVERLOADED, retry_after=_BUSY_SECONDS))
        body = b"".join(parts)
        told = dict(scope["headers"]).get(b"content-length", b"")
        if told.isdigit() and int(told) != len(body):
            raise _Refused(None)  # the line broke, and nobody reads an answer
        return body

    async def _work(self, scope: Scope, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        if self.working >= self.most_waiting:
            raise _Refused(problems.answer(Fault.OVERLOADED, retry_after=_BUSY_SECONDS))
        self.working += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.pool, self._respond, _environ(scope, body))
        finally:
            self.working -= 1

    def _respond(self, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        started: list[tuple[str, list[tuple[str, str]]]] = []
        result = self.inner(environ, lambda status, headers, *_: started.append((status, headers)))
        try:
            content = b"".join(result)
        finally:
            close = getattr(result, "close", None)
            if close is not None:
                close()
        status, headers = started[0]
        named = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in headers]
        return int(status.split(" ", 1)[0]), named, content


def _as_message(answer: HttpResponse) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    answer[H_PROTOCOL] = str(PROTOCOL)
    headers = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in answer.items()]
    return answer.status_code, headers, answer.content


def _environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as WSGI tells it, its body at hand and its length true."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "replace").decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_text in scope["headers"]:
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        text = raw_text.decode("latin-1")
        if name in ("TRANSFER_ENCODING", "CONTENT_LENGTH") or b"_" in raw_name:
            continue  # an underscore could pass itself off as another header
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ
