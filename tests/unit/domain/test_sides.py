"""The two sides of a reconciliation: what is not known speaks for and against nobody."""

from __future__ import annotations

import pytest

from tikadesk.domain import sides
from tikadesk.domain.sides import Here, Side, There


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("9827012345", "2345", True),
        ("9827012345", "9827012346", False),
        ("9827012345", "", None),
        ("45", "45", None),
    ],
)
def test_a_mobile_is_compared_as_far_as_it_is_told(one: str, other: str, same: bool | None) -> None:
    assert sides.same_mobile(Side(mobile=one), Side(mobile=other)) is same


@pytest.mark.parametrize(
    ("one", "other", "told", "same"),
    [
        (1987, 1987, False, True),
        (1987, 1988, False, False),
        (1987, 1989, True, True),
        (1987, 1990, True, False),
    ],
)
def test_a_year_told_as_an_age_may_be_two_off(one: int, other: int, told: bool, same: bool) -> None:
    assert sides.same_age(Side(), Side(birth_year=other))
    assert sides.same_age(Side(birth_year=one), Side(birth_year=other, age_estimated=told)) is same


def test_names_are_compared_by_their_sound_in_either_script() -> None:
    assert sides.same_name(Side(name="Smt. Suneeta Sahu"), Side(name_local="सुनीता साहू"))
    assert not sides.same_name(Side(), Side())
    assert sides.like_name(Side(name="Sunitra Sahu"), Side(name="Sunita Sahu"))
    assert not sides.like_name(Side(name="Ramesh Sahu"), Side(name="Sunita Sahu"))


def test_a_batch_written_otherwise_is_the_same_batch() -> None:
    assert sides.differences(Here(batch="4121Z025"), There(batch="4121-z 025")) == ()
    assert sides.differences(Here(batch="4121Z025"), There(batch="4121Z026")) == ("batch",)
    assert sides.differences(Here(portal_ref="1" * 14), There(portal_ref="2" * 14)) == ("portal_ref",)
