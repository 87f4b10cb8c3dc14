"""The one clock. Everything that needs the time is given a ``Clock``; nothing else asks the machine.

Dates of service are India's calendar dates whatever the PC's time zone says, so that no dose moves a day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

IST = timezone(timedelta(hours=5, minutes=30), "IST")


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that moves only when told: for practice, drills at speed, simulation and tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was last set to."""
        return self._at

    def advance(self, *, seconds: float) -> None:
        """Move by ``seconds``; negative moves back, as PC clocks do."""
        self._at += timedelta(seconds=seconds)


def today(clock: Clock) -> str:
    """India's calendar date, ``YYYY-MM-DD``."""
    return clock.now().astimezone(IST).date().isoformat()


def stamp(clock: Clock) -> str:
    """The instant in Indian time, to the second: ``2021-05-16T10:21:07+05:30``."""
    return clock.now().astimezone(IST).isoformat(timespec="seconds")
