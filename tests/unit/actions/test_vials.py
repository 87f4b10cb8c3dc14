"""Opened vials: their hour, what was drawn from them, how they end, and what cannot have come from them."""

from __future__ import annotations

import pytest

from tests.desk import ALL_CLEAR, SESSION, WALK_IN, dose_form, walk_in
from tests.sentences import assert_all_said, assert_said
from tests.two_desks import TwoDesks
from tikadesk.actions import give_dose, register, session, staff, vials, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.vials import Vial
from tikadesk.domain.entry import Value
from tikadesk.domain.roles import Role
from tikadesk.errors import InvalidRecord, NotAllowed, Problem

HOUR = 3600


def in_use(desk: Desk) -> Vial:
    vial = vials.current(desk)
    assert vial is not None
    return vial


def draw(desk: Desk, count: int) -> None:
    """So many doses from the vial in use, however many it should hold."""
    for _ in range(count):
        register.register(desk, WALK_IN, dose_form(desk), intent=desk.ids.new())


def refused(desk: Desk, **changed: str) -> Problem:
    """Why a dose is not saved: one problem, sayable."""
    setup = session.last(desk)
    assert setup is not None
    person = walk_in(desk, dose=False).id
    with pytest.raises(InvalidRecord) as refusal:
        give_dose.give(desk, person, setup.as_dose() | ALL_CLEAR | changed, intent=desk.ids.new())
    assert_all_said(refusal.value.problems)
    (problem,) = refusal.value.problems
    return problem


def test_setting_the_session_up_opens_the_vial(desk: Desk) -> None:
    vial = in_use(desk)
    assert (vial.no, vial.batch, vial.vaccine, vial.doses) == ("4", "4121Z025", "covishield", 10)
    assert (f"{vial.opened_at:%H:%M}", f"{vial.discard_at:%H:%M}", vial.minutes_left) == (
        "10:20",
        "14:20",
        240,
    )
    assert (vial.state, vial.over_age, vial.given, vial.wasted) == ("open", False, 0, 0)
    assert vials.of_day(desk, desk.today()) == [vial]


def test_a_vial_counts_its_doses_and_gets_back_what_was_never_drawn(desk: Desk) -> None:
    draw(desk, 2)
    not_given, used = walk_in(desk), walk_in(desk)
    void.void(desk, "dose", not_given.dose_id or "", reason="not_given", dose_used=False)
    void.void(desk, "dose", used.dose_id or "", reason="wrong_person", dose_used=True)
    vial = in_use(desk)
    assert (vial.given, vial.struck, vial.wasted, vial.left) == (2, 1, 1, 7)
    void.restore(desk, "dose", used.dose_id or "")
    assert (in_use(desk).given, in_use(desk).struck) == (3, 0)


def test_no_dose_from_a_vial_that_is_too_long_open(desk: Desk) -> None:
    desk.clock.advance(seconds=4 * HOUR)
    walk_in(desk)
    desk.clock.advance(seconds=60)
    assert in_use(desk).over_age
    problem = refused(desk)
    assert (problem.field, problem.key, problem.params) == (
        "vial",
        "misfit.vial_over_age",
        {"no": "4", "at": "14:20"},
    )


def test_a_dose_given_in_time_may_be_typed_later(desk: Desk) -> None:
    desk.clock.advance(seconds=5 * HOUR)
    person, setup = walk_in(desk, dose=False).id, session.current(desk)
    assert setup is not None
    give_dose.give(desk, person, setup.as_dose() | ALL_CLEAR | {"time": "14:10"}, intent=desk.ids.new())
    assert in_use(desk).given == 1


def test_no_dose_from_a_vial_that_was_thrown_away(desk: Desk) -> None:
    draw(desk, 3)
    vial = vials.waste(desk, in_use(desk).id, 7, "cold_chain")
    assert (vial.state, vial.wasted, vial.waste_reason, vial.left) == ("discarded", 7, "cold_chain", 0)
    desk.clock.advance(seconds=60)
    assert refused(desk).key == "misfit.vial_closed"


def test_more_than_the_label_says_can_be_drawn_but_not_any_number(desk: Desk) -> None:
    draw(desk, 13)
    vial = in_use(desk)
    assert (vial.given, vial.left) == (13, 0)
    assert refused(desk).key == "misfit.vial_empty"


def test_a_paper_dose_is_judged_by_its_own_day(desk: Desk) -> None:
    desk.clock.advance(seconds=5 * HOUR)
    person, setup = walk_in(desk, dose=False).id, session.current(desk)
    assert setup is not None
    paper = {"source": "paper", "page": "1", "serial": "2"}
    give_dose.give(desk, person, setup.as_dose() | ALL_CLEAR | paper, intent=desk.ids.new())


def test_a_vial_is_finished_when_all_of_it_is_accounted_for(desk: Desk) -> None:
    draw(desk, 9)
    with pytest.raises(InvalidRecord) as refusal:
        vials.finish(desk, in_use(desk).id)
    assert_all_said(refusal.value.problems)
    draw(desk, 1)
    assert vials.finish(desk, in_use(desk).id).state == "finished"
    with pytest.raises(NotAllowed) as closed:
        vials.finish(desk, in_use(desk).id)
    assert_said(closed.value.key, closed.value.params)


def test_the_next_vial_closes_the_one_before_only_if_it_is_empty(desk: Desk) -> None:
    draw(desk, 10)
    session.next_vial(desk)
    draw(desk, 4)
    session.next_vial(desk)
    assert [(vial.no, vial.state, vial.left) for vial in vials.of_day(desk, desk.today())] == [
        ("4", "finished", 0), ("5", "open", 6), ("6", "open", 10),
    ]  # fmt: skip


@pytest.mark.parametrize(("doses", "reason"), [(0, "broken"), (14, "broken"), (2, "rain")])
def test_waste_needs_a_count_that_can_be_and_a_reason(desk: Desk, doses: int, reason: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        vials.waste(desk, in_use(desk).id, doses, reason)
    assert_all_said(refusal.value.problems)
    assert in_use(desk).state == "open"


def test_a_closed_vial_is_not_opened_again_by_its_number(desk: Desk) -> None:
    vials.waste(desk, in_use(desk).id, 10, "broken")
    session.next_vial(desk)
    with pytest.raises(InvalidRecord) as refusal:
        session.set_up(desk, SESSION)
    assert_all_said(refusal.value.problems)
    (problem,) = refusal.value.problems
    assert (problem.field, problem.key, problem.params["next"]) == ("vial", "misfit.vial_number_used", "6")


def test_an_opening_by_mistake_is_struck_out_while_nothing_was_drawn(desk: Desk) -> None:
    walk_in(desk)
    with pytest.raises(NotAllowed) as refusal:
        void.void(desk, "vial", in_use(desk).id, reason="mistyped")
    assert_said(refusal.value.key, refusal.value.params)
    session.next_vial(desk)
    void.void(desk, "vial", in_use(desk).id, reason="mistyped")
    assert vials.current(desk) is None
    assert [vial.no for vial in vials.of_day(desk, desk.today())] == ["4"]
    assert session.next_vial(desk).vial == "6"


def test_who_only_looks_ends_no_vial(desk: Desk) -> None:
    assert desk.operator is not None
    desk.operator.role = Role.LAB
    rec = in_use(desk).id
    for act in (
        lambda: vials.finish(desk, rec),
        lambda: vials.waste(desk, rec, 1, "broken"),
        lambda: void.void(desk, "vial", rec, reason="mistyped"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_vial_that_another_release_wrote_down_otherwise_is_read_all_the_same(desk: Desk) -> None:
    odd: dict[str, Value] = {
        "day": desk.today(),
        "vaccine": "covishield",
        "batch": "X1",
        "vial": "Ⅳ",
        "opened_at": "noon",
    }
    with desk.store.write() as writer:
        desk.create(writer, "vial", {"day": desk.today(), **odd})
    first, second = vials.of_day(desk, desk.today())
    assert {first.no, second.no} == {"4", "Ⅳ"}
    assert (second.state, second.discard_at) == ("open", second.opened_at)
    assert session.next_vial(desk).vial == "5"


def test_what_was_wasted_is_corrected_once_the_vial_is_closed(desk: Desk) -> None:
    for _ in range(4):
        walk_in(desk)
    rec = in_use(desk).id
    with pytest.raises(NotAllowed) as open_yet:
        vials.recount(desk, rec, 6, "broken")
    assert_said(open_yet.value.key, open_yet.value.params)
    vials.waste(desk, rec, 5, "broken")
    for doses, reason, key in ((10, "broken", "misfit.whole"), (6, "", "misfit.choice.waste_reason")):
        with pytest.raises(InvalidRecord) as refusal:
            vials.recount(desk, rec, doses, reason)
        assert_all_said(refusal.value.problems)
        assert [one.key for one in refusal.value.problems] == [key]
    again = vials.recount(desk, rec, 6, "time_over")
    assert (again.state, again.wasted, again.waste_reason, again.left) == ("discarded", 6, "time_over", 0)
    none = vials.recount(desk, rec, 0, "")
    assert (none.wasted, none.waste_reason, none.left) == (0, "", 6)


def test_a_vial_of_another_day_or_of_a_closed_one_is_recounted_by_a_supervisor(desk: Desk) -> None:
    rec = in_use(desk).id
    vials.waste(desk, rec, 10, "broken")
    desk.clock.advance(seconds=86_400)
    with pytest.raises(NotAllowed) as refusal:
        vials.recount(desk, rec, 9, "broken")
    assert_said(refusal.value.key, refusal.value.params)
    desk.operator = staff.operators(desk)[0]
    assert vials.recount(desk, rec, 9, "broken").left == 1


def test_a_dose_struck_out_of_an_empty_vial_can_still_be_accounted_for(desk: Desk) -> None:
    shots = [walk_in(desk).dose_id for _ in range(10)]
    finished = in_use(desk)
    session.next_vial(desk)
    void.void(desk, "dose", shots[3] or "", reason="not_given", dose_used=False)
    assert vials.of(desk, finished.id).left == 1
    assert vials.recount(desk, finished.id, 1, "not_enough").left == 0


def test_two_desks_that_differ_about_a_vial_are_put_right_by_one_count() -> None:
    both = TwoDesks()
    one, other = both.desks
    session.set_up(one, SESSION)
    rec = in_use(one).id
    both.meet()
    vials.waste(one, rec, 10, "broken")
    vials.waste(other, rec, 4, "time_over")
    both.meet()
    assert all("wasted" in vials.of(desk, rec).conflict for desk in both.desks)
    vials.recount(other, rec, 10, "broken")
    both.meet()
    for desk in both.desks:
        vial = vials.of(desk, rec)
        assert (vial.wasted, vial.waste_reason, vial.conflict) == (10, "broken", ())
