"""The sync engine: a state machine that neither sleeps nor sends. Ask it what to do next, tell it what happened.

``next()`` gives a request or a wait; ``receive``/``failed`` take the outcome. It keeps no truth of its own: positions
come from the server's answers, everything else from the ledger, so it can be thrown away at any moment.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote

from nacl.signing import SigningKey

from tikadesk.domain import wire
from tikadesk.domain.clock import Clock, stamp
from tikadesk.domain.journal import chain, digest
from tikadesk.domain.wire import Fault, ProblemReply, PullPage, PushReply, WireError
from tikadesk.errors import SyncFault
from tikadesk.store.ledger import Ledger
from tikadesk.sync.exchange import Place, Request, Response, common, own_lines, place, proof, token
from tikadesk.sync.load import Load, Packed
from tikadesk.sync.pace import LONGEST_WAIT_S, NEXT_SERVER_AFTER, STORAGE_FULL_S, Pace

_log = logging.getLogger("tikadesk.sync")


class Phase(StrEnum):
    """What the engine is about to do."""

    PROBE = "probe"
    CONTINUE = "continue"
    CHALLENGE = "challenge"
    SESSION = "session"
    PUSH = "push"
    ADOPT = "adopt"
    PULL = "pull"


@dataclass(frozen=True)
class Wait:
    """Nothing to send before ``until``; None: not before someone enrols this desk."""

    until: datetime | None


class Engine:
    """Talks for one desk with one server at a time."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        source: random.Random,
        servers: Sequence[str],
        *,
        app: str,
        pace: Pace,
    ) -> None:
        self.ledger = ledger
        self._clock, self._source, self._app, self._pace = clock, source, app, pace
        self._servers = tuple(servers)
        self._server = 0
        self._phase = Phase.PROBE
        self._token: str | None = None
        self._challenge = ""
        self._unproved = False  # a new token that has opened nothing yet
        self._load = Load()
        self._under_way: Packed | None = None
        self._ready: Packed | None = None
        self._failures = 0
        self._due: datetime | None = clock.now()
        self._wait_s = 60.0
        self._ahead: PushReply | None = None
        self._collected: list[bytes] = []
        self._held_up = False
        self.fault: SyncFault | None = None
        self.fault_since: datetime | None = None
        self.answer_status = 0
        """The HTTP status of the last answer that was not TikaDesk's."""
        self.last_answer_at: datetime | None = None
        self.skew_s = 0
        self.heard = False
        """Whether this run has heard the server's position: before that, "unknown" is the only honest word."""
        self.push_s = 0.0
        """How long the server took to confirm the last batch."""
        self._asked_at = clock.now()
        self.high = 0
        """The server's position, by its own last word."""

    @property
    def server(self) -> str:
        """The address in use."""
        return self._servers[self._server] if self._servers else ""

    @property
    def servers(self) -> tuple[str, ...]:
        """All addresses, the one in use first."""
        return self._servers[self._server :] + self._servers[: self._server]

    @property
    def due(self) -> datetime | None:
        """When it will want to send next."""
        return self._due

    @property
    def busy(self) -> bool:
        """Whether a visit is under way."""
        return self._phase is not Phase.PROBE and not self._held_up and self.fault is None

    def wake(self) -> None:
        """Something was saved: look in soon. A pause that a server or a failure has set is kept."""
        if self.fault is None and self._due is not None and not self.busy:
            self._due = min(self._due, self._in(self._pace.debounce()))

    def try_now(self) -> None:
        """A person asks: look in at once."""
        self._due = self._clock.now()
        self._held_up = False

    def next(self) -> Request | Wait:
        """The request to send now, or how long to wait."""
        if not self._servers or (self.ledger.me().cert is None and self.ledger.continues() is None):
            return Wait(None)
        if self._due is not None and self._due > self._clock.now():
            if self._due <= self._in(LONGEST_WAIT_S):
                return Wait(self._due)
            self._due = self._clock.now()  # no wait is that long: someone has set the PC's clock back
        self._held_up = False
        self._asked_at = self._clock.now()
        match self._phase:
            case Phase.PROBE:
                return self._request("GET", "/v1/health")
            case Phase.CONTINUE:
                return self._request("POST", "/v1/enrol", wire.dump(self._continue()), wire.JSON_TYPE)
            case Phase.CHALLENGE:
                return self._request("POST", "/v1/session", b"{}", wire.JSON_TYPE)
            case Phase.SESSION:
                told = wire.dump(proof(self.ledger.me(), self._challenge))
                return self._request("POST", "/v1/session", told, wire.JSON_TYPE)
            case Phase.PUSH:
                return self._push()
            case Phase.ADOPT:
                return self._request(
                    "GET", f"/v1/pull?own={self.ledger.tip().n + len(self._collected)}&max={wire.MAX_PAGE}"
                )
            case Phase.PULL:
                cursor = self.ledger.position().cursor
                after = f"cursor={quote(cursor)}&" if cursor else ""
                return self._request("GET", f"/v1/pull?{after}max={wire.MAX_PAGE}&bare=1")

    def _request(self, method: str, path: str, body: bytes = b"", kind: str = "", **more: str) -> Request:
        headers = {
            wire.H_PROTOCOL: str(wire.PROTOCOL),
            wire.H_SCHEMA: str(wire.SCHEMA),
            wire.H_APP: self._app,
            wire.H_QUEUE: str(max(0, self.ledger.tip().n - self.high)),
            "Accept": f"{wire.JSON_TYPE}, {wire.PROBLEM_TYPE}",
            **more,
        }
        if kind:
            headers["Content-Type"] = kind
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        return Request(method, path, headers, body)

    def _push(self) -> Request:
        after = min(self.high if self.heard else self.ledger.position().high, self.ledger.tip().n)
        ready, self._ready = self._ready, None
        packed = ready if ready is not None and ready.after == after else self._load.pack(self.ledger, after)
        self._under_way = packed
        coded = {} if packed.coding is None else {"Content-Encoding": packed.coding}
        return self._request("POST", "/v1/push", packed.body, wire.PUSH_TYPE, **coded)

    @property
    def has_spare_work(self) -> bool:
        """Whether the request that ``next`` gave last is a batch with more to come after it."""
        under_way = self._under_way
        return self._phase is Phase.PUSH and under_way is not None and under_way.last < self.ledger.tip().n

    def prepare(self) -> None:
        """While a batch is under way: make the one after it ready, for the answer that is hoped for."""
        if self._under_way is not None and self.has_spare_work:
            self._ready = self._load.pack(self.ledger, self._under_way.last)

    def _continue(self) -> dict[str, object]:
        kept = self.ledger.continues() or {}
        me = self.ledger.me()
        key = SigningKey(me.seed)
        return {
            "dev": me.device,
            "pub": wire.to_base64(bytes(key.verify_key)),
            "box": wire.to_base64(bytes(key.to_curve25519_private_key().public_key)),
            "hint": "",
            "continues": {"cert": kept["cert"], "common": kept["common"], "sig": kept["sig"]},
        }

    def receive(self, response: Response) -> frozenset[str]:
        """Take in an answer; the kinds whose rows changed by it."""
        now = self._clock.now()
        if not response.is_tikadesk:
            self.answer_status = response.status
            self.failed(response.foreign_fault)
            return frozenset()
        skew = response.skew_s(now)
        self.skew_s = self.skew_s if skew is None else skew
        self.last_answer_at = now
        try:
            if response.status >= 400:
                self._refused(response)
                return frozenset()
            changed = self._accept(response)
        except WireError as error:
            _log.warning("answer not understood in %s: %s", self._phase, error.fault)
            self.failed(SyncFault.GARBLED)
            return frozenset()
        return changed

    def _accept(self, response: Response) -> frozenset[str]:
        changed: frozenset[str] = frozenset()
        match self._phase:
            case Phase.PROBE:
                health = wire.load(response.body)
                if health.get("ok") is not True:
                    raise WireError(Fault.MALFORMED, "health")
                self._load.probed((self._clock.now() - self._asked_at).total_seconds(), health.get("codings"))
                was_down = self.fault is not None
                self._go(self._first_phase())
                if was_down:
                    self._due = self._in(self._pace.returned(self._source))
            case Phase.CONTINUE:
                self.ledger.continued(wire.load(response.body))
                self._go(Phase.CHALLENGE)
            case Phase.CHALLENGE:
                raise WireError(Fault.MALFORMED, "a challenge comes as 401")
            case Phase.SESSION:
                self._token, self._unproved = token(response.body), True
                self._go(Phase.PUSH)
            case Phase.PUSH:
                changed = self._placed(PushReply.decode(response.body))
                self._unproved = False
            case Phase.ADOPT:
                self._adopt(PullPage.decode(response.body))
            case Phase.PULL:
                changed = self._pulled(PullPage.decode(response.body))
        self._failures = 0
        self.fault = self.fault_since = None
        return changed

    def _first_phase(self) -> Phase:
        if self.ledger.me().cert is None:
            return Phase.CONTINUE
        return Phase.PUSH if self._token else Phase.CHALLENGE

    def _go(self, phase: Phase) -> None:
        self._phase = phase
        self._due = self._clock.now()

    def _placed(self, reply: PushReply) -> frozenset[str]:
        tip = self.ledger.tip()
        if reply.device != self.ledger.me().device:
            raise WireError(Fault.MALFORMED, "dev")
        match self.place(reply):
            case Place.JOINED:
                self.high, self.heard = reply.high, True
                self.push_s = (self._clock.now() - self._asked_at).total_seconds()
                self._wait_s = float(reply.wait)
                changed = self.ledger.confirm(reply, at=stamp(self._clock), skew=self.skew_s)
                self._load.taken()
                self._go(Phase.PUSH if reply.high < tip.n else Phase.PULL)
                return changed
            case Place.AHEAD:
                self._ahead, self._collected = reply, []
                self._go(Phase.ADOPT)
            case Place.FORKED:
                self._reidentify(common(reply.locator, self.ledger.head))
        return frozenset()

    def place(self, reply: PushReply) -> Place:
        """Where the server stands to our journal."""
        return place(reply, self.ledger.tip().n, self.ledger.head)

    def _adopt(self, page: PullPage) -> None:
        """Collect our own entries from the server; take them back once they prove to continue our journal."""
        ahead, tip = self._ahead, self.ledger.tip()
        fresh = own_lines(page, tip.n + len(self._collected))
        if ahead is None or not fresh:
            self._go(Phase.PUSH)  # the server has lost them meanwhile, or someone saved: ask where it stands
            raise WireError(Fault.MALFORMED, "nothing to adopt")
        self._collected += fresh
        heads = chain(tip.head, tip.n + 1, map(digest, self._collected))
        if len(heads) < ahead.high - tip.n:
            self._go(Phase.ADOPT)
        elif heads[ahead.high - tip.n - 1] == ahead.chain:
            self.ledger.adopt(tip.n, self._collected)
            self._go(Phase.PUSH)
        else:
            self._reidentify(common(ahead.locator, self.ledger.head))

    def _reidentify(self, agreed: int) -> None:
        _log.warning("another copy of this desk has written: becoming a new device from entry %d", agreed)
        self.ledger.reidentify(agreed)
        self._under_way = self._ready = None
        self._token, self.high, self.heard = None, 0, False
        self._go(Phase.CONTINUE)

    def _pulled(self, page: PullPage) -> frozenset[str]:
        changed = self.ledger.take_page(page.items, page.cursor, at=stamp(self._clock))
        if page.more:
            self._go(Phase.PULL)
            return changed
        handed_back = self.ledger.salvage() if self.ledger.position().resync else 0
        if handed_back or self.ledger.tip().n > self.high:
            self._go(Phase.PUSH)
        else:
            self._rest(self._pace.idle(self._wait_s, self._source))
        return changed

    def _rest(self, seconds: float) -> None:
        self._phase = Phase.PUSH
        self._due = self._in(seconds)
        self._held_up = True

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)

    def _refused(self, response: Response) -> None:
        problem = ProblemReply.decode(response.status, response.body)
        _log.info("server says no in %s: %d %s", self._phase, response.status, problem.fault)
        match response.status, problem.fault:
            case 401, _ if self._phase is Phase.CHALLENGE and "challenge" in problem.extra:
                self._challenge = str(problem.extra["challenge"])
                self._go(Phase.SESSION)
            case 401, _:
                self._token = None
                if self._phase is Phase.SESSION or self._unproved:
                    self.failed(SyncFault.REFUSED)
                else:
                    self._go(Phase.CHALLENGE)
            case 403, _:
                self._stop(SyncFault.REVOKED, STORAGE_FULL_S)
            case 409, Fault.FORK:
                told = problem.extra.get("common")
                agreed = common(problem.locator(), self.ledger.head)
                self._reidentify(
                    max(agreed, told if isinstance(told, int) and told <= self.ledger.tip().n else 0)
                )
            case 410, _ if self.ledger.position().cursor is not None:
                self.ledger.lose_cursor()
                self._go(Phase.PULL)
            case 413, _ if self._load.halve():
                self._go(Phase.PUSH)
            case 415, _ if self._load.plainer():
                self._go(Phase.PUSH)
            case ((429 | 503), _):
                self._stop(
                    SyncFault.BUSY, self._pace.refused(response.retry_after_s, self._source), scaled=True
                )
                if problem.fault is Fault.NOT_WRITER:
                    self._next_server()
            case 507, _:
                self._stop(SyncFault.STORAGE_FULL, STORAGE_FULL_S)
            case ((400 | 404), _):
                self._token = None  # an old answer that came late may have given one of an earlier identity
                self._phase = Phase.PROBE
                self._stop(SyncFault.REFUSED, STORAGE_FULL_S)
            case _:
                self.failed(SyncFault.GARBLED)

    def _stop(self, fault: SyncFault, seconds: float, *, scaled: bool = False) -> None:
        self._note(fault)
        self._due = self._in(seconds if scaled else seconds * self._pace.scale)

    def _note(self, fault: SyncFault) -> None:
        if self.fault is not fault:
            self.fault, self.fault_since = fault, self._clock.now()

    def failed(self, fault: SyncFault) -> None:
        """Tell that the request had no usable answer: unreachable, cut off, not a TikaDesk server, garbled."""
        self._note(fault)
        if fault is SyncFault.NO_ANSWER:
            self._load.halve()
        if fault is SyncFault.GARBLED:
            self._due = self._in(self._pace.error(self._failures, self._source))
        else:
            self._phase = Phase.PROBE
            self._due = self._in(self._pace.probe(self._failures, self._source))
        self._failures += 1
        if self._failures % NEXT_SERVER_AFTER == 0:
            self._next_server()

    def _next_server(self) -> None:
        if len(self._servers) > 1:
            self._server = (self._server + 1) % len(self._servers)
            self._token = None
            self._phase = Phase.PROBE
