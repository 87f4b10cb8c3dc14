"""The ledger of outages: one line for each while that the centre had no server, on any of its desks, and what was done
meanwhile. Its columns are ``resources/print/outage_ledger.json``, or a state's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tikadesk.domain import outage
from tikadesk.domain.clock import IST
from tikadesk.domain.outage import Span
from tikadesk.i18n import tr
from tikadesk.reports import cells
from tikadesk.reports.cells import Words, shown_day
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, headings, picking, title
from tikadesk.store import outages
from tikadesk.store.outages import WORK
from tikadesk.store.store import Store

NAME = "outage_ledger"
TOTALS = ("outages", "minutes", "longest", *WORK)
"""What is counted under the ledger, in this order: all but ``longest`` are sums of its lines, times whole minutes."""


@dataclass(frozen=True)
class Incident:
    """Outages of one or more desks that overlap, and the work done meanwhile by the names of WORK."""

    spans: tuple[Span, ...]
    work: Counter[str]

    @property
    def began(self) -> datetime:
        """When the first desk lost its server, Indian time."""
        return min(span.began for span in self.spans).astimezone(IST)

    @property
    def ended(self) -> datetime | None:
        """When the last desk had it again, Indian time; None while it goes on."""
        ends = [span.ended for span in self.spans]
        return None if None in ends else max(end for end in ends if end is not None).astimezone(IST)

    @property
    def certain_until(self) -> datetime:
        """Until when it is certain, Indian time."""
        return max(span.certain_until for span in self.spans).astimezone(IST)

    @property
    def lasted(self) -> timedelta:
        """As far as it is certain."""
        return outage.lasted(self.spans)

    @property
    def minutes(self) -> int:
        """How many whole minutes it lasted."""
        return self.lasted // timedelta(minutes=1)

    @property
    def faults(self) -> tuple[str, ...]:
        """What was wrong, each once, in the order in which it was seen."""
        return tuple(dict.fromkeys(fault for span in self.spans for fault in span.faults))


def incidents(store: Store, first: str, last: str) -> list[Incident]:
    """The outages that touch the ISO days from ``first`` to ``last``, oldest first. Raises StoreTrouble."""
    groups = outage.together(outages.between(store.connection, first, last))
    work = outages.work(store.connection, groups)
    return [Incident(spans, done) for spans, done in zip(groups, work, strict=True)]


def counted(found: Iterable[Incident]) -> Counter[str]:
    """The totals, by the names of TOTALS."""
    count = Counter[str]()
    for one in found:
        count.update(one.work)
        count["outages"] += 1
        count["minutes"] += one.minutes
        count["longest"] = max(count["longest"], one.minutes)
    return count


def shares(found: Iterable[Incident], day: str) -> list[tuple[float, float]]:
    """From when to when there was no server, as shares of an ISO day."""
    start, whole = datetime.fromisoformat(day).replace(tzinfo=IST), timedelta(days=1)
    parts = [
        (max(one.began, start) - start, min(one.certain_until, start + whole) - start)
        for one in found
        if one.began < start + whole and one.certain_until > start
    ]
    return [(begin / whole, end / whole) for begin, end in parts]


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The ledger of the ISO days from ``first`` to ``last``. Raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    found = incidents(store, first, last)
    count = counted(found)
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, found, shape),
        expected=len(found),
        totals=lambda: [(tr(f"report.ledger_total.{name}"), count[name]) for name in TOTALS],
        practice=practice,
    )


def _rows(store: Store, found: list[Incident], shape: tuple[Column, ...]) -> Iterator[tuple[Cell, ...]]:
    words, picked = Words(), picking(shape)
    for number, one in enumerate(found, 1):
        yield picked(line(store, one, number, words))


def line(store: Store, one: Incident, number: int, words: Words) -> dict[str, Cell]:
    """An outage's cells by the keys that a column may have; ``number`` is its serial number."""
    return {
        "sno": number,
        "day": one.began.date().isoformat(),
        "began": one.began.strftime("%H:%M"),
        "ended": _ended(one, words),
        "goes_on": int(one.ended is None),
        "minutes": one.minutes,
        "lasted": said_minutes(one.minutes),
        "faults": ", ".join(words.say(f"outage.fault.{fault}") for fault in one.faults),
        "desks": "+".join(cells.desk_labels(store, {span.device for span in one.spans})),
        "remarks": _remarks(one),
        **{name: one.work[name] for name in WORK},
    }


def said_minutes(minutes: int) -> str:
    """``3 h 48 min``, or ``12 min``."""
    hours, rest = divmod(minutes, 60)
    return tr("outage.hours", hours=hours, minutes=rest) if hours else tr("outage.minutes", minutes=rest)


def _ended(one: Incident, words: Words) -> str:
    if one.ended is None:
        return words.say("outage.goes_on")
    clock = one.ended.strftime("%H:%M")
    return (
        clock
        if one.ended.date() == one.began.date()
        else f"{shown_day(one.ended.date().isoformat())} {clock}"
    )


def _remarks(one: Incident) -> str:
    unseen = [span.unseen_from for span in one.spans]
    if one.certain_until in [at.astimezone(IST) for at in unseen if at is not None]:
        return tr("outage.unseen", at=one.certain_until.strftime("%H:%M"))
    return ""


REPORT = Report("ledger", make, paper="ledger_paper")
