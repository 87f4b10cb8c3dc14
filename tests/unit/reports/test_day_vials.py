from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tikadesk.actions import stock, vials, void
from tikadesk.actions.desk import Desk
from tikadesk.reports import day_vials
from tikadesk.reports.day_vials import DayVials

DAY = "2021-05-17"
BATCH = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def test_it_says_what_the_stock_page_says(desk: Desk) -> None:
    stock.move(desk, BATCH | {"move": "received", "vials": "42"}, intent=desk.ids.new())
    for number in range(6):
        saved = walk_in(desk, name=f"Ram {'abcdef'[number]}ahu", mobile=f"98260000{number:02d}")
    void.void(desk, "registration", saved.id, reason="not_given", dose_used=True)
    current = vials.current(desk)
    assert current is not None
    vials.waste(desk, current.id, 2, "time_over")
    found, page = day_vials.of_day(desk.store, DAY), stock.of_day(desk, DAY)
    assert (found.opened, found.doses, found.given) == (page.opened_vials, page.doses_in_opened, page.given)
    assert dict(found.wasted) == dict(page.wasted) == {"time_over": 2, "other": 1}
    assert (found.thrown_away, found.unaccounted, found.wastage_tenths) == (3, 2, 500)
    (ours,), (theirs,) = found.batches, page.batches
    assert (ours.morning, ours.received, ours.opened, ours.left) == (0, 42, 1, 41)
    assert (theirs.opening, theirs.received, theirs.opened, theirs.left) == (0, 42, 1, 41)
    assert (ours.given, ours.wasted, ours.kept, ours.expires_on) == (5, 3, True, "2021-08-31")


def test_a_batch_whose_stock_is_not_kept_has_none_left(desk: Desk) -> None:
    (batch,) = day_vials.of_day(desk.store, DAY).batches
    assert (batch.kept, batch.morning, batch.left, batch.expires_on) == (False, 0, 0, "2021-08-31")


def test_a_day_without_vials(desk: Desk) -> None:
    assert day_vials.of_day(desk.store, "2021-05-01") == DayVials((), 0, 0, 0, {})
    assert day_vials.of_day(desk.store, "2021-05-01").wastage_tenths is None


def test_vials_that_held_more_than_their_labels_say_have_less_than_no_wastage() -> None:
    over = DayVials((), opened=1, doses=10, given=11, wasted={})
    assert (over.unaccounted, over.wastage_tenths) == (-1, -100)
