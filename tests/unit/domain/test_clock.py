"""India's calendar date, whatever the PC's time zone says: no dose moves a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tikadesk.domain.clock import FixedClock, SystemClock, stamp, today


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2021-05-16T18:29:59", "2021-05-16"),
        ("2021-05-16T18:30:00", "2021-05-17"),
        ("2021-05-17T00:00:00", "2021-05-17"),
    ],
)
def test_the_day_changes_at_indian_midnight(utc: str, day: str) -> None:
    assert today(FixedClock(datetime.fromisoformat(utc).replace(tzinfo=UTC))) == day


def test_a_clock_of_another_zone_tells_the_same_instant() -> None:
    tokyo = datetime(2021, 5, 17, 13, 51, 7, tzinfo=timezone(timedelta(hours=9)))
    assert stamp(FixedClock(tokyo)) == "2021-05-17T10:21:07+05:30"


def test_a_fixed_clock_moves_only_when_told_and_backwards_too() -> None:
    clock = FixedClock(datetime(2021, 5, 17, tzinfo=UTC))
    before = clock.now()
    clock.advance(seconds=90)
    assert clock.now() - before == timedelta(seconds=90)
    clock.advance(seconds=-3600)
    assert clock.now() < before


def test_the_machines_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
