"""What is one outage of the line, when it counts, and how long it was for certain. Pure: the clock is a parameter.

A desk knows of an outage only while it is switched on: for as long as nobody looked, nobody knows how the line was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tikadesk.domain.status import SyncStatus
from tikadesk.errors import SyncFault

COUNTS_FROM = timedelta(minutes=1)
"""A shorter outage is none, and a line that was back for a shorter time was not back."""
AWAY = timedelta(minutes=10)
"""A desk that is switched on looks much more often: a longer gap means that it was not."""
NO_OUTAGE = frozenset({"", SyncFault.REVOKED.value})
"""The server answers a desk whose permission ended."""


@dataclass(frozen=True)
class Outage:
    """One outage as a desk sees it: ``tried`` is when it last knew of no answer, ``answered`` when the server answered
    again, None while it does not. ``faults`` are codes of ``SyncFault`` in the order in which they came.
    """

    began: datetime
    tried: datetime
    faults: tuple[str, ...]
    server: str = ""
    answered: datetime | None = None

    def counts(self, now: datetime) -> bool:
        """Whether it has lasted long enough at ``now``."""
        return (self.answered or max(self.tried, now)) - self.began >= COUNTS_FROM

    def over(self, now: datetime) -> bool:
        """Whether what comes next is another outage: the line was back long enough, or nobody has looked for long."""
        if self.answered is None:
            return now - self.tried > AWAY
        return abs(now - self.answered) >= COUNTS_FROM

    def closed(self, now: datetime) -> Outage:
        """It as it is written down when it is over; where nobody saw the end, until ``now``: somebody looks again."""
        return self if self.answered is not None else replace(self, answered=now)

    def still(self, now: datetime) -> Outage:
        """It after a look at ``now`` that brought nothing new."""
        return self if self.answered is not None else replace(self, tried=max(self.tried, now))


def seen(known: Outage | None, status: SyncStatus, now: datetime) -> Outage | None:
    """The outage after a new picture of the line at ``now``; ``known`` is the one before, which is not over yet."""
    if status.fault not in NO_OUTAGE:
        if known is None:
            return Outage(min(status.since or now, now), now, (status.fault,), status.server)
        return replace(
            known,
            began=min(known.began, now),  # someone has set the clock back
            tried=now,
            faults=tuple(dict.fromkeys((*known.faults, status.fault))),
            answered=None,
        )
    answer = status.last_answer_at
    if known is None or known.answered is not None or answer is None:
        return known
    if answer > known.tried or now < known.tried:
        return replace(known, answered=max(answer, known.began))
    return known


@dataclass(frozen=True)
class Span:
    """An outage of the desk ``device`` as it is written down: ``tried`` is until when it is known to have gone on;
    ``ended`` None while it does.
    """

    device: str
    began: datetime
    tried: datetime
    ended: datetime | None
    faults: tuple[str, ...]
    server: str = ""

    @property
    def until(self) -> datetime:
        """Its end; while it goes on, until when it is known to."""
        return max(self.began, self.ended or self.tried)

    @property
    def unseen_from(self) -> datetime | None:
        """When the computer was switched off while it went on; None where it saw the end itself."""
        return self.tried if self.ended is not None and self.ended - self.tried > AWAY else None

    @property
    def certain_until(self) -> datetime:
        """Until when it is certain: what was not seen is not counted."""
        return max(self.began, self.unseen_from or self.until)


def together(spans: Iterable[Span]) -> list[tuple[Span, ...]]:
    """The outages of a centre's desks, oldest first; those that overlap are one: one line failed for all of them."""
    found: list[list[Span]] = []
    reached = None
    for span in sorted(spans, key=lambda one: (one.began, one.device)):
        if reached is not None and span.began <= reached:
            found[-1].append(span)
            reached = max(reached, span.certain_until)
        else:
            found.append([span])
            reached = span.certain_until
    return [tuple(group) for group in found]


def lasted(group: Sequence[Span]) -> timedelta:
    """How long outages that overlap lasted together, as far as that is certain."""
    return max(span.certain_until for span in group) - min(span.began for span in group)
