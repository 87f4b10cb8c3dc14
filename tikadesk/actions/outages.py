"""Writing down the outages of the line: one record for each, when it counts and when it is over. What one outage is
stands in ``domain.outage``.
"""

from __future__ import annotations

from datetime import timedelta

from tikadesk.actions.desk import NOBODY, Desk
from tikadesk.domain import outage as rules
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.outage import Outage
from tikadesk.domain.status import SyncStatus
from tikadesk.store import outages
from tikadesk.store.outages import LIVE, Live, stamp

KEEP_EVERY = timedelta(seconds=30)
"""How far a kept outage may lag behind the last try: not every try is worth a write."""


def notice(desk: Desk, status: SyncStatus) -> bool:
    """Take in a picture of the line; whether something was journalled. Raises StoreTrouble."""
    journalled = settle(desk)
    known = outages.live(desk.store.connection)
    now = desk.clock.now()
    after = rules.seen(known.outage if known else None, status, now)
    if after is None or (known is not None and after == known.outage):
        return journalled
    rec = known.rec if known else ""
    counts = not rec and after.counts(now) and after.answered is None
    if known is not None and not counts and _hardly_changed(known.outage, after):
        return journalled
    with desk.store.write() as writer:
        if counts:
            rec = desk.create(writer, "outage", _values(after), by=NOBODY)
        writer.note(*LIVE, outages.kept(Live(after, rec)))
    return journalled or counts


def settle(desk: Desk) -> bool:
    """Write the end of an outage that is over by now; whether something was journalled. Raises StoreTrouble."""
    known = outages.live(desk.store.connection)
    now = desk.clock.now()
    if known is None or not known.outage.over(now):
        return False
    past = known.outage
    counts = bool(known.rec) or past.counts(now)
    with desk.store.write() as writer:
        if known.rec:
            row = desk.known("outage", known.rec)
            desk.change(writer, "outage", row, Op.EDIT, _values(past), why=None, by=NOBODY)
        elif counts:
            desk.create(writer, "outage", _values(past), by=NOBODY)
        writer.note(*LIVE, None)
    return counts


def pending(desk: Desk) -> bool:
    """Whether an outage is not over yet: it must be looked at again soon. Raises StoreTrouble."""
    return outages.live(desk.store.connection) is not None


def _hardly_changed(before: Outage, after: Outage) -> bool:
    alike = (before.began, before.faults, before.answered) == (after.began, after.faults, after.answered)
    return alike and timedelta() <= after.tried - before.tried < KEEP_EVERY


def _values(outage: Outage) -> dict[str, Value]:
    began = stamp(outage.began)
    values: dict[str, Value] = {
        "day": began[:10], "began_at": began, "tried_at": stamp(outage.tried), "faults": " ".join(outage.faults),
        "server": outage.server,
    }  # fmt: skip
    return values | {"ended_at": stamp(outage.answered)} if outage.answered else values
