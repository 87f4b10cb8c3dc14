from __future__ import annotations

import itertools
import random
import threading

import pytest

from tests.unit.server.conftest import NOW
from tikadesk.domain.clock import FixedClock
from tikadesk.server.admission import Busy, Door


def door(clock: FixedClock, at_once: int = 1) -> Door:
    return Door(clock, at_once, day_bytes=1_000_000, source=random.Random(1))


def test_a_desk_that_comes_too_often_is_throttled_and_forgiven() -> None:
    clock = FixedClock(NOW)
    entrance = door(clock)
    for _ in range(200):
        entrance.knock("desk")
    with pytest.raises(Busy) as busy:
        entrance.knock("desk")
    assert busy.value.throttled
    entrance.knock("other")
    clock.advance(seconds=1)
    entrance.knock("desk")


def test_a_desk_has_a_daily_quota_of_bytes() -> None:
    clock = FixedClock(NOW)
    entrance = door(clock)
    entrance.knock("desk", size=900_000)
    with pytest.raises(Busy) as busy:
        entrance.knock("desk", size=200_000)
    assert busy.value.retry_after >= 600
    entrance.knock("desk", size=50_000)
    clock.advance(seconds=24 * 3600)
    entrance.knock("desk", size=900_000)


def test_a_clock_set_back_locks_nobody_out() -> None:
    clock = FixedClock(NOW)
    entrance = door(clock)
    entrance.knock("desk")
    clock.advance(seconds=-7 * 24 * 3600)
    for _ in range(150):
        entrance.knock("desk")


def test_more_work_than_seconds_is_refused_with_slots_in_a_row() -> None:
    clock = FixedClock(NOW)
    entrance = door(clock)
    entrance.cost = 1.0
    entrance.waiting = 6
    waits = []
    for desk in range(20):
        with pytest.raises(Busy) as busy, entrance.inside(f"desk {desk}"):
            pass
        waits.append(busy.value.retry_after)
    assert all(later > sooner - 1 for sooner, later in itertools.pairwise(waits))
    assert 10 < waits[-1] < 25
    with pytest.raises(Busy) as again, entrance.inside("desk 0"):
        pass
    assert again.value.retry_after == pytest.approx(waits[0], abs=2)  # its slot is kept


def test_a_desk_whose_slot_has_come_is_let_in_before_newcomers() -> None:
    clock = FixedClock(NOW)
    entrance = door(clock)
    entrance.cost, entrance.waiting = 1.0, 6
    with pytest.raises(Busy) as busy, entrance.inside("early"):
        pass
    clock.advance(seconds=busy.value.retry_after)
    with pytest.raises(Busy), entrance.inside("newcomer"):
        pass
    with entrance.inside("early"):
        assert entrance.waiting == 6


def test_a_full_house_turns_away_after_two_seconds() -> None:
    entrance = door(FixedClock(NOW))
    release, entered = threading.Event(), threading.Event()

    def stay() -> None:
        with entrance.inside("long"):
            entered.set()
            release.wait(20)

    guest = threading.Thread(target=stay)
    guest.start()
    entered.wait(5)
    with pytest.raises(Busy) as busy, entrance.inside("other"):
        pass
    assert not busy.value.throttled
    release.set()
    guest.join()
    with entrance.inside("other"):
        assert entrance.waiting == 0


def test_idle_desks_come_seldom_when_there_are_many() -> None:
    entrance = door(FixedClock(NOW), at_once=4)
    entrance.cost = 0.02
    assert entrance.idle_wait(10) == 60
    assert entrance.idle_wait(5_000) == 83
    assert entrance.idle_wait(100_000) == 1666
