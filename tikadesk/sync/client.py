"""The only place where ``requests`` is used: carries one request to one server and names what went wrong.

It decides nothing: when to try again is ``pace``'s, what an answer means is ``engine``'s.
"""

from __future__ import annotations

import contextlib
import socket
import weakref
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError

from tikadesk.errors import SyncFault, SyncTrouble
from tikadesk.sync.exchange import CONNECT_S, LONG_READ_S, Request, Response

MOST_BYTES = 4 * 1024 * 1024
_NO_ROUTE = ("Network is unreachable", "No route to host", "unreachable network", "unreachable host")


class _Sockets:
    """The sockets that are open now, so that another thread can end a wait for bytes that never come."""

    def __init__(self) -> None:
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()

    def keep(self, opened: socket.socket) -> None:
        self._open.add(opened)

    def cut(self) -> None:
        for one in list(self._open):
            with contextlib.suppress(OSError):  # it may be closed by now, which is what was wanted
                one.shutdown(socket.SHUT_RDWR)


class _Adapter(HTTPAdapter):
    """An adapter whose connections tell their sockets."""

    def __init__(self, sockets: _Sockets) -> None:
        self._sockets = sockets
        super().__init__()

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **more)
        sockets = self._sockets

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                sockets.keep(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                sockets.keep(self.sock)

        plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
        secure = type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": Secure})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}


class Client:
    """Keeps one connection alive to one server at a time. Redirects are not followed: portals redirect."""

    def __init__(self) -> None:
        self._sockets = _Sockets()
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(self._sockets))
        self.bytes_sent = 0
        """Body bytes handed to the line since the start."""

    def send(self, server: str, request: Request, *, most_s: float = LONG_READ_S) -> Response:
        """The answer to ``request``; raises SyncTrouble with what kind of trouble it was.

        ``most_s``: neither connecting nor a silence of the server may take longer than that.
        """
        try:
            with self._session.request(
                request.method,
                server.rstrip("/") + request.path,
                headers=dict(request.headers),
                data=request.body or None,
                timeout=(min(CONNECT_S, most_s), min(request.read_s, most_s)),
                allow_redirects=False,
                stream=True,
            ) as answer:
                self.bytes_sent += len(request.body)
                body = _read(answer)
                return Response(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body)
        except requests.exceptions.SSLError as error:
            raise SyncTrouble(SyncFault.UNTRUSTED) from error
        except requests.exceptions.ConnectTimeout as error:
            raise SyncTrouble(SyncFault.NO_SERVER) from error
        except requests.exceptions.ReadTimeout as error:
            raise SyncTrouble(SyncFault.NO_ANSWER) from error
        except (requests.exceptions.ContentDecodingError, requests.exceptions.ChunkedEncodingError) as error:
            raise SyncTrouble(SyncFault.GARBLED) from error
        except requests.exceptions.ConnectionError as error:
            raise SyncTrouble(_kind(error)) from error
        except (requests.exceptions.RequestException, HTTPError, OSError) as error:
            raise SyncTrouble(SyncFault.NOT_TIKADESK) from error

    def cut(self) -> None:
        """From any thread: end the wait for an answer that is under way; it counts as no answer."""
        self._sockets.cut()

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()


def _read(answer: requests.Response) -> bytes:
    parts, size = [], 0
    for part in answer.iter_content(65_536):
        size += len(part)
        if size > MOST_BYTES:
            raise SyncTrouble(SyncFault.NOT_TIKADESK)
        parts.append(part)
    return b"".join(parts)


def _kind(error: requests.exceptions.ConnectionError) -> SyncFault:
    """Whether the line or the server is to blame: a name that does not resolve, or no route, is the line."""
    cause: BaseException | None = (
        error.args[0] if error.args and isinstance(error.args[0], BaseException) else None
    )
    reason = getattr(cause, "reason", cause)
    if isinstance(reason, NameResolutionError | socket.gaierror):
        return SyncFault.NO_LINE
    if isinstance(reason, NewConnectionError) and any(words in str(reason) for words in _NO_ROUTE):
        return SyncFault.NO_LINE
    if isinstance(reason, NewConnectionError):
        return SyncFault.NO_SERVER
    return SyncFault.NO_ANSWER  # the line broke after it stood: the server may have what was sent
