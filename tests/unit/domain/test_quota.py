"""Shares of a day's doses: the order of the day, and no dose lost to rounding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import quota
from tikadesk.domain.kinds.quota_plan import GROUPS

CG = {"flw_comorbid": 20, "antyodaya": 12, "bpl": 52, "apl": 16}


@pytest.mark.parametrize(
    ("state", "day", "found"), [("CG", "2021-05-09", CG), ("CG", "2021-05-08", {}), ("UP", "2021-05-17", {})]
)
def test_the_order_in_force_on_the_day(state: str, day: str, found: dict[str, int]) -> None:
    assert quota.shares(state, day) == found


def test_the_order_of_chhattisgarh_for_a_hundred_and_a_hundred_and_one_doses() -> None:
    assert quota.allotted(100, CG) == CG
    assert quota.allotted(101, CG) == CG | {"bpl": 53}


@st.composite
def percentages(draw: st.DrawFn) -> dict[str, int]:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    edges = [0, *cuts, 100]
    return {group: edges[place + 1] - edges[place] for place, group in enumerate(GROUPS)}


@given(st.integers(0, 10_000), percentages())
def test_every_dose_is_somebodys_and_nobody_is_cheated_of_a_whole_one(
    doses: int, percent: dict[str, int]
) -> None:
    shared = quota.allotted(doses, percent)
    assert sum(shared.values()) == doses
    assert all(abs(shared[group] - doses * percent[group] / 100) < 1 for group in GROUPS)
