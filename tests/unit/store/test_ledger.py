"""The ledger: what is sent, what is taken in, and the ways back after a loss on either side."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.domain import journal as chain
from tikadesk.domain import numbers
from tikadesk.domain.entry import Op
from tikadesk.domain.wire import Judgement, PushReply, Verdict, WireError
from tikadesk.store import facts
from tikadesk.store.checking import faults
from tikadesk.store.ledger import Position


def central(desk: DeskInMemory) -> set[str]:
    found = desk.store.connection.execute("SELECT id FROM op WHERE central = 1").fetchall()
    return {id for (id,) in found}


def entries(desk: DeskInMemory) -> set[str]:
    return {id for (id,) in desk.store.connection.execute("SELECT id FROM op").fetchall()}


def take(desk: DeskInMemory, items: list[dict[str, Any]], cursor: str | None = "c") -> frozenset[str]:
    return desk.ledger.take_page(items, cursor, at="2021-05-16T09:00:00+05:30")


def shown(desk: DeskInMemory) -> dict[str, tuple[object, ...]]:
    names = ("no", "name", "mobile", "heads", "conflict", "void")
    return {rec: tuple(row[name] for name in names) for rec, row in desk.rows().items()}


def twin_of(seed: int) -> DeskInMemory:
    """Another machine with the identity of the desk of ``seed``; what it saves has ids of its own."""
    twin = DeskInMemory(seed)
    twin.store.source.seed(99)
    return twin


# --- sending ----------------------------------------------------------------------------------------------------------
def test_a_batch_is_chained_and_signed_from_wherever_the_server_stands() -> None:
    desk = DeskInMemory()
    for _ in range(4):
        desk.register()
    bodies, public = desk.bodies(), bytes(SigningKey(desk.ledger.me().seed).verify_key)
    for after in range(len(bodies)):
        batch = desk.ledger.batch(after, most=2, most_bytes=2**20)
        assert batch.bodies == tuple(bodies[after : after + 2])
        heads = chain.chain(batch.previous, batch.first, map(chain.digest, batch.bodies))
        assert heads[-1] == batch.head == desk.ledger.head(batch.last)
        assert chain.head_is_signed(public, desk.device, batch.last, batch.head, batch.signature)


def test_a_batch_after_the_end_only_asks() -> None:
    desk = DeskInMemory()
    desk.register()
    batch = desk.ledger.batch(len(desk.bodies()), most=9, most_bytes=9)
    assert (batch.bodies, batch.signature, batch.previous) == ((), b"", batch.head)


def test_the_position_is_written_down_as_heard_even_when_it_falls() -> None:
    desk = DeskInMemory()
    assert desk.ledger.position() == Position()
    for high in (7, 2):
        reply = PushReply(desk.device, high, bytes(32), safe=1, receipt=f"receipt {high}")
        desk.ledger.confirm(reply, at="now", skew=4)
        assert desk.ledger.position() == Position(high, 1, None, f"receipt {high}", False, "now", 4)
    desk.ledger.confirm(PushReply(desk.device, 3, bytes(32)), at="now", skew=0)
    assert desk.ledger.position().receipt == "receipt 2"
    assert desk.ledger.batch(0, most=1, most_bytes=1).receipt == "receipt 2"


def test_a_verdict_shows_on_its_row() -> None:
    desk = DeskInMemory()
    rec = desk.register()
    verdict = Verdict(desk.device, 1, rec, Judgement.FLAGGED, "number-collision")
    reply = PushReply(desk.device, 1, bytes(32), verdicts=(verdict,))
    assert desk.ledger.confirm(reply, at="", skew=0) == {"registration"}
    assert desk.row(rec)["judged"] == "flagged:number-collision"
    assert take(desk, [Verdict(desk.device, 1, rec, Judgement.APPLIED).as_item()]) == {"registration"}
    assert desk.row(rec)["judged"] is None


def test_a_verdict_about_nothing_known_is_let_pass() -> None:
    desk = DeskInMemory()
    assert take(desk, [Verdict("x", 1, "nobody", Judgement.HELD, "bad-shape").as_item()]) == frozenset()


# --- taking in --------------------------------------------------------------------------------------------------------
def test_another_desks_records_arrive_with_the_cursor() -> None:
    desk, other = DeskInMemory(1), DeskInMemory(2)
    rec = other.register()
    assert take(desk, other.feed(), "after") == {"registration"}
    assert shown(desk) == shown(other)
    assert (desk.row(rec)["own"], other.row(rec)["own"]) == (0, 1)
    assert desk.ledger.position().cursor == "after"
    assert take(desk, other.feed(), "after") == frozenset()


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_feed_changes_nothing(source: random.Random) -> None:
    desk, other, third = DeskInMemory(1), DeskInMemory(2), DeskInMemory(3)
    one, two = other.register(), other.register()
    take(third, other.feed())
    other.edit(one, name="आ")
    third.edit(one, name="इ")
    third.edit(two, mobile="9300011122")
    with third.store.write() as writer:
        third.desk.change(writer, "registration", third.row(two), Op.VOID, {}, why="twice")
    everything = other.feed() + third.feed()
    source.shuffle(everything)
    for item in everything:
        take(desk, [item])
    for whole in (other, third):
        take(whole, everything)
        assert shown(whole) == shown(desk)
    assert desk.row(one)["conflict"] == "name"
    assert desk.row(two)["void"] == 1


POISON: list[dict[str, Any]] = [
    {"t": "op"},
    {"t": "op", "dev": "x", "b": "{}"},
    {"t": "op", "dev": "x", "b": 5},
    {"t": "op", "dev": "x", "b": "["},
    {"t": "lease", "dev": "x"},
    {"t": "verdict", "v": "cheered"},
    {"t": "hologram", "x": 1},
]


@pytest.mark.parametrize("item", POISON, ids=str)
def test_poison_is_left_aside_and_stops_nothing(item: dict[str, Any]) -> None:
    desk, other = DeskInMemory(1), DeskInMemory(2)
    rec = other.register()
    take(desk, [item, *other.feed()], "after")
    assert rec in desk.rows()
    assert desk.ledger.position().cursor == "after"


def test_a_lease_out_of_shape_is_left_aside() -> None:
    desk = DeskInMemory(numbers=0)
    take(desk, [desk.lease(1, 5) | {"lo": "x"}, desk.lease(1, 5)])
    assert desk.number(desk.register())[2] == "R"


def test_a_kind_of_a_newer_release_is_kept_for_later() -> None:
    desk, other = DeskInMemory(1), DeskInMemory(2)
    with other.store.write() as writer:
        id = other.desk.create(writer, "sample_of_2031", {"tube": 1})
    assert take(desk, other.feed()) == frozenset()
    assert id in entries(desk)


def test_a_clone_of_this_disk_may_use_the_same_number() -> None:
    desk, twin = DeskInMemory(1), twin_of(1)
    mine, theirs = desk.register(), twin.register()
    assert desk.number(mine) == twin.number(theirs)
    take(desk, twin.feed())
    assert (desk.row(mine)["own"], desk.row(theirs)["own"]) == (1, 0)


def test_numbers_that_a_clone_has_used_are_not_issued_here() -> None:
    desk, twin = DeskInMemory(1), twin_of(1)
    used = {twin.number(twin.register()) for _ in range(5)}
    take(desk, twin.feed())
    assert desk.number(desk.register()) not in used


# --- the ways back ----------------------------------------------------------------------------------------------------
def test_own_entries_are_taken_back_whole_and_their_numbers_passed_over() -> None:
    desk, before = DeskInMemory(1), twin_of(1)
    for _ in range(3):
        before.register()
    desk.ledger.adopt(0, before.bodies())
    assert desk.bodies() == before.bodies()
    assert shown(desk) == shown(before)
    assert numbers.parse(desk.number(desk.register())) == numbers.parse(before.number(before.register()))


def test_own_entries_that_the_feed_showed_before_are_taken_back_too() -> None:
    desk, before = DeskInMemory(1), twin_of(1)
    before.register()
    take(desk, before.feed())
    desk.ledger.adopt(0, before.bodies())
    assert desk.bodies() == before.bodies()
    assert shown(desk) == shown(before)


def test_nothing_is_taken_back_when_somebody_saved_meanwhile() -> None:
    desk, before = DeskInMemory(1), twin_of(1)
    before.register()
    desk.register(name="meanwhile")
    kept = desk.bodies()
    with pytest.raises(WireError):
        desk.ledger.adopt(0, before.bodies())
    assert desk.bodies() == kept


@pytest.mark.parametrize("common", [0, 1, 3])
def test_a_new_identity_takes_the_tail_along_and_burns_the_leases(common: int) -> None:
    desk = DeskInMemory()
    for _ in range(3):
        desk.register()
    old, bodies, rows = desk.ledger.me(), desk.bodies(), shown(desk)
    take(desk, desk.feed(), "cursor")
    desk.ledger.reidentify(common)
    me = desk.ledger.me()
    assert me.device != old.device
    assert me.seed != old.seed
    assert me.cert is None
    assert desk.bodies() == bodies[common:]
    assert shown(desk) == rows
    assert central(desk) == set()
    assert desk.ledger.position() == Position(resync=True)
    assert desk.number(desk.register())[2] == numbers.FALLBACK
    kept = desk.ledger.continues()
    assert kept is not None
    assert (kept["cert"], kept["common"]) == (old.cert, common)


def test_the_new_identity_is_confirmed_by_an_answer_meant_for_it_only() -> None:
    desk = DeskInMemory()
    desk.ledger.reidentify(0)
    for wrong in (
        {},
        desk.answer() | {"dev": "x"},
        {"dev": desk.device},
        desk.answer() | {"service_key": "?"},
    ):
        with pytest.raises(WireError):
            desk.ledger.continued(wrong)
        assert desk.ledger.me().cert is None
    desk.ledger.continued(desk.answer())
    assert desk.ledger.me().cert == f"cert of {desk.device}"
    assert desk.ledger.continues() is None


def test_only_what_the_server_lacks_is_handed_back() -> None:
    desk, other = DeskInMemory(1), DeskInMemory(2)
    desk.register()
    lost, kept = other.register(), other.register()
    feed = other.feed()
    take(desk, feed)
    assert desk.ledger.salvage() == 0
    desk.ledger.lose_cursor()
    assert desk.ledger.position().resync
    assert desk.ledger.position().cursor is None
    assert central(desk) == set()
    take(desk, [item for item in feed if lost not in item["b"]], "new")
    before = desk.bodies()
    assert desk.ledger.salvage() == 1
    assert [lost.encode() in body for body in desk.bodies()] == [False] * len(before) + [True]
    assert kept in central(desk)
    assert not desk.ledger.position().resync
    assert desk.ledger.salvage() == 0
    assert desk.row(lost)["own"] == 0


def test_another_centres_entries_are_taken_in_and_never_handed_back() -> None:
    """The server would take them for records of this centre, and hold what their own desks write."""
    lab, sender = DeskInMemory(1), DeskInMemory(2)
    sender.register(name="राम")
    feed = [item | {"centre": "CG-0231"} for item in sender.feed()]
    assert take(lab, feed) == {"registration"}
    assert facts.foreign(lab.store.connection) == {sender.device: "CG-0231"}
    assert shown(lab) == shown(sender)
    lab.ledger.lose_cursor()
    assert lab.ledger.salvage() == 0
    lab.ledger.reidentify(0)
    assert lab.ledger.salvage() == 0
    assert shown(lab) == shown(sender)
    assert [fault.key for fault in faults(lab.store) if fault.key != "check.file"] == []


def test_what_is_handed_back_stands_in_its_row_as_in_its_entries() -> None:
    mine, other = DeskInMemory(1), DeskInMemory(2)
    other.register()
    take(mine, other.feed())
    mine.ledger.lose_cursor()
    assert mine.ledger.salvage() == len(other.bodies())
    in_rows = [
        fault for fault in faults(mine.store) if fault.key != "check.file"
    ]  # a desk in memory has no file
    assert in_rows == []


def test_a_page_is_all_or_nothing() -> None:
    """The cursor must never run ahead of what was taken in."""
    desk, other = DeskInMemory(1), DeskInMemory(2)
    for _ in range(3):
        other.register()
    feed = other.feed()

    class PowerCut(BaseException):
        pass

    class Brittle:
        def __init__(self, raw: Any, fuse: int) -> None:
            self._raw, self._fuse = raw, fuse

        def execute(self, *args: Any) -> Any:
            self._fuse -= 1
            if self._fuse < 0:
                raise PowerCut
            return self._raw.execute(*args)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._raw, name)

    raw, fuse = desk.store.connection, 0
    while not desk.rows():
        desk.store.connection = Brittle(raw, fuse)
        try:
            take(desk, copy.deepcopy(feed), "after")
        except PowerCut:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
        desk.store.connection = raw
        arrived = len(desk.rows())
        assert (arrived, desk.ledger.position().cursor) in ((0, None), (3, "after"))
        fuse += 1
    assert fuse > 10
