"""What every verb of the server is given: its home, keys, clock and limits. No verb asks the machine for them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache

from tikadesk.domain.clock import Clock, SystemClock
from tikadesk.server import keys
from tikadesk.server.home import ServerHome, server_home

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What the environment may set; the defaults are those of the product."""

    lease_hold_minutes: float = 15
    free_bytes: int = 200 * _MEGABYTE
    session_seconds: int = 12 * 3600
    challenge_seconds: int = 300
    code_hours: int = 72
    code_tries: int = 5
    day_bytes: int = 50 * _MEGABYTE

    @classmethod
    def from_environment(cls) -> Limits:
        """With ``TIKADESK_LEASE_HOLD_MINUTES`` and ``TIKADESK_SERVER_FREE_MB``, which drills and tests set."""
        return cls(
            lease_hold_minutes=float(os.environ.get("TIKADESK_LEASE_HOLD_MINUTES", cls.lease_hold_minutes)),
            free_bytes=int(os.environ.get("TIKADESK_SERVER_FREE_MB", cls.free_bytes // _MEGABYTE))
            * _MEGABYTE,
        )


@dataclass(frozen=True)
class Service:
    """One running server. ``practice``: its numbers have series 00 and can never be real."""

    home: ServerHome
    keys: keys.Keys
    clock: Clock = field(default_factory=SystemClock)
    limits: Limits = field(default_factory=Limits)
    practice: bool = False


def start(home: ServerHome) -> Service:
    """The service of ``home``; raises OSError when its keys cannot be read or made."""
    return Service(
        home=home,
        keys=keys.load(home),
        limits=Limits.from_environment(),
        practice=bool(home.options().get("practice")),
    )


@cache
def current() -> Service:
    """This process's service."""
    return start(server_home())
