"""Leases: every number once, whatever happened to the disk, and saving never stops for want of one."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.domain import numbers
from tikadesk.domain.numbers import Lease
from tikadesk.store import leases
from tikadesk.store.connection import write_txn


def taken(desk: DeskInMemory, count: int) -> list[str]:
    return [desk.number(desk.register()) for _ in range(count)]


def counters(issued: list[str]) -> list[int]:
    return [number.counter for text in issued if (number := numbers.parse(text)) is not None]


def test_numbers_come_in_order_without_a_gap() -> None:
    assert counters(taken(DeskInMemory(), 5)) == [1, 2, 3, 4, 5]


def test_a_save_that_fails_gives_its_number_back() -> None:
    desk = DeskInMemory()
    try:
        with desk.store.write() as writer:
            writer.number("R")
            raise OSError
    except OSError:
        pass
    assert counters(taken(desk, 1)) == [1]


def test_the_older_lease_is_used_up_first_then_the_next_then_fallback() -> None:
    desk = DeskInMemory(numbers=2)
    desk.ledger.take_page([desk.lease(51, 52, id="lease-2")], "c", at="")
    issued = taken(desk, 5)
    assert counters(issued[:4]) == [1, 2, 51, 52]
    assert issued[4][2] == numbers.FALLBACK


def test_a_desk_that_nobody_enrolled_issues_fallback_numbers() -> None:
    assert taken(DeskInMemory(enrolled=False), 1)[0][2] == numbers.FALLBACK


def test_a_fallback_number_that_a_record_here_bears_is_drawn_again() -> None:
    """Of ten thousand of them two are likely to be the same: the save must not fail for it."""
    desk = DeskInMemory(enrolled=False)
    place = (desk.store.connection, desk.device, desk.store.me.state)
    drawn = leases.take(*place, "R", random.Random(5))
    desk.register(no=drawn)
    for letter in ("R", "K"):
        again = leases.take(*place, letter, random.Random(5))
        assert again != drawn and again[2] == numbers.FALLBACK


def test_a_lease_told_again_changes_nothing() -> None:
    desk = DeskInMemory()
    taken(desk, 3)
    desk.ledger.take_page([desk.lease(1, 20)], "c", at="")
    assert counters(taken(desk, 1)) == [4]


def test_a_lease_for_another_desk_is_left_alone() -> None:
    desk = DeskInMemory(numbers=0)
    desk.ledger.take_page([desk.lease(1, 20) | {"dev": "another"}], "c", at="")
    assert leases.left(desk.store.connection, desk.device) == dict.fromkeys(numbers.LEASED, 0)


def test_what_is_left_is_counted_by_kind() -> None:
    desk = DeskInMemory()
    taken(desk, 3)
    assert leases.left(desk.store.connection, desk.device) == {"R": 17, "K": 0, "C": 0, "H": 0}


def test_more_is_asked_for_at_half_and_once() -> None:
    desk = DeskInMemory()
    wants = []
    for _ in range(12):
        desk.register()
        with desk.store.write() as writer:
            wants.append(writer.wants_numbers("R"))
            desk.desk.refill(writer, "R", "registration")
    assert wants == [False] * 9 + [True] + [False] * 2


def test_a_grant_makes_room_for_the_next_request() -> None:
    desk = DeskInMemory()
    taken(desk, 10)
    with desk.store.write() as writer:
        desk.desk.refill(writer, "R", "registration")
    (request,) = desk.store.connection.execute("SELECT id FROM lease_request").fetchone()
    desk.ledger.take_page([desk.lease(101, 120, id="lease-2", request=request)], "c", at="")
    with desk.store.write() as writer:
        assert not writer.wants_numbers("R")
    taken(desk, 20)
    with desk.store.write() as writer:
        assert writer.wants_numbers("R")


def test_burnt_numbers_are_never_issued() -> None:
    desk = DeskInMemory()
    with write_txn(desk.store.connection):
        leases.burn(desk.store.connection, desk.device)
    assert taken(desk, 1)[0][2] == numbers.FALLBACK
    assert leases.left(desk.store.connection, desk.device)["R"] == 0


def test_a_number_seen_elsewhere_is_passed_over_with_those_before_it() -> None:
    desk = DeskInMemory()
    with write_txn(desk.store.connection):
        leases.pass_over(desk.store.connection, desk.device, Lease("", "CG", "R", 1, 1, 20, 7).take()[0])
        leases.pass_over(desk.store.connection, desk.device, Lease("", "CG", "R", 1, 1, 20, 3).take()[0])
        leases.pass_over(desk.store.connection, desk.device, "no number")
        leases.pass_over(desk.store.connection, desk.device, None)
    assert counters(taken(desk, 2)) == [8, 9]


def test_a_number_that_a_record_here_bears_is_never_issued_again() -> None:
    """A disk put back learns of its own records first, and of the lease that their numbers came from later."""
    desk = DeskInMemory(numbers=0)
    lease = Lease("", "CG", "R", 1, 31, 40, 31)
    for _ in range(3):
        number, lease = lease.take()
        desk.register(no=number)
    desk.ledger.take_page([desk.lease(31, 40)], "c", at="")
    assert counters(taken(desk, 2)) == [34, 35]


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 6))
def test_no_number_is_issued_twice_whatever_is_granted_and_when(events: list[int], size: int) -> None:
    desk = DeskInMemory(numbers=size)
    issued: list[str] = []
    for count, event in enumerate(events, 2):
        if event == 0:
            low = count * 100
            desk.ledger.take_page([desk.lease(low, low + size - 1, id=f"lease-{count}")], "c", at="")
        else:
            issued += taken(desk, event)
    assert len(set(issued)) == len(issued)
    assert all(numbers.parse(number) for number in issued)


def test_the_next_number_can_be_seen_without_taking_it() -> None:
    desk = DeskInMemory(numbers=1)
    connection = desk.store.connection
    seen = [leases.peek(connection, desk.device, "R") for _ in range(2)]
    assert seen == [taken(desk, 1)[0]] * 2
    assert leases.peek(connection, desk.device, "R") is None
