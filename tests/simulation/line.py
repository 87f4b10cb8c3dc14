"""The line between a desk and the server, and everything that happens to requests and answers on it."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, replace

from tests.simulation.central import Central, PowerCutAtServer
from tests.simulation.machine import Machine
from tikadesk.domain.wire import Fault, ProblemReply
from tikadesk.errors import SyncFault
from tikadesk.sync.exchange import Request, Response

KINDS = (
    "no_line", "request_lost", "reply_lost", "request_late", "request_repeated", "cut_500_before", "cut_500_after",
    "busy_503", "portal_html", "proxy_502", "reply_truncated", "request_damaged", "reply_stale", "server_crash",
)  # fmt: skip
_HTML = Response(200, {"content-type": "text/html"}, b"<html>Welcome to free wifi</html>")


@dataclass(frozen=True)
class Weather:
    """How likely each kind of trouble is on one request."""

    odds: dict[str, float]

    @classmethod
    def drawn(cls, source: random.Random) -> Weather:
        """Some kinds of trouble absent, others frequent: schedules differ more than one average mix would."""
        rough = source.choice([0.0, 0.02, 0.05, 0.12])
        return cls({kind: rough * source.random() if source.random() < 0.6 else 0.0 for kind in KINDS})


class Line:
    """Carries one request at a time for each desk. ``adrift`` are requests that may still arrive one day."""

    def __init__(
        self, central: Central, weather: Weather, source: random.Random, faults: Counter[str], *, page: int
    ) -> None:
        self._page = page  # small pages make a long read of the feed, with trouble in the middle of it
        self._central, self._weather, self._source = central, weather, source
        self.faults = faults
        self.adrift: list[tuple[str, Request]] = []
        self._heard: dict[tuple[str, str], list[Response]] = {}
        self.healed = False
        self.carried = 0
        self.held: dict[str, int] = {}
        self.premature: list[str] = []

    def visit(self, machine: Machine, steps: int) -> bool:
        """Let a desk's engine send up to ``steps`` requests; True when it has come to rest before."""
        from tikadesk.sync.engine import Wait

        for _ in range(steps):
            wish = machine.engine.next()
            if isinstance(wish, Wait):
                return True
            outcome = self.carry(machine, wish)
            if isinstance(outcome, SyncFault):
                machine.engine.failed(outcome)
            else:
                machine.engine.receive(outcome)
                self._weigh_words(machine)
        return False

    def _weigh_words(self, machine: Machine) -> None:
        """A desk may say "received" only of what the server has had in custody at some time."""
        now = self._central.connection.execute("SELECT dev, high FROM device").fetchall()
        self.held.update((dev, max(high, self.held.get(dev, 0))) for dev, high in now)
        engine, dev = machine.engine, machine.engine.ledger.me().device
        if engine.heard and engine.high > self.held.get(dev, 0):
            self.premature.append(f"desk {machine.name} says {engine.high} of {self.held.get(dev, 0)}")

    def carry(self, machine: Machine, request: Request) -> Response | SyncFault:
        """What the desk sees of ``request``."""
        if self._page and not self.healed:
            request = replace(request, path=re.sub(r"\bmax=\d+", f"max={self._page}", request.path))
        self.carried += 1
        trouble = self._trouble()
        if trouble:
            self.faults[trouble] += 1
        address = f"10.0.0.{machine.name}"
        match trouble:
            case "no_line":
                return SyncFault.NO_LINE
            case "request_lost":
                return SyncFault.NO_ANSWER
            case "request_late":
                self.adrift.append((address, request))
                return SyncFault.NO_ANSWER
            case "reply_lost":
                self._central.answer(request, address)
                return SyncFault.NO_ANSWER
            case "cut_500_before":
                return _problem(500, Fault.INTERNAL)
            case "cut_500_after":
                self._central.answer(request, address)
                return _problem(500, Fault.INTERNAL)
            case "busy_503":
                return _problem(503, self._source.choice([Fault.OVERLOADED, Fault.NOT_WRITER]), retry="20")
            case "portal_html":
                return _HTML
            case "proxy_502":
                return replace(_HTML, status=502)
            case "request_damaged" if request.body:
                return self._central.answer(replace(request, body=self._damaged(request.body)), address)
            case "reply_stale":
                kept = self._heard.get((machine.name, _endpoint(request)))
                return self._source.choice(kept) if kept else SyncFault.NO_ANSWER
            case "server_crash":
                return self._crash(request, address)
        answer = self._central.answer(request, address)
        if trouble == "request_repeated":
            self.adrift.append((address, request))
        if trouble == "reply_truncated":
            return replace(answer, body=answer.body[: self._source.randrange(len(answer.body) or 1)])
        if self._weather.odds["reply_stale"] > 0.0 and answer.status < 300:
            self._heard.setdefault((machine.name, _endpoint(request)), []).append(answer)
        return answer

    def _crash(self, request: Request, address: str) -> Response | SyncFault:
        """The server's process ends before it judges what it has just taken into custody, and starts again or not."""
        self._central.crash_before_judging = True
        try:
            return self._central.answer(request, address)
        except PowerCutAtServer:
            if self._source.random() < 0.5:
                self._central.boot()
            return SyncFault.NO_ANSWER
        finally:
            self._central.crash_before_judging = False

    def wash_ashore(self, most: int) -> None:
        """Some requests that were thought lost arrive now; nobody waits for their answers."""
        for _ in range(min(most, len(self.adrift))):
            address, request = self.adrift.pop(self._source.randrange(len(self.adrift)))
            self.faults["late_arrival"] += 1
            self._central.answer(request, address)

    def _trouble(self) -> str:
        if self.healed:
            return ""
        drawn = self._source.random()
        for kind, odds in self._weather.odds.items():
            drawn -= odds
            if drawn < 0:
                return kind
        return ""

    def _damaged(self, body: bytes) -> bytes:
        place = self._source.randrange(len(body))
        return body[:place] + bytes([body[place] ^ (1 << self._source.randrange(8))]) + body[place + 1 :]


def _endpoint(request: Request) -> str:
    # a cache in between would know an answer by its address; the query is not part of what it looks at
    return f"{request.method} {request.path.partition('?')[0]}"


def _problem(status: int, fault: Fault, *, retry: str = "") -> Response:
    headers = {"content-type": "application/problem+json", "tika-proto": "1"}
    return Response(
        status,
        headers | ({"retry-after": retry} if retry else {}),
        ProblemReply(status, fault, "", {}).encode(),
    )
