"""What waits, counted by kind: the running count is always what a fresh one would be."""

from __future__ import annotations

from tests.desk import MORNING, walk_in
from tikadesk.actions import facts, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.waiting import CHANGED, WaitingCount
from tikadesk.domain.clock import IST


def confirm(desk: Desk, high: int) -> None:
    desk.store.connection.execute(
        "INSERT INTO pos(peer, high, safe, resync) VALUES('service', ?, 0, 0)"
        " ON CONFLICT(peer) DO UPDATE SET high = excluded.high",
        [high],
    )


def test_each_kind_with_its_number_and_its_first_and_last_stamp(desk: Desk) -> None:
    counted = WaitingCount(desk)
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    kinds = {kind.kind: kind for kind in counted.count()}
    assert kinds["registration"].count == kinds["dose"].count == 1
    assert kinds[CHANGED].count == sum(row.op != "create" for row in facts.waiting(desk)) > 0
    at = MORNING.astimezone(IST).isoformat(timespec="seconds")
    assert (kinds["dose"].oldest, kinds["dose"].newest) == (at, at)
    assert counted.size == sum(row.size for row in facts.waiting(desk))


def test_what_came_and_what_went_is_followed(desk: Desk) -> None:
    counted = WaitingCount(desk)
    for step in range(6):
        walk_in(desk, mobile=f"982604110{step}", id_number=f"SGT19961{step:02d}")
        confirm(desk, step * 2)
        fresh = WaitingCount(desk)
        assert counted.count() == fresh.count()
        assert counted.size == fresh.size == sum(row.size for row in facts.waiting(desk))
    confirm(desk, facts.facts_of(desk).entries)
    assert (counted.count(), counted.size) == ([], 0)


def test_a_server_put_back_makes_them_wait_again(desk: Desk) -> None:
    walk_in(desk)
    counted = WaitingCount(desk)
    before = counted.count()
    confirm(desk, facts.facts_of(desk).entries)
    assert counted.count() == []
    confirm(desk, 0)
    assert counted.count() == before
