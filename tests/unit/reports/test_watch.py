from __future__ import annotations

import pytest

from tests.sentences import assert_said
from tikadesk.reports.watch import EVERY, UNWATCHED, GivenUp, Watch


def test_it_is_told_from_the_start_to_the_end_and_now_and_then_between() -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(progress=lambda done, total: told.append((done, total)))
    assert list(watch.over(range(EVERY * 2 + 1), 999)) == list(range(EVERY * 2 + 1))
    assert told == [(0, 999), (EVERY, 999), (EVERY * 2, 999), (EVERY * 2 + 1, 999)]


def test_it_is_asked_before_anything_is_made() -> None:
    with pytest.raises(GivenUp) as met:
        next(Watch(cancelled=lambda: True).over(range(5), 5))
    assert_said(met.value.key, met.value.params)


def test_given_up_at_the_last_row_is_given_up_too() -> None:
    asked: list[bool] = []
    rows = Watch(cancelled=lambda: bool(asked)).over(range(2), 2)
    assert [next(rows), next(rows)] == [0, 1]
    asked.append(True)
    with pytest.raises(GivenUp):
        next(rows)


def test_nobody_watches_by_default() -> None:
    assert list(UNWATCHED.over(range(3), 3)) == [0, 1, 2]
