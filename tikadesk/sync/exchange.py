"""One request, one answer, as plain values; and how an answer is read before anybody believes it.

Neither sockets nor state: ``client`` carries requests out, ``engine`` decides which come next.
"""

from __future__ import annotations

import email.utils
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from nacl.signing import SigningKey

from tikadesk.domain import wire
from tikadesk.domain.locator import Locator
from tikadesk.domain.wire import Fault, PullPage, PushReply, WireError
from tikadesk.errors import SyncFault
from tikadesk.store.store import Me

CONNECT_S, READ_S, LONG_READ_S = 5.0, 30.0, 120.0


@dataclass(frozen=True)
class Request:
    """What to send: ``path`` is below the server's address; ``read_s`` is how long to wait for bytes."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    read_s: float = READ_S


@dataclass(frozen=True)
class Response:
    """What came back. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_tikadesk(self) -> bool:
        """Whether a TikaDesk server speaks. A captive portal's page, even with status 200, is "no server"."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        speaks = wire.H_PROTOCOL.lower() in self.headers
        return speaks and kind in (wire.JSON_TYPE, wire.PROBLEM_TYPE)

    @property
    def foreign_fault(self) -> SyncFault:
        """What to make of an answer that is not TikaDesk's: a proxy before a server that is down says so with a 5xx."""
        return SyncFault.SERVER_TROUBLE if 500 <= self.status <= 599 else SyncFault.NOT_TIKADESK

    @property
    def retry_after_s(self) -> float:
        """The pause that the server asks for; half a minute where it says nothing readable."""
        try:
            return min(3600.0, max(0.0, float(self.headers.get("retry-after", "30"))))
        except ValueError:
            return 30.0

    def skew_s(self, now: datetime) -> int | None:
        """How many seconds this machine's clock is ahead of the server's; None when it does not say."""
        try:
            told = email.utils.parsedate_to_datetime(self.headers.get("date", ""))
        except (TypeError, ValueError):
            return None
        return round((now - told.replace(tzinfo=told.tzinfo or UTC)).total_seconds())


class Place(StrEnum):
    """How the server's position for our journal stands to our own."""

    JOINED = "joined"  # it holds exactly our first n entries
    AHEAD = "ahead"  # it holds more than we do: our disk has lost a tail
    FORKED = "forked"  # it holds other entries under our name: another copy of this disk has written


def place(reply: PushReply, length: int, head_at: Callable[[int], bytes | None]) -> Place:
    """Where the server stands, by its own word: equal (n, chain) proves that both hold the same entries.

    Whether an AHEAD server really continues our journal shows when its entries are chained onto our end.
    """
    mine = head_at(reply.high)
    if mine is not None and mine == reply.chain:
        return Place.JOINED
    if mine is None and reply.high > length:
        return Place.AHEAD
    return Place.FORKED


def own_lines(page: PullPage, after: int) -> list[bytes]:
    """The bodies of a page of this desk's own journal, numbered from ``after`` + 1; raises WireError for a gap."""
    bodies: list[bytes] = []
    for item in page.items:
        n, body = item.get("n"), item.get("b")
        if not isinstance(n, int) or not isinstance(body, str):
            raise WireError(Fault.MALFORMED, "own")
        if n > after + len(bodies):
            if n != after + len(bodies) + 1:
                raise WireError(Fault.MALFORMED, "own")
            bodies.append(body.encode())
    return bodies


def proof(me: Me, challenge: str) -> dict[str, object]:
    """What opens a session: this desk's certificate, and the server's challenge signed with its key."""
    signature = SigningKey(me.seed).sign(b"tika1|session|" + challenge.encode()).signature
    return {"cert": me.cert, "challenge": challenge, "sig": wire.to_base64(signature)}


def token(answer: bytes) -> str:
    """The token of an opened session; raises WireError."""
    given = wire.load(answer).get("token")
    if not isinstance(given, str):
        raise WireError(Fault.MALFORMED, "token")
    return given


def common(locator: Locator, head_at: Callable[[int], bytes | None]) -> int:
    """The last place of a locator at which both journals agree; 0 when none is told.

    It may lie before the true parting: entries journalled again keep their ids and count once.
    """
    agreed = [n for n, start in locator if (mine := head_at(n)) is not None and mine[:8] == start]
    return max(agreed, default=0)
