"""Identifiers: ever rising, whatever the PC's clock does, and known again by their form."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.clock import FixedClock
from tikadesk.domain.ids import IdMaker, is_id

START = datetime(2021, 5, 16, 3, 30, tzinfo=UTC)


@given(st.lists(st.floats(-86_400, 86_400), min_size=2, max_size=30))
def test_the_newest_sorts_last_even_when_the_clock_is_set_back(jumps: list[float]) -> None:
    clock = FixedClock(START)
    maker = IdMaker(clock, random.Random(5))
    made = []
    for jump in jumps:
        clock.advance(seconds=jump)
        made.append(maker.new())
    assert made == sorted(set(made))


def test_thousands_within_one_millisecond_still_rise() -> None:
    maker = IdMaker(FixedClock(START), random.Random(5))
    made = [maker.new() for _ in range(10_000)]
    assert made == sorted(set(made))


def test_an_identifier_is_a_uuid_of_version_seven_that_tells_its_time() -> None:
    made = UUID(IdMaker(FixedClock(START), random.Random(5)).new())
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(START.timestamp() * 1000)


def test_two_machines_with_one_clock_make_different_ones() -> None:
    makers = [IdMaker(FixedClock(START), random.Random(seed)) for seed in range(50)]
    assert len({maker.new() for maker in makers for _ in range(50)}) == 2500


def test_only_the_form_that_is_written_counts() -> None:
    made = IdMaker(FixedClock(START), random.Random(5)).new()
    assert is_id(made)
    for wrong in (made.upper(), made[:-1], made + "0", "{" + made[1:], made.replace("-", ""), f" {made}", f"{made}\n",
                  made.replace(made[0], "g"), "", None, 5, UUID(made), made.encode()):  # fmt: skip
        assert not is_id(wrong)


@given(st.text(max_size=40))
def test_is_id_agrees_with_uuid(text: str) -> None:
    assert not is_id(text) or str(UUID(text)) == text
