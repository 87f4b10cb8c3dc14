"""Category quotas: the day's shares count down as doses are given, and beyond one it takes a reason."""

from __future__ import annotations

import pytest

from tests.desk import ALL_CLEAR, WALK_IN, walk_in
from tests.sentences import assert_all_said
from tests.two_desks import TwoDesks
from tikadesk.actions import give_dose, quotas, register, session, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.roles import Role
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records

SHARES = {"flw_comorbid": "20", "antyodaya": "12", "bpl": "52", "apl": "16"}


def plan(desk: Desk, **typed: str) -> list[quotas.Quota]:
    return quotas.plan(desk, SHARES | typed, intent=desk.ids.new())


def of(desk: Desk, group: str) -> quotas.Quota:
    return next(one for one in quotas.of_day(desk, desk.today()) if one.group == group)


def with_dose(desk: Desk, category: str, **changed: str) -> register.Saved:
    setup = session.current(desk)
    assert setup is not None
    shot = setup.as_dose() | ALL_CLEAR | changed
    return register.register(desk, WALK_IN | {"category": category}, shot, intent=desk.ids.new())


def test_without_a_plan_nobody_is_counted(desk: Desk) -> None:
    walk_in(desk)
    assert quotas.of_day(desk, desk.today()) == []


def test_the_shares_of_the_day_and_what_is_left_of_them(desk: Desk) -> None:
    plan(desk, doses="100")
    with_dose(desk, "apl")
    with_dose(desk, "hcw")
    gone = with_dose(desk, "comorbid")
    void.void(desk, "registration", gone.id, reason="twice")
    found = {
        one.group: (one.share, one.doses, one.given, one.left) for one in quotas.of_day(desk, desk.today())
    }
    assert found == {
        "flw_comorbid": (20, 20, 1, 19), "antyodaya": (12, 12, 0, 12), "bpl": (52, 52, 0, 52), "apl": (16, 16, 1, 15),
    }  # fmt: skip


def test_a_full_group_needs_a_reason(desk: Desk) -> None:
    plan(desk, doses="5")  # of five doses one is for APL
    assert of(desk, "apl").doses == 1
    with_dose(desk, "apl")
    with pytest.raises(InvalidRecord) as refusal:
        with_dose(desk, "apl")
    assert_all_said(refusal.value.problems)
    (problem,) = refusal.value.problems
    assert (problem.field, problem.key) == ("category", "misfit.quota_full.apl")
    assert problem.params == {"doses": 1, "others": 4}
    with_dose(desk, "bpl")
    saved = with_dose(desk, "apl", quota_reason="vial_open")
    row = records.get(desk.store.connection, "dose", saved.dose_id or "")
    assert row is not None and row["quota_reason"] == "vial_open"
    assert of(desk, "apl").left == -1


def test_it_holds_for_someone_who_comes_again_and_not_for_paper_or_a_deferral(desk: Desk) -> None:
    plan(desk, doses="5")
    with_dose(desk, "apl")
    person, setup = walk_in(desk, dose=False).id, session.current(desk)
    assert setup is not None
    shot = setup.as_dose() | ALL_CLEAR
    with pytest.raises(InvalidRecord) as refusal:
        give_dose.give(desk, person, shot, intent=desk.ids.new())
    assert [one.field for one in refusal.value.problems] == ["category"]
    give_dose.defer(desk, person, reason="other", typed=shot, intent=desk.ids.new())
    paper = {"source": "paper", "page": "1", "serial": "1"}
    give_dose.give(desk, person, shot | paper, intent=desk.ids.new())


def test_the_percentages_must_make_a_hundred(desk: Desk) -> None:
    for wrong in ({"bpl": "51"}, {"doses": "0"}, {"doses": ""}, {"bpl": "x"}):
        with pytest.raises(InvalidRecord) as refusal:
            plan(desk, **({"doses": "100"} | wrong))
        assert_all_said(refusal.value.problems)
    assert quotas.of_day(desk, desk.today()) == []


def test_a_new_order_at_noon_changes_the_plan_and_one_form_is_one_plan(desk: Desk) -> None:
    intent = desk.ids.new()
    for _ in range(2):
        quotas.plan(desk, SHARES | {"doses": "100"}, intent=intent)
    plan(desk, doses="200", ordered_by="CMHO Raipur")
    assert of(desk, "bpl").doses == 104
    assert len(records.every(desk.store.connection, "quota_plan")) == 1
    assert quotas.offered(desk, desk.today()) == SHARES | {
        "day": "17-05-2021", "doses": "200", "ordered_by": "CMHO Raipur",
    }  # fmt: skip


def test_the_order_in_force_is_offered_and_taken_where_nothing_is_typed() -> None:
    desk, _ = TwoDesks().desks
    assert quotas.offered(desk, "2021-05-17") == SHARES | {"day": "17-05-2021"}
    quotas.plan(desk, {"doses": "50"}, intent=desk.ids.new())
    assert [one.doses for one in quotas.of_day(desk, desk.today())] == [10, 6, 26, 8]


def test_two_desks_that_planned_apart_count_by_the_same_plan_when_they_meet() -> None:
    both = TwoDesks()
    for desk, doses in zip(both.desks, ("100", "200"), strict=True):
        plan(desk, doses=doses)
    both.meet()
    one, other = (quotas.of_day(desk, desk.today()) for desk in both.desks)
    assert one == other


def test_who_only_looks_plans_nothing(desk: Desk) -> None:
    assert desk.operator is not None
    desk.operator.role = Role.LAB
    with pytest.raises(NotAllowed):
        plan(desk, doses="100")
