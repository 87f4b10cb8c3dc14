"""Reading the outages of the centre's desks, and what those desks did while they went on. Nothing here writes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tikadesk.domain import numbers
from tikadesk.domain.clock import IST
from tikadesk.domain.outage import Outage, Span
from tikadesk.store import notes
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.records import Row, select

LIVE = ("outage", "live")
"""The note of this desk's outage that is not over yet: it outlives a power cut."""
WORK = ("registrations", "doses", "samples", "boxes", "numbers", "waiting")
"""What is counted of the work done meanwhile. A number is used up, whatever became of its record; ``waiting`` counts
this desk's records that the server has not confirmed by now.
"""
_KINDS = {"registration": "registrations", "dose": "doses", "sample": "samples", "consignment": "boxes"}
_OWN = f"dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')"


@dataclass(frozen=True)
class Live:
    """An outage that is not over yet, and its record, empty until it counts."""

    outage: Outage
    rec: str = ""


def live(connection: Connection) -> Live | None:
    """This desk's outage that is not over yet. Raises StoreTrouble."""
    with troubles():
        kept = notes.get(connection, *LIVE)
    if not isinstance(kept, dict):
        return None
    answered = kept["answered"]
    outage = Outage(
        began=datetime.fromisoformat(kept["began"]),
        tried=datetime.fromisoformat(kept["tried"]),
        faults=tuple(kept["faults"]),
        server=kept["server"],
        answered=datetime.fromisoformat(answered) if answered else None,
    )
    return Live(outage, kept["rec"])


def kept(known: Live) -> dict[str, object]:
    """What ``live`` reads again."""
    outage = known.outage
    return {
        "began": stamp(outage.began), "tried": stamp(outage.tried), "faults": outage.faults, "server": outage.server,
        "answered": stamp(outage.answered) if outage.answered else None, "rec": known.rec,
    }  # fmt: skip


def stamp(at: datetime) -> str:
    """An instant as records hold it, Indian time to the second."""
    return at.astimezone(IST).isoformat(timespec="seconds")


def between(connection: Connection, first: str, last: str) -> list[Span]:
    """The outages of the centre's desks that touch the ISO days ``first`` to ``last``, oldest first, also this desk's
    present one, as soon as it counts. Raises StoreTrouble.
    """
    rows = select(
        connection,
        f"SELECT * FROM outage WHERE void = 0 AND {_OWN} AND day <= ? AND (ended_at IS NULL OR ended_at >= ?)"
        " ORDER BY began_at, id",
        [last, first],
    )
    known = live(connection)
    spans = [_present(row, known) if known and row["id"] == known.rec else _span(row) for row in rows]
    return [span for span in spans if stamp(span.until)[:10] >= first]


def _span(row: Row) -> Span:
    return Span(
        device=row["dev"] or "",
        began=datetime.fromisoformat(row["began_at"]),
        tried=datetime.fromisoformat(row["tried_at"] or row["began_at"]),
        ended=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        faults=tuple((row["faults"] or "").split()),
        server=row["server"] or "",
    )


def _present(row: Row, known: Live) -> Span:
    outage = known.outage
    return Span(row["dev"] or "", outage.began, outage.tried, outage.answered, outage.faults, outage.server)


def work(connection: Connection, groups: Sequence[Iterable[Span]]) -> list[Counter[str]]:
    """What was done in each group of outages by the desks that had them, by the names of WORK. One pass over
    each kind's records. Raises StoreTrouble.
    """
    counts = [Counter[str]() for _ in groups]
    issued = [set[str]() for _ in groups]
    desks = defaultdict[str, list[tuple[str, str, int]]](list)
    for place, group in enumerate(groups):
        for span in group:
            desks[span.device].append((stamp(span.began), stamp(span.until), place))
    if not desks:
        return counts
    for spans in desks.values():
        spans.sort()
    first = min(spans[0][0] for spans in desks.values())
    last = max(until for spans in desks.values() for _, until, _ in spans)
    with troubles():
        high = connection.execute("SELECT max(high) FROM pos").fetchone()[0] or 0
        for kind, name in _KINDS.items():
            given = "outcome = 'given'" if kind == "dose" else "1"
            rows = connection.execute(
                f"SELECT dev, at, void, no, n > ?1, {given} FROM {kind} WHERE at >= ?2 AND at <= ?3",
                [high, first, last],
            )
            for dev, at, void, no, waits, counted in rows:
                during = _place(desks.get(dev, ()), at)
                if during is not None:
                    counts[during][name] += not void and bool(counted)
                    counts[during]["waiting"] += bool(waits)
                    if no:
                        issued[during].add(numbers.case_of(no))
    for count, found in zip(counts, issued, strict=True):
        count["numbers"] = len(found)
    return counts


def _place(spans: Sequence[tuple[str, str, int]], at: str) -> int | None:
    """Where in the groups the outage of one desk stands in which ``at`` lies: a desk has one at a time."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    if before and at <= spans[before - 1][1]:
        return spans[before - 1][2]
    return None
