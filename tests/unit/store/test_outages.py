"""What a desk did while its line was down is counted from its entries, each once, and only of that desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.boxes import tube
from tests.desk import walk_in
from tests.raipur import as_supervisor
from tests.two_desks import TwoDesks
from tikadesk.actions import consign, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.outage import Outage, Span
from tikadesk.store import outages
from tikadesk.store.outages import Live, stamp


def span(desk: Desk, minutes: int, *, device: str = "", open_end: bool = False) -> Span:
    now = desk.clock.now()
    tried = now + timedelta(minutes=minutes)
    return Span(device or desk.store.me.device, now, tried, None if open_end else tried, ("no_line",))


def wait(desk: Desk, minutes: int) -> datetime:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=minutes * 60)
    return desk.clock.now()


def test_work_is_what_was_saved_between_beginning_and_end(desk: Desk) -> None:
    as_supervisor(desk)
    walk_in(desk)
    wait(desk, 10)
    first = span(desk, 30)
    wait(desk, 5)
    saved = walk_in(desk, mobile="9826041188")
    walk_in(desk, mobile="9826041189", dose=False)
    void.void(desk, "registration", saved.id, reason="twice")
    tube(desk)
    consign.consign(desk, "LAB-JNMRPR")
    wait(desk, 100)
    second = span(desk, 10, open_end=True)
    wait(desk, 5)
    walk_in(desk, mobile="9826041190")
    wait(desk, 6)
    walk_in(desk, mobile="9826041191")
    done, later = outages.work(desk.store.connection, [(first,), (second,)])
    assert {name: done[name] for name in outages.WORK} == {
        "registrations": 1, "doses": 0, "samples": 1, "boxes": 1, "numbers": 4, "waiting": 5,
    }  # fmt: skip
    assert {name: later[name] for name in outages.WORK} == {
        "registrations": 1, "doses": 1, "samples": 0, "boxes": 0, "numbers": 1, "waiting": 2,
    }  # fmt: skip
    desk.store.connection.execute("INSERT INTO pos(peer, high, safe, resync) VALUES('service', 9999, 0, 0)")
    assert outages.work(desk.store.connection, [(first,)])[0]["waiting"] == 0
    assert outages.work(desk.store.connection, []) == []


def test_each_desk_is_counted_in_its_own_outage() -> None:
    both = TwoDesks()
    here, there = both.desks
    mine, theirs = span(here, 30), span(here, 30, device=there.store.me.device)
    for one, count in zip(both.both, (1, 2), strict=True):
        one.clock.advance(seconds=60)
        for _ in range(count):
            one.register()
    both.meet()
    apart = outages.work(here.store.connection, [(mine,), (theirs,)])
    assert [count["registrations"] for count in apart] == [1, 2]
    assert outages.work(there.store.connection, [(mine, theirs)])[0]["registrations"] == 3


def test_an_outage_of_another_desk_of_the_centre_is_in_the_list_too() -> None:
    both = TwoDesks()
    here, there = both.desks
    now = there.clock.now()
    with there.store.write() as writer:
        values = {"day": "2021-05-16", "began_at": stamp(now), "faults": "no_line busy"}
        there.create(writer, "outage", values)
    both.meet()
    (found,) = outages.between(here.store.connection, "2021-05-16", "2021-05-16")
    assert found == Span(there.store.me.device, now, now, None, ("no_line", "busy"))


def test_what_is_kept_of_a_live_outage_is_read_again(desk: Desk) -> None:
    now = desk.clock.now()
    for answered in (None, now + timedelta(minutes=3)):
        known = Live(Outage(now, now + timedelta(minutes=2), ("no_line",), "s", answered), "rec")
        with desk.store.write() as writer:
            writer.note(*outages.LIVE, outages.kept(known))
        assert outages.live(desk.store.connection) == known
