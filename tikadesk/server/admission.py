"""Who may come in now: few at once, the rest queue briefly or are told when to come back. In memory of one process.

A refused desk gets a place reserved in a queue of estimated work, so that the desks of a state that all come back at
once are served as fast as the server can, without coming back in vain.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tikadesk.domain.clock import Clock

_OVERBOOK = 1.3
_QUEUE_SECONDS = 5.0
_DUE_QUEUE_SECONDS = 15.0
_DEADLINE = 2.0
_BURST, _PER_SECOND = 200.0, 20.0
_FIRST_COST = 0.02
_IDLE_SHARE = 0.3
_IDLE_LEAST = 60
_MOST_REMEMBERED = 200_000


class Busy(Exception):
    """Come back after ``retry_after`` seconds. ``throttled``: because of this desk itself, not of the server."""

    def __init__(self, retry_after: float, *, throttled: bool = False) -> None:
        super().__init__("busy")
        self.retry_after = retry_after
        self.throttled = throttled


@dataclass
class _Bucket:
    tokens: float
    at: float
    day: int = 0
    bytes: int = 0


@dataclass
class Door:
    """The entrance to the work that costs: ``at_once`` requests inside, others waiting up to two seconds."""

    clock: Clock
    at_once: int
    day_bytes: int
    source: random.Random = field(default_factory=random.Random)
    waiting: int = 0
    cost: float = _FIRST_COST
    _next_slot: float = 0.0
    _slots: dict[str, float] = field(default_factory=dict)
    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._places = threading.BoundedSemaphore(self.at_once)

    def _now(self) -> float:
        return self.clock.now().timestamp()

    def knock(self, who: str, *, size: int = 0, weight: float = 1.0) -> None:
        """Count one request of ``size`` bytes against ``who``; raises Busy for one that comes too often.

        ``weight`` is how many ordinary requests it counts for.
        """
        now = self._now()
        with self._lock:
            if len(self._buckets) > _MOST_REMEMBERED:
                self._buckets.clear()
            bucket = self._buckets.setdefault(who, _Bucket(_BURST, now))
            bucket.tokens = min(_BURST, bucket.tokens + max(0.0, now - bucket.at) * _PER_SECOND)
            bucket.at = now
            day = int(now // 86_400)
            if bucket.day != day:
                bucket.day, bucket.bytes = day, 0
            if bucket.bytes + size > self.day_bytes:
                raise Busy(3600, throttled=True)
            if bucket.tokens < weight:
                raise Busy((weight - bucket.tokens) / _PER_SECOND, throttled=True)
            bucket.tokens -= weight
            bucket.bytes += size

    @contextmanager
    def inside(self, who: str, *, batches: int = 1) -> Iterator[None]:
        """Do the work inside the ``with``; raises Busy when too many wait. ``batches`` is what ``who`` still has."""
        self._queue(who, batches)
        try:
            if not self._places.acquire(timeout=_DEADLINE):
                raise Busy(self._reserve(who, batches))
        finally:
            with self._lock:
                self.waiting -= 1
        started = self._now()
        try:
            yield
        finally:
            self._places.release()
            with self._lock:
                self.cost += 0.05 * (max(0.0005, self._now() - started) - self.cost)
                self._slots.pop(who, None)

    def _queue(self, who: str, batches: int) -> None:
        with self._lock:
            due = self._slots.get(who, float("inf")) <= self._now() + 1
            room = _DUE_QUEUE_SECONDS if due else _QUEUE_SECONDS
            full = self.waiting * self.cost / self.at_once > room
            if not full:
                self.waiting += 1
                return
        raise Busy(self._reserve(who, batches))

    def _reserve(self, who: str, batches: int) -> float:
        """Seconds until the slot of ``who``, which it keeps until it has been served."""
        with self._lock:
            now = self._now()
            if self._slots.get(who, 0.0) <= now:
                if len(self._slots) > _MOST_REMEMBERED:
                    self._slots.clear()
                work = max(1, min(batches, 64)) * self.cost / self.at_once
                self._next_slot = max(self._next_slot, now + 1) + work / _OVERBOOK
                self._slots[who] = self._next_slot
            wait = self._slots[who] - now
        return wait + self.source.uniform(0, min(2.0, 0.05 * wait))

    def idle_wait(self, desks: int) -> int:
        """How many seconds an idle desk should leave between visits, so that idle visits take a third at most."""
        return max(_IDLE_LEAST, int(desks * self.cost / (_IDLE_SHARE * self.at_once)))
