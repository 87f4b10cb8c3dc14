"""An engine over a real store in memory, and answers written by hand, for the tests of what it asks next."""

from __future__ import annotations

import random
from typing import Any

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.domain import codings, wire
from tikadesk.domain.journal import chain, digest, genesis
from tikadesk.domain.locator import places
from tikadesk.domain.wire import Batch, Fault, ProblemReply, PullPage, PushReply
from tikadesk.sync.engine import Engine, Wait
from tikadesk.sync.exchange import Request, Response
from tikadesk.sync.pace import Pace

SPEAKS = {"content-type": "application/json", "tika-proto": "1"}
SERVERS = ("https://one.example", "https://two.example")


class Talk:
    """An engine with a desk, and answers written by hand."""

    def __init__(self, *, enrolled: bool = True, seed: int = 1) -> None:
        self.desk = DeskInMemory(seed, enrolled=enrolled)
        self.start()

    def start(self) -> None:
        """The engine anew, as after a restart."""
        source = random.Random(7)
        self.engine = Engine(self.desk.ledger, self.desk.clock, source, SERVERS, app="test", pace=Pace())

    def ask(self) -> Request:
        """The next request, waiting for it where the engine wants to wait; the time under way is used."""
        wish = self.engine.next()
        while isinstance(wish, Wait):
            assert wish.until is not None
            self.desk.clock.advance(seconds=(wish.until - self.desk.clock.now()).total_seconds())
            wish = self.engine.next()
        self.engine.prepare()
        return wish

    def say(self, content: bytes, status: int = 200) -> None:
        """The server answers."""
        self.engine.receive(Response(status, SPEAKS, content))

    def refuse(self, status: int, fault: Fault, *, retry: str = "30", **extra: Any) -> None:
        """The server says no."""
        body = ProblemReply(status, fault, "", extra).encode()
        self.engine.receive(Response(status, SPEAKS | {"retry-after": retry}, body))

    def open(self) -> Request:
        """Through health and session to the first push."""
        assert self.ask().path == "/v1/health"
        self.say(b'{"ok":true}')
        assert self.ask().body == b"{}"
        self.refuse(401, Fault.SESSION_EXPIRED, challenge="c")
        assert wire.load(self.ask().body)["challenge"] == "c"
        self.say(b'{"token":"tk_1","ttl":100}')
        request = self.ask()
        assert (request.path, request.headers["Authorization"]) == ("/v1/push", "Bearer tk_1")
        return request

    def position(self, bodies: list[bytes], **more: Any) -> PushReply:
        """What a server with ``bodies`` under this desk's name says."""
        heads = [genesis(self.desk.device), *chain(genesis(self.desk.device), 1, map(digest, bodies))]
        told = tuple((n, heads[n][:8]) for n in places(len(bodies)))
        return PushReply(self.desk.device, len(bodies), heads[-1], locator=told, **more)

    def settle(self) -> None:
        """The server takes everything and has no news."""
        self.say(self.position(self.desk.bodies()).encode())
        assert self.ask().path.startswith("/v1/pull?")
        self.say(PullPage((), "cursor-1", False).encode())


def batch_of(request: Request) -> Batch:
    """What a push carries."""
    assert request.headers["Content-Encoding"] == "gzip"
    return Batch.decode(codings.unpack(request.body, codings.GZIP, wire.MAX_INFLATED))
