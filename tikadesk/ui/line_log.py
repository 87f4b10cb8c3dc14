"""What happened on the line since the program started, as the sync page tells it. Only what was really seen."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from tikadesk.domain.status import Look, SyncState, SyncStatus
from tikadesk.ui.words import Words, say

_KEPT = 40
UNTOLD = {SyncState.UNKNOWN, SyncState.UNENROLLED, SyncState.SENDING}


@dataclass(frozen=True)
class LineEvent:
    """One thing that happened: when, what, and how it is drawn."""

    at: datetime
    words: Words
    look: Look
    icon: str


class LineLog:
    """Turns the stream of statuses into few events, the newest first."""

    def __init__(self) -> None:
        self._events: deque[LineEvent] = deque(maxlen=_KEPT)
        self._last = SyncStatus(SyncState.UNKNOWN)

    def note(self, status: SyncStatus, now: datetime) -> None:
        """Take in a status as it arrived at ``now``."""
        before, self._last = self._last, status
        gone = before.waiting - status.waiting
        if gone > 0 and before.state != SyncState.UNKNOWN:
            self._add(now, say("happened.received", n=gone), Look.OK, "check-circle")
        if status.state == before.state or status.state in UNTOLD:
            return
        words = Words(f"happened.{status.state.value}", status.sentence(now)[1])
        off = status.state in (SyncState.NO_LINE, SyncState.NO_SERVER)
        icon = "cloud-off" if off else "check-circle" if status.look() == Look.OK else "alert"
        self._add(now, words, status.look(), icon)

    def _add(self, at: datetime, words: Words, look: Look, icon: str) -> None:
        self._events.appendleft(LineEvent(at, words, look, icon))

    def newest(self, limit: int) -> list[LineEvent]:
        """The last ``limit`` events, the newest first."""
        return list(self._events)[:limit]
