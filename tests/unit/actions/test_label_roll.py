"""Labels are counted down only where somebody has said how many there are."""

from __future__ import annotations

import pytest

from tikadesk.actions import label_roll
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord


def _use(desk: Desk, labels: int = 1) -> None:
    with desk.store.write() as writer:
        label_roll.use(writer, labels)


def test_nothing_is_counted_before_a_roll_is_put_in(desk: Desk) -> None:
    _use(desk)
    assert label_roll.left(desk) is None


def test_each_label_counts_down_to_nothing_and_a_new_roll_begins_again(desk: Desk) -> None:
    assert label_roll.put_in(desk, " 500 ") == 500
    _use(desk)
    assert label_roll.left(desk) == 499
    _use(desk, 600)
    assert label_roll.left(desk) == 0
    label_roll.put_in(desk, "1000")
    assert label_roll.left(desk) == 1000


@pytest.mark.parametrize("typed", ["", "0", "-4", "ten", "10001", "5.5"])
def test_what_is_no_roll_is_refused_at_its_field(desk: Desk, typed: str) -> None:
    with pytest.raises(InvalidRecord) as told:
        label_roll.put_in(desk, typed)
    assert [problem.field for problem in told.value.problems] == ["labels"]
    assert label_roll.left(desk) is None
