"""Quota plan: its groups are those that people's categories count in."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sentences import refused
from tikadesk.domain import reference
from tikadesk.domain.fields import Whole
from tikadesk.domain.kinds.quota_plan import GROUPS, QUOTA_PLAN


def test_every_category_counts_in_a_group_and_every_group_has_a_category() -> None:
    assert {category.quota for category in reference.categories().values()} == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_a_share_is_a_percentage(group: str) -> None:
    field = QUOTA_PLAN.by_name[group]
    assert isinstance(field, Whole)
    assert field.read("52", date(2021, 5, 17)) == 52
    assert refused(lambda: field.read("101", date(2021, 5, 17))) == "misfit.whole"


def test_a_plan_may_be_made_for_tomorrow() -> None:
    assert QUOTA_PLAN.by_name["day"].read("18-05-2021", date(2021, 5, 17)) == "2021-05-18"
