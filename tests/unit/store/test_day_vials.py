"""The account of a day: doses go to the vial they came from; one vial never hides what is missing in another."""

from __future__ import annotations

from typing import Any

from tests.desk import walk_in
from tests.unit.store.memory import memory_desk
from tikadesk.actions import stock, vials, void
from tikadesk.domain.kinds.vial import DISCARDED, FINISHED
from tikadesk.store import day_vials
from tikadesk.store.day_vials import DayVials, Drawn


def vial(id: str, dev: str = "A", **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "dev": dev,
        "batch": "B1",
        "vial": "1",
        "doses": 10,
        "wasted": None,
        "state": FINISHED,
    } | more


def drawn(dev: str, given: int, struck: int = 0) -> dict[str, Any]:
    return {"batch": "B1", "vial": "1", "dev": dev, "given": given, "struck": struck}


def test_a_desks_doses_are_its_own_vials_where_two_opened_one_of_the_same_number() -> None:
    found = day_vials.by_vial(
        [vial("x", "A"), vial("y", "B")], [drawn("A", 3), drawn("B", 4, 1), drawn("C", 2)]
    )
    assert found == {"x": Drawn(5, 0), "y": Drawn(4, 1)}


def test_a_vial_that_two_desks_share_has_the_doses_of_both() -> None:
    assert day_vials.by_vial([vial("x", "A")], [drawn("A", 3), drawn("B", 4)]) == {"x": Drawn(7, 0)}


def test_doses_of_a_vial_that_nobody_opened_here_are_nobodys() -> None:
    assert day_vials.by_vial([], [drawn("A", 3)]) == {}


def test_what_is_left_is_never_less_than_nothing() -> None:
    assert day_vials.left(vial("x"), Drawn(11, 0)) == 0
    assert day_vials.left(vial("x", wasted=2, state=DISCARDED), Drawn(6, 1)) == 1


def test_the_figures_that_are_made_of_others() -> None:
    account = DayVials((), 3, 1, 30, 28, {"time_over": 1, "broken": 2}, 0, 1, 0)
    assert (account.thrown_away, account.wastage_tenths) == (3, 67)
    assert DayVials((), 1, 0, 10, 11, {}, 0, 1, 0).wastage_tenths == -100


def test_it_is_made_of_what_the_desk_wrote_down() -> None:
    desk = memory_desk()
    batch = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021"}
    stock.move(desk, batch | {"move": "received", "vials": "42"}, intent=desk.ids.new())
    saved = [walk_in(desk, mobile=f"98260000{number:02d}") for number in range(6)]
    void.void(desk, "registration", saved[-1].id, reason="not_given", dose_used=True)
    vial = vials.current(desk)
    assert vial is not None
    vials.waste(desk, vial.id, 2, "time_over")
    found = day_vials.of_day(desk.store.connection, desk.today())
    assert (found.opened, found.doses, found.given, found.wasted) == (1, 10, 5, {"time_over": 2, "other": 1})
    assert (found.unaccounted, found.overfill, found.wastage_tenths) == (2, 0, 500)
    (line,) = found.batches
    assert (line.morning, line.received, line.opened, line.left) == (0, 42, 1, 41)
    assert (line.given, line.wasted, line.kept, line.expires_on) == (5, 3, True, "2021-08-31")


def test_a_batch_whose_stock_is_not_kept_has_none_left_and_a_day_without_vials_nothing() -> None:
    desk = memory_desk()
    (batch,) = day_vials.of_day(desk.store.connection, desk.today()).batches
    assert (batch.kept, batch.morning, batch.left, batch.expires_on) == (False, 0, 0, "2021-08-31")
    assert day_vials.of_day(desk.store.connection, "2021-05-01") == DayVials((), 0, 0, 0, 0, {}, 0, 0, 0)
