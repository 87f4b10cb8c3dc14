"""The stock of numbers in days of the desk's own busiest, and that more are asked for early and by the desk's size."""

from __future__ import annotations

from tests.samples import collected, lease
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import number_stock
from tikadesk.actions.desk import Desk
from tikadesk.actions.number_stock import Stock
from tikadesk.domain import numbers
from tikadesk.store import records


def test_a_desk_without_numbers_has_none_and_no_day_to_go_by(desk: Desk) -> None:
    assert number_stock.stock(desk) == Stock("K", 0, 0, None)
    assert number_stock.stock(desk, "C") == Stock("C", 0, 0, None)


def test_the_stock_lasts_so_many_days_like_the_busiest(desk: Desk) -> None:
    lease(desk, high=100)
    for _ in range(4):
        collected(desk)
    desk.clock.advance(seconds=86_400)
    collected(desk, tubes=1)
    assert number_stock.stock(desk) == Stock("K", 95, 4, 23)


def test_more_case_numbers_are_asked_for_at_half_and_for_seven_busy_days() -> None:
    desk = DeskInMemory(numbers=0).desk
    desk.practice = True  # nobody signs in
    lease(desk, high=120)
    asked = []
    for _ in range(70):
        collected(desk)
        wanted = records.every(desk.store.connection, "lease_request")
        asked.append([(row["letter"], row["size"]) for row in wanted])
    assert asked[58] == [] and asked[59] == [("K", 7 * 60)] and asked[-1] == asked[59]


def test_a_busy_day_asks_for_no_more_than_a_desk_may_hold() -> None:
    assert numbers.lease_size(3_000) == numbers.LEASE_MOST


def test_numbers_for_a_camp_are_asked_for_before_it() -> None:
    desk = DeskInMemory(numbers=0).desk
    desk.practice = True  # nobody signs in
    number_stock.ask(desk, "K", 3_000)
    (wanted,) = records.every(desk.store.connection, "lease_request")
    assert (wanted["letter"], wanted["size"]) == ("K", 3_000)
