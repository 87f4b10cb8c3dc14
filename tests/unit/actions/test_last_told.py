"""What the forms of seal and dispatch begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.boxes import packed
from tests.desk import MORNING, practice_desk
from tikadesk.actions import dispatch, last_told
from tikadesk.domain.clock import FixedClock


@pytest.mark.parametrize(
    ("last", "then"),
    [("7731", "7732"), ("A0099", "A0100"), ("S-9", "S-10"), ("red", ""), ("", "")],
)
def test_seals_are_counted_up(last: str, then: str) -> None:
    assert last_told.next_seal(last) == then


def test_a_new_desk_has_nothing_to_begin_with(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        assert last_told.seal(desk) == {}
        assert last_told.journey(desk) == {}


def test_the_last_seal_and_the_last_driver_stand_there_again(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        first, _ = packed(desk, 1)
        dispatch.seal(desk, first.id, {"seal_no": "0041", "checked_by": "Meena Thakur"})
        clock.advance(seconds=600)
        dispatch.dispatch(desk, first.id, {"driver": "Ramesh", "vehicle": "CG04 AB 1234"})
        assert last_told.seal(desk) == {"checked_by": "Meena Thakur", "seal_no": "0042"}
        assert last_told.journey(desk)["driver"] == "Ramesh"
        second, _ = packed(desk, 1)
        dispatch.seal(desk, second.id, {"seal_no": "0055", "checked_by": "Sunita Verma"})
        assert last_told.seal(desk)["seal_no"] == "0056"
        assert last_told.journey(desk)["vehicle"] == "CG04AB1234"
