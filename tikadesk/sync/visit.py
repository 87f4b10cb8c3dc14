"""Carrying the engine's wishes out, one at a time, and the honest picture of how it stands. No Qt, no thread."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from tikadesk.domain.status import OLD_AFTER, SKEW_LIMIT_S, SyncState, SyncStatus
from tikadesk.errors import SyncFault, SyncTrouble
from tikadesk.store import facts
from tikadesk.store.store import Store
from tikadesk.sync.asking import ask_day
from tikadesk.sync.client import Client
from tikadesk.sync.engine import Engine, Wait
from tikadesk.sync.exchange import LONG_READ_S, Request, Response

_log = logging.getLogger("tikadesk.sync")

_SLOW_S = 5.0
_FAULT_STATES = {
    SyncFault.NO_LINE: SyncState.NO_LINE,
    SyncFault.BUSY: SyncState.BUSY,
    SyncFault.STORAGE_FULL: SyncState.BUSY,
    SyncFault.NO_ANSWER: SyncState.NO_ANSWER,
    SyncFault.REVOKED: SyncState.PERMISSION,
}


class Visitor:
    """Takes single steps: at most one request each, so that whoever drives it can stop between any two."""

    def __init__(self, engine: Engine, client: Client, store: Store) -> None:
        self.engine = engine
        self._client = client
        self._store = store

    def step(self, *, most_s: float = LONG_READ_S) -> tuple[Wait | None, frozenset[str]]:
        """Send the next request and take its answer in; the wait instead when there is nothing to send now.

        A request is given up after ``most_s`` seconds of silence, for a driver whose own time ends then.
        With it the kinds whose rows changed. Raises StoreTrouble; troubles of the line end in the engine.
        """
        wish = self.engine.next()
        if isinstance(wish, Wait):
            return wish, frozenset()
        try:
            answer = self._sent(wish, most_s)
        except SyncTrouble as trouble:
            self.engine.failed(trouble.fault)
            return None, frozenset()
        return None, self.engine.receive(answer)

    def _sent(self, wish: Request, most_s: float) -> Response:
        """The answer to ``wish``; the time until it comes is used where there is something to do."""
        if not self.engine.has_spare_work:
            return self._client.send(self.engine.server, wish, most_s=most_s)
        with ThreadPoolExecutor(1, "sync-line") as line:
            sending = line.submit(self._client.send, self.engine.server, wish, most_s=most_s)
            try:
                self.engine.prepare()
                return sending.result()
            except KeyboardInterrupt:
                self.cut()  # nobody waits for the answer any more
                raise

    def ask_day(self, day: str, now: datetime, *, app: str) -> None:
        """Ask what the server holds of an ISO day and keep its answer, or why there was none. Raises StoreTrouble."""
        servers = self.engine.servers
        fault = ask_day(self._store, self._client, servers, day, now, app=app)
        _log.info("asked about a day: %s", fault or "answered")

    def cut(self) -> None:
        """From any thread: give up the request under way."""
        self._client.cut()

    def status(self, now: datetime, total: int) -> SyncStatus:
        """How it stands at ``now``; ``total`` is how many entries waited when this visit began."""
        counts = facts.counts(self._store.connection, self._store.me.device)
        high = self.engine.high if self.engine.heard else min(self._high_told(), counts.entries)
        waiting = max(0, counts.entries - high)
        state = self._state(now, waiting, counts)
        fault = self.engine.fault
        return SyncStatus(
            state=state,
            waiting=waiting,
            entries=counts.entries,
            done=max(0, total - waiting),
            total=max(total, waiting),
            held=counts.held,
            flagged=counts.flagged,
            since=self.engine.fault_since,
            next_try_at=self.engine.due if fault is not None else None,
            until=self.engine.due if state is SyncState.BUSY else None,
            last_answer_at=self.engine.last_answer_at or counts.last_answer_at,
            oldest_waiting_at=facts.oldest_waiting_at(self._store.connection, self._store.me.device, high),
            server=self.engine.server,
            fault=fault.value if fault else "",
            skew_s=self.engine.skew_s,
        )

    def _high_told(self) -> int:
        return self.engine.ledger.position().high

    def _state(self, now: datetime, waiting: int, counts: facts.Counts) -> SyncState:
        fault = self.engine.fault
        if self._store.me.cert is None and self.engine.ledger.continues() is None:
            return SyncState.UNENROLLED
        if fault is SyncFault.REVOKED:
            return SyncState.PERMISSION
        oldest = facts.oldest_waiting_at(self._store.connection, self._store.me.device, self.engine.high)
        if fault is not None and oldest is not None and now - oldest > OLD_AFTER:
            return SyncState.OLD
        if fault is not None:
            return _FAULT_STATES.get(fault, SyncState.NO_SERVER)
        if not self.engine.heard:
            return SyncState.UNKNOWN
        if abs(self.engine.skew_s) > SKEW_LIMIT_S:
            return SyncState.CLOCK
        if counts.held:
            return SyncState.SENT_BACK
        if not waiting:
            return SyncState.IDLE
        return SyncState.SLOW if self.engine.push_s > _SLOW_S else SyncState.SENDING
