"""The line between a practice desk and its server: a loopback relay that can be cut, or break in mid-request.

It understands no more of what it carries than where a push begins and which hour an answer names.
"""

from __future__ import annotations

import re
import select
import socket
import threading
from collections.abc import Callable
from email.utils import format_datetime
from types import TracebackType

from tikadesk.domain.clock import Clock

_HOST = "127.0.0.1"
_PUSH = b"POST /v1/push"
_HOUR = re.compile(rb"(\r\n[Dd]ate: )[^\r]{29}(?=\r\n)")
_PIECE = 65_536
_LOOK_S = 0.2


class Line:
    """Relays ``url`` to the server's port on this machine. With a ``clock``, answers tell its hour and not the
    server's: a drill's hours pass faster than the server's.
    """

    def __init__(self, server_port: int, clock: Clock | None = None) -> None:
        self._server_port, self._clock = server_port, clock
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._at_push: Callable[[], None] | None = None
        self._cut = False
        self.bytes_up = 0
        """Everything that the desk has sent, headers included."""
        self.port = 0
        self._listen()

    @property
    def url(self) -> str:
        """The address that the desk is given."""
        return f"http://{_HOST}:{self.port}"

    def pull(self, out: bool) -> None:
        """Pull the plug, or put it back: connections end at once and no new one is taken."""
        if out == self._cut:
            return
        self._cut = out
        if out:
            self._hang_up()
        else:
            self._listen()

    def at_next_push(self, act: Callable[[], None]) -> None:
        """Call ``act`` when the next push is half way to the server; then that connection breaks."""
        self._at_push = act

    @property
    def armed(self) -> bool:
        """Whether ``at_next_push`` still waits for its push."""
        return self._at_push is not None

    def close(self) -> None:
        """Let go of everything."""
        self._cut = True
        self._hang_up()

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _hang_up(self) -> None:
        with self._lock:
            for end in self._open:
                # The relay's thread closes it; this only wakes that thread.
                _shut(end)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _listen(self) -> None:
        # The desk keeps the address, so the port is the same after the plug was out.
        ear = socket.create_server((_HOST, self.port))
        ear.settimeout(_LOOK_S)
        self.port = int(ear.getsockname()[1])
        self._start(self._take_calls, ear)

    def _take_calls(self, ear: socket.socket) -> None:
        with ear:
            while not self._cut:
                try:
                    desk, _ = ear.accept()
                except TimeoutError:
                    continue
                self._start(self._relay, desk)

    def _relay(self, desk: socket.socket) -> None:
        try:
            server = socket.create_connection((_HOST, self._server_port), timeout=5)
        except OSError:
            desk.close()
            return
        with self._lock:
            self._open |= {desk, server}
        try:
            self._carry(desk, server)
        except OSError:
            pass  # either end is gone: the line breaks for both
        finally:
            with self._lock:
                self._open -= {desk, server}
            desk.close()
            server.close()

    def _carry(self, desk: socket.socket, server: socket.socket) -> None:
        while not self._cut:
            ready, _, _ = select.select([desk, server], [], [], _LOOK_S)
            for end in ready:
                piece = end.recv(_PIECE)
                if not piece:
                    return
                if end is server:
                    desk.sendall(self._dated(piece))
                    continue
                self.bytes_up += len(piece)
                if self._at_push is not None and _PUSH in piece:
                    act, self._at_push = self._at_push, None
                    server.sendall(piece[: len(piece) * 2 // 3])
                    act()
                    return
                server.sendall(piece)

    def _dated(self, piece: bytes) -> bytes:
        if self._clock is None or not piece.startswith(b"HTTP/"):
            return piece
        hour = format_datetime(self._clock.now(), usegmt=True).encode()
        return _HOUR.sub(lambda found: found[1] + hour, piece, count=1)


def _shut(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it had ended by itself
