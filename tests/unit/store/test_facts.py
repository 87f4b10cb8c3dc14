"""Counts for the strip and ``status``: nothing is estimated, None is "unknown"."""

from __future__ import annotations

from tests.desk import MORNING, walk_in
from tikadesk.actions import void
from tikadesk.actions.desk import Desk
from tikadesk.store import facts
from tikadesk.store.facts import Counts


def test_this_desks_entries_are_counted(desk: Desk) -> None:
    device = desk.store.me.device
    before = facts.counts(desk.store.connection, device).entries
    walk_in(desk)
    assert facts.counts(desk.store.connection, device) == Counts(before + 2, 0, 0, None)
    assert facts.counts(desk.store.connection, "another-desk").entries == 0


def test_a_record_that_was_sent_back_twice_counts_once(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    desk.store.connection.execute("UPDATE op SET judgement = 'held' WHERE rec = ?", [saved.id])
    desk.store.connection.execute("UPDATE op SET judgement = 'flagged' WHERE rec = ?", [saved.dose_id])
    counts = facts.counts(desk.store.connection, desk.store.me.device)
    assert (counts.held, counts.flagged) == (1, 1)


def test_since_when_the_oldest_waits(desk: Desk) -> None:
    connection, device = desk.store.connection, desk.store.me.device
    entries = facts.counts(connection, device).entries
    desk.clock.advance(seconds=600)
    walk_in(desk)
    assert facts.oldest_waiting_at(connection, device, 0) == MORNING
    later = facts.oldest_waiting_at(connection, device, entries)
    assert later is not None and (later - MORNING).total_seconds() == 600
    assert facts.oldest_waiting_at(connection, device, entries + 2) is None


def test_void_records_do_not_count(desk: Desk) -> None:
    saved = walk_in(desk)
    walk_in(desk, dose=False)
    void.void(desk, "registration", saved.id, reason="twice")
    counted = facts.records(desk.store.connection)
    assert (counted["registration"], counted["dose"], counted["operator"]) == (1, 0, 2)
