"""What the desk knows about its data and the line, and which sentence says so. ``ui`` and ``sync`` both speak this.

The order of facts never changes: where it is safe, how many wait, why and what next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tikadesk.domain.clock import IST

OLD_AFTER = timedelta(hours=24)
SKEW_LIMIT_S = 300


class SyncState(StrEnum):
    """The states that the strip has words for."""

    UNENROLLED = "unenrolled"
    UNKNOWN = "unknown"
    IDLE = "idle"
    SENDING = "sending"
    NO_LINE = "no_line"
    NO_SERVER = "no_server"
    SLOW = "slow"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    SENT_BACK = "sent_back"
    OLD = "old"
    PERMISSION = "permission"
    CLOCK = "clock"
    DISK = "disk"


class Look(StrEnum):
    """How a state is drawn; each look has its own icon, so that colour is never alone."""

    OK = "ok"
    INFO = "info"
    NEUTRAL = "neutral"
    AMBER = "amber"
    DANGER = "danger"


_LOOKS = {
    SyncState.IDLE: Look.OK,
    SyncState.SENDING: Look.INFO,
    SyncState.NO_ANSWER: Look.INFO,
    SyncState.SENT_BACK: Look.AMBER,
    SyncState.OLD: Look.AMBER,
    SyncState.PERMISSION: Look.AMBER,
    SyncState.CLOCK: Look.AMBER,
    SyncState.DISK: Look.DANGER,
}


@dataclass(frozen=True)
class SyncStatus:
    """One honest picture. ``waiting`` counts entries the server has not confirmed; ``done`` of ``total`` is this
    visit's progress; ``since`` is when the present state began; None stands for what cannot be known.
    """

    state: SyncState
    waiting: int = 0
    entries: int = 0
    done: int = 0
    total: int = 0
    held: int = 0
    flagged: int = 0
    since: datetime | None = None
    next_try_at: datetime | None = None
    until: datetime | None = None
    last_answer_at: datetime | None = None
    oldest_waiting_at: datetime | None = None
    server: str = ""
    fault: str = ""
    skew_s: int = 0

    def look(self) -> Look:
        """How it is drawn."""
        return _LOOKS.get(self.state, Look.NEUTRAL)

    def sentence(self, now: datetime) -> tuple[str, dict[str, object]]:
        """The key and params of the strip's sentence at ``now``."""
        params: dict[str, object] = {
            "waiting": self.waiting,
            "entries": self.entries,
            "done": self.done,
            "total": self.total,
            "held": self.held,
            "since": hour(self.since),
            "until": hour(self.until),
            "last": hour(self.last_answer_at),
            "left": max(0, round((self.next_try_at - now).total_seconds())) if self.next_try_at else 0,
            "hours": round((now - self.oldest_waiting_at).total_seconds() / 3600)
            if self.oldest_waiting_at
            else 0,
            "minutes": round(abs(self.skew_s) / 60),
        }
        key = f"strip.{self.state.value}"
        if self.state in (SyncState.NO_LINE, SyncState.NO_SERVER) and not self.waiting:
            key += ".none_waiting"
        return key, params


def hour(at: datetime | None) -> str:
    """``21:40`` in Indian time, or a dash for what is not known."""
    return at.astimezone(IST).strftime("%H:%M") if at else "–"
