"""Urgency is told at the edges: the last day itself is not overdue, the seventh day is still this week."""

from __future__ import annotations

import pytest

from tikadesk.domain.due import LATER, NOW, OVERDUE, WEEK, days_until, last_day, urgency


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2021-08-01", LATER), ("2021-08-02", WEEK), ("2021-08-08", WEEK), ("2021-08-09", NOW), ("2021-09-06", NOW),
        ("2021-09-07", OVERDUE),
    ],
)  # fmt: skip
def test_a_day_decides(on: str, expected: str) -> None:
    assert urgency("2021-08-09", "2021-09-06", on) == expected


def test_a_rule_without_a_last_day_has_four_weeks_of_patience() -> None:
    assert last_day("2021-08-09", None) == "2021-09-06"
    assert [urgency("2021-08-09", None, on) for on in ("2021-09-06", "2021-09-07")] == [NOW, OVERDUE]


def test_days_are_counted_with_their_sign() -> None:
    assert (days_until("2021-08-09", "2021-08-01"), days_until("2021-08-01", "2021-08-09")) == (8, -8)
