"""A thin, long line in front of a server on this machine: what a village's mobile mast leaves of one.

Bytes are handed on unread; packets are counted and timed as TCP over IPv4 would send them: segments of at most 1,448
bytes with 52 of headers (IPv4 20, TCP 20, its time stamps 12), an acknowledgement of 52 for every second segment,
three packets to open a connection and four to close it. Loss and slow start are not shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType

ROUND_TRIP_S, BITS_PER_S = 0.3, 256_000
_SEGMENT, _HEADERS = 1448, 52
_OPENING, _CLOSING = 3 * _HEADERS, 4 * _HEADERS
_MODEM_S = 0.25
"""How much of the line's time the modem takes in beforehand; who sends more waits, as behind a full buffer."""


class _Way:
    """One direction: packets follow one another at the line's speed and arrive half a round trip later."""

    def __init__(self) -> None:
        self.carried = 0
        self.free_at = 0.0

    def send(self, size: int, now: float) -> float:
        """Take ``size`` bytes with headers; when their last one arrives."""
        self.carried += size
        self.free_at = max(now, self.free_at) + size * 8 / BITS_PER_S
        return self.free_at + ROUND_TRIP_S / 2


class SlowLine:
    """A port of its own whose connections end at ``port``, all of them sharing one line. A context manager."""

    def __init__(self, port: int) -> None:
        self.port = 0
        self._to = port
        self._up, self._down = _Way(), _Way()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="slow-line")
        self._ready, self._end = threading.Event(), asyncio.Event()

    @property
    def carried(self) -> int:
        """Bytes so far in both directions, headers and packets included."""
        return self._up.carried + self._down.carried

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._listen())

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._end.wait()
        server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._up.carried += _OPENING
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        await asyncio.sleep(ROUND_TRIP_S)  # the packets that open it go there and back
        with contextlib.suppress(asyncio.CancelledError):  # the line is taken away under an open connection
            await asyncio.gather(
                self._carry(reader, far_writer, self._up, self._down),
                self._carry(far_reader, writer, self._down, self._up),
            )
            self._up.carried += _CLOSING

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: _Way, back: _Way
    ) -> None:
        arrives, packets = self._loop.time(), 0
        while data := await _or_end(lambda: reader.read(_SEGMENT)):
            now = self._loop.time()
            arrives = way.send(len(data) + _HEADERS, now)
            packets += 1
            if packets % 2 == 0:
                back.send(_HEADERS, now)
            self._loop.call_at(arrives, writer.write, data)
            await asyncio.sleep(max(0.0, way.free_at - _MODEM_S - now))
        await asyncio.sleep(max(0.0, arrives - self._loop.time()))
        writer.close()

    def __enter__(self) -> SlowLine:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)


async def _or_end(read: Callable[[], Awaitable[bytes]]) -> bytes:
    """What ``read`` gives; nothing where the other side has broken off."""
    try:
        return await read()
    except ConnectionError:
        return b""
