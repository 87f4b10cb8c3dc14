"""Giving a dose: a rule that is broken needs a reason and a supervisor; it is never a dead end and never silent."""

from __future__ import annotations

import pytest

from tests.desk import ALL_CLEAR, REGISTRAR, SUPERVISOR, walk_in
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import give_dose, session, staff, stock, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.give_dose import Override
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records

WEEKS_12 = 84 * 86_400


def shot(desk: Desk, **changed: str) -> dict[str, str]:
    """The dose form as the session fills it; the session is set up again when a new day has begun."""
    setup = session.last(desk)
    assert setup is not None
    return setup.as_dose() | ALL_CLEAR | changed


def give(desk: Desk, person: str, override: Override | None = None, **changed: str) -> give_dose.SavedDose:
    return give_dose.give(desk, person, shot(desk, **changed), override=override, intent=desk.ids.new())


def refused(desk: Desk, person: str, **changed: str) -> list[Problem]:
    with pytest.raises(InvalidRecord) as refusal:
        give(desk, person, **changed)
    assert_all_said(refusal.value.problems)
    return list(refusal.value.problems)


def word(desk: Desk, reason: str = "doctor", pin: str = SUPERVISOR[1], place: int = 0) -> Override:
    return Override(staff.operators(desk)[place].id, pin, reason)


def numbers(desk: Desk, person: str) -> list[int]:
    return [row["dose_no"] for row in records.doses_of(desk.store.connection, [person])[person]]


def test_the_second_dose_when_it_is_due(desk: Desk) -> None:
    person = walk_in(desk).id
    desk.clock.advance(seconds=WEEKS_12)
    saved = give(desk, person)
    assert saved.id == person
    assert numbers(desk, person) == [1, 2]


def test_saving_the_same_form_twice_gives_one_dose(desk: Desk) -> None:
    person = walk_in(desk).id
    desk.clock.advance(seconds=WEEKS_12)
    intent = desk.ids.new()
    first = give_dose.give(desk, person, shot(desk), intent=intent)
    assert give_dose.give(desk, person, shot(desk), intent=intent) == first
    assert numbers(desk, person) == [1, 2]


def test_dose_2_too_early_says_when(desk: Desk) -> None:
    person = walk_in(desk).id
    desk.clock.advance(seconds=86_400)
    (problem,) = refused(desk, person)
    assert (problem.field, problem.key) == ("interval", "breach.too_early")
    assert problem.params == {"n": 83, "day": "09-08-2021", "number": 2}
    assert numbers(desk, person) == [1]


def test_dose_2_of_another_vaccine(desk: Desk) -> None:
    person = walk_in(desk).id
    desk.clock.advance(seconds=WEEKS_12)
    assert [one.key for one in refused(desk, person, vaccine="covaxin")] == ["breach.other_vaccine"]


def test_an_expired_batch_is_no_breach_that_anyone_could_override(desk: Desk) -> None:
    person = walk_in(desk).id
    desk.clock.advance(seconds=WEEKS_12)
    with pytest.raises(InvalidRecord) as refusal:
        give(desk, person, word(desk), expires_on="08-08-2021")
    assert [one.key for one in refusal.value.problems] == ["misfit.batch_expired"]


def test_what_the_form_and_the_stock_both_say_of_a_batch_is_said_once(desk: Desk) -> None:
    old = {"vaccine": "covishield", "batch": "OLD1", "expires_on": "14-05-2021"}
    came = {"move": "received", "vials": "2", "day": "12-05-2021"}
    stock.move(desk, old | came, intent=desk.ids.new())
    person = walk_in(desk, dose=False).id
    assert [one.key for one in refused(desk, person, **old)] == ["misfit.batch_expired"]


def test_a_supervisor_may_override_with_a_reason_and_both_are_kept(desk: Desk) -> None:
    person = walk_in(desk).id
    desk.clock.advance(seconds=86_400)
    saved = give(desk, person, word(desk, "travel"))
    row = records.get(desk.store.connection, "dose", saved.dose_id)
    assert row is not None
    assert (row["override_reason"], row["override_by"]) == ("travel", staff.operators(desk)[0].id)


def test_an_override_needs_a_reason_a_right_pin_and_a_supervisor(desk: Desk) -> None:
    person = walk_in(desk).id
    with pytest.raises(InvalidRecord) as refusal:
        give(desk, person, word(desk, reason="because"))
    assert [one.key for one in refusal.value.problems] == ["misfit.choice.override_reason"]
    with pytest.raises(NotAllowed, match=r"staff\.wrong_pin"):
        give(desk, person, word(desk, pin="0001"))
    with pytest.raises(NotAllowed, match=r"error\.role_may_not"):
        give(desk, person, word(desk, place=1, pin=REGISTRAR[1]))
    assert numbers(desk, person) == [1]


def test_a_first_dose_seen_on_a_certificate_sends_nobody_home(desk: Desk) -> None:
    person = walk_in(desk, dose=False).id
    assert [one.key for one in refused(desk, person, dose_no="2")] == ["breach.number"]
    give(desk, person, dose_no="2", earlier_dose_shown="Y")
    assert numbers(desk, person) == [2]


def test_assessing_tells_before_anything_is_typed(desk: Desk) -> None:
    person = walk_in(desk).id
    found = give_dose.assess(desk, person, vaccine="covishield")
    assert (found.number, found.due_from, found.due_to) == (2, "2021-08-09", "2021-09-06")
    assert [breach.field for breach in found.breaches] == ["interval"]
    assert give_dose.assess(desk, person, vaccine="covishield", day="2021-08-09").breaches == ()


def test_the_age_on_the_day_of_the_dose_counts_not_todays(desk: Desk) -> None:
    person = walk_in(desk, dose=False, age="16-05-2003").id
    paper = {"source": "paper", "page": "1", "serial": "1"}
    assert [one.key for one in refused(desk, person, day="15-05-2021", **paper)] == ["breach.too_young"]
    give(desk, person, day="16-05-2021", **paper)


def test_a_dose_of_the_paper_register_older_than_a_week_needs_a_supervisor(desk: Desk) -> None:
    person = walk_in(desk, dose=False).id
    paper = {"source": "paper", "page": "1", "serial": "1", "day": "01-05-2021"}
    with pytest.raises(NotAllowed):
        give(desk, person, **paper)
    desk.operator = staff.operators(desk)[0]
    give(desk, person, **paper)


def test_deferring_needs_a_reason_and_nothing_else(desk: Desk) -> None:
    person = walk_in(desk, dose=False).id
    saved = give_dose.defer(desk, person, reason="fever", until="24-05-2021", intent=desk.ids.new())
    row = records.get(desk.store.connection, "dose", saved.dose_id)
    assert row is not None
    assert (row["outcome"], row["defer_reason"], row["defer_until"], row["dose_no"]) == (
        "deferred", "fever", "2021-05-24", 1,
    )  # fmt: skip
    assert give_dose.assess(desk, person, vaccine="covishield").number == 1
    with pytest.raises(InvalidRecord) as refusal:
        give_dose.defer(desk, person, reason="rain", intent=desk.ids.new())
    assert_all_said(refusal.value.problems)


def test_deferring_twice_with_one_form_is_one_entry(desk: Desk) -> None:
    person, intent = walk_in(desk, dose=False).id, desk.ids.new()
    for _ in range(2):
        give_dose.defer(desk, person, reason="too_early", typed=shot(desk), intent=intent)
    assert len(records.doses_of(desk.store.connection, [person])[person]) == 1


def test_nothing_is_given_to_a_void_or_unknown_person(desk: Desk) -> None:
    person = walk_in(desk, dose=False).id
    void.void(desk, "registration", person, reason="twice")
    for who in (person, desk.ids.new()):
        with pytest.raises(NotAllowed) as refusal:
            give(desk, who)
        assert_said(refusal.value.key, refusal.value.params)


def test_a_void_dose_does_not_count(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "dose", saved.dose_id or "", reason="not_given")
    assert give_dose.assess(desk, saved.id, vaccine="covaxin").breaches == ()
    give(desk, saved.id, vaccine="covaxin")
