"""Writing down the outages of the line: one record for each, when it counts and when it is over. What one outage is
stands in ``domain.outage``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tikadesk.actions.desk import NOBODY, Desk
from tikadesk.domain import outage as rules
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.outage import Outage
from tikadesk.domain.status import SyncStatus
from tikadesk.store import outages
from tikadesk.store.outages import LIVE, Live, stamp

KEEP_EVERY = timedelta(seconds=30)
"""How far a kept outage may lag behind the last look: not every look is worth a write."""


def notice(desk: Desk, status: SyncStatus) -> bool:
    """Take in a picture of the line; whether something was journalled. Raises StoreTrouble."""
    journalled = _close_what_is_over(desk)
    known = outages.live(desk.store.connection)
    after = rules.seen(known.outage if known else None, status, desk.clock.now())
    return (after is not None and _keep(desk, known, after)) or journalled


def look(desk: Desk) -> bool:
    """Look at the clock alone, now and then while an outage is not over: it goes on, or its end is written down.

    Whether something was journalled. Raises StoreTrouble.
    """
    journalled = _close_what_is_over(desk)
    known = outages.live(desk.store.connection)
    return (known is not None and _keep(desk, known, known.outage.still(desk.clock.now()))) or journalled


def _close_what_is_over(desk: Desk) -> bool:
    known, now = outages.live(desk.store.connection), desk.clock.now()
    if known is None or not known.outage.over(now):
        return False
    past = known.outage.closed(now)
    if desk.practice:
        # In a drill hours pass in a moment: that nobody looked for long means nothing there.
        if known.outage.answered is None:
            return False
        past = replace(past, tried=past.answered or now)
    # What lasted while nobody looked does not make an outage of a moment.
    counts = bool(known.rec) or known.outage.counts(known.outage.tried)
    with desk.store.write() as writer:
        if known.rec:
            row = desk.known("outage", known.rec)
            desk.change(writer, "outage", row, Op.EDIT, _values(past), why=None, by=NOBODY)
        elif counts:
            desk.create(writer, "outage", _values(past), by=NOBODY)
        writer.note(*LIVE, None)
    return counts


def _keep(desk: Desk, known: Live | None, after: Outage) -> bool:
    """Keep what is known now, and journal it as soon as it counts; whether it was journalled."""
    rec = known.rec if known else ""
    counts = not rec and after.answered is None and after.counts(desk.clock.now())
    if known is not None and not counts and _hardly_changed(known.outage, after):
        return False
    with desk.store.write() as writer:
        if counts:
            rec = desk.create(writer, "outage", _values(after), by=NOBODY)
        writer.note(*LIVE, outages.kept(Live(after, rec)))
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
