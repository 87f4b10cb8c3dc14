"""What a server tells of a day: ids in one order, read back as they were, and nothing else let in."""

from __future__ import annotations

import random

import pytest

from tikadesk.domain import wire
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.ids import IdMaker
from tikadesk.domain.wire import WireError

IDS = IdMaker(SystemClock(), random.Random(1))


def test_it_is_read_as_it_was_written() -> None:
    held = DayHeld("2021-05-17", *(frozenset({IDS.new(), IDS.new()}) for _ in range(4)))
    assert DayHeld.decode(held.encode()) == held
    assert held.encode() == DayHeld.decode(held.encode()).encode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": None},
        {"given": None},
        {"given": ["not an id"]},
        {"void": "0198a1c2-0000-7000-8000-000000000000"},
        {"registered": [1]},
    ],
)
def test_anything_else_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(WireError):
        DayHeld.decode(wire.dump(DayHeld("2021-05-17").parts() | wrong))
