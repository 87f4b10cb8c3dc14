"""Adverse events: reported of a dose, with its vial and company; corrected and voided as any record, on any desk."""

from __future__ import annotations

import pytest

from tests.desk import ALL_CLEAR, SESSION, walk_in
from tests.sentences import assert_all_said, assert_said
from tests.two_desks import TwoDesks
from tikadesk.actions import aefi, correct, give_dose, session, staff, void
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records

EVENT = {"onset_time": "10:35", "severity": "1", "symptoms": "fever pain"}


def dose(desk: Desk, **changed: str) -> str:
    """A dose, given now."""
    return walk_in(desk, **changed).dose_id or ""


def reported(desk: Desk, of: str, **changed: str) -> aefi.Event:
    """An event twenty minutes after a dose."""
    desk.clock.advance(seconds=20 * 60)
    return aefi.report(desk, of, EVENT | changed, intent=desk.ids.new())


def test_the_vial_and_its_company_fill_themselves(desk: Desk) -> None:
    first, second = dose(desk, name="Asha Rao"), dose(desk, name="Bina Rao")
    session.next_vial(desk)
    dose(desk, name="Chitra Rao")
    event = reported(desk, second)
    assert (event.shot.name, event.shot.vial, event.shot.time, event.shot.dose_no) == (
        "Bina Rao",
        "4",
        "10:20",
        1,
    )
    assert (event.symptoms, event.severity, event.reported_at) == (("pain", "fever"), "minor", "10:40")
    source = aefi.source(desk, event.shot.id)
    assert (source.opened_at, source.discard_at) == ("2021-05-17T10:20", "2021-05-17T14:20")
    assert [other.id for other in source.others] == [first]


def test_a_second_click_reports_nothing_more(desk: Desk) -> None:
    given, intent = dose(desk), desk.ids.new()
    desk.clock.advance(seconds=1200)
    once = aefi.report(desk, given, EVENT, intent=intent)
    assert aefi.report(desk, given, EVENT | {"severity": "3"}, intent=intent) == once
    assert len(records.every(desk.store.connection, "aefi")) == 1


def test_it_stands_in_the_register_of_its_dose_whenever_it_is_reported(desk: Desk) -> None:
    given = dose(desk)
    desk.clock.advance(seconds=26 * 3600)
    event = aefi.report(desk, given, EVENT | {"onset_on": "18-05-2021"}, intent=desk.ids.new())
    assert [one.id for one in aefi.of_day(desk, "2021-05-17")] == [event.id]
    assert aefi.of_day(desk, "2021-05-18") == []
    assert [one.id for one in aefi.reported_today(desk)] == [event.id]
    # whoever reported it today corrects it today, though its dose is of yesterday
    correct.correct(desk, "aefi", event.id, {"severity": "2"}, reason="typing")
    desk.clock.advance(seconds=24 * 3600)
    with pytest.raises(NotAllowed):
        correct.correct(desk, "aefi", event.id, {"severity": "3"}, reason="typing")


def test_a_report_that_cannot_be_is_refused_in_words(desk: Desk) -> None:
    given = dose(desk)
    with pytest.raises(InvalidRecord) as refusal:
        aefi.report(desk, given, {"onset_time": "10:00"}, intent=desk.ids.new())
    assert [one.field for one in refusal.value.problems] == ["onset_time", "severity", "symptoms"]
    assert_all_said(refusal.value.problems)


def test_nothing_follows_a_dose_that_was_put_off_or_is_void(desk: Desk) -> None:
    setup = session.current(desk)
    assert setup is not None
    person = walk_in(desk, dose=False).id
    put_off = give_dose.give(
        desk, person, setup.as_dose() | ALL_CLEAR | {"fever": "Y"}, intent=desk.ids.new()
    ).dose_id
    struck = dose(desk)
    void.void(desk, "dose", struck, reason="not_given", dose_used=False)
    for given in (put_off, struck):
        with pytest.raises(NotAllowed) as refusal:
            aefi.report(desk, given, EVENT, intent=desk.ids.new())
        assert_said(refusal.value.key, refusal.value.params)
    assert aefi.shots(desk, person) == []


def test_a_serious_event_is_alarming_until_an_officer_is_told(desk: Desk) -> None:
    event = reported(desk, dose(desk), severity="3", symptoms="anaphylaxis")
    assert event.alarming and aefi.alarming(desk) == [event]
    told = {"officer": "Dr A. Sahu", "officer_told_at": "10:38"}
    assert set(correct.correct(desk, "aefi", event.id, told, reason="typing")) == {
        "officer", "officer_told_on", "officer_told_at",
    }  # fmt: skip
    assert not aefi.of(desk, event.id).alarming and aefi.alarming(desk) == []
    correct.correct(desk, "aefi", event.id, {"officer_told_at": ""}, reason="typing")
    assert aefi.of(desk, event.id).officer_told_on == ""


def test_an_alarm_lasts_a_week_over_nights_and_not_for_what_is_void_or_less(desk: Desk) -> None:
    event = reported(desk, dose(desk), severity="3")
    reported(desk, dose(desk), severity="2", onset_time="")
    struck = reported(desk, dose(desk), severity="3", onset_time="")
    void.void(desk, "aefi", struck.id, reason="twice")
    for days, alarmed in ((6, [event.id]), (2, [])):
        desk.clock.advance(seconds=days * 24 * 3600)
        assert [one.id for one in aefi.alarming(desk)] == alarmed


def test_a_correction_is_held_to_the_dose(desk: Desk) -> None:
    event = reported(desk, dose(desk))
    with pytest.raises(InvalidRecord) as refusal:
        correct.correct(desk, "aefi", event.id, {"onset_time": "10:19"}, reason="typing")
    assert [one.key for one in refusal.value.problems] == ["misfit.onset_before_dose"]


def test_a_void_event_counts_no_more_and_is_not_gone(desk: Desk) -> None:
    given = dose(desk)
    mild, bad = reported(desk, given), reported(desk, given, severity="2", symptoms="rash")
    assert aefi.worst(aefi.of_day(desk, desk.today())) == "severe"
    void.void(desk, "aefi", bad.id, reason="wrong_person")
    assert [one.id for one in aefi.of_day(desk, desk.today())] == [mild.id]
    assert aefi.worst(aefi.of_day(desk, desk.today(), void=True)) == "minor"
    assert [one.void for one in aefi.of_person(desk, mild.shot.person)] == [False, True]
    void.restore(desk, "aefi", bad.id)
    assert len(aefi.of_day(desk, desk.today())) == 2
    assert aefi.worst([]) == ""


def test_who_had_a_dose_within_half_an_hour_is_observed(desk: Desk) -> None:
    early = dose(desk, name="Asha Rao")
    desk.clock.advance(seconds=20 * 60)
    late = dose(desk, name="Bina Rao")
    assert [one.id for one in aefi.observed(desk)] == [late, early]
    desk.clock.advance(seconds=11 * 60)
    assert [one.id for one in aefi.observed(desk)] == [late]


def test_a_sampler_reports_nothing(desk: Desk) -> None:
    given = dose(desk)
    desk.operator = staff.operators(desk)[0]
    staff.add(desk, "Anil Kushwaha", "sampler", "9182")
    desk.operator = staff.operators(desk)[-1]
    with pytest.raises(NotAllowed):
        aefi.report(desk, given, EVENT, intent=desk.ids.new())


def test_what_becomes_known_later_needs_no_supervisor_and_only_gets_worse(desk: Desk) -> None:
    event = reported(desk, dose(desk), severity="2", symptoms="rash", treatment="Antihistamine")
    desk.clock.advance(seconds=3 * 24 * 3600)
    later = {
        "severity": "serious",
        "outcome": "hospital",
        "officer": "Dr A. Sahu",
        "officer_told_at": "09:10",
    }
    now = aefi.follow_up(desk, event.id, later)
    assert (now.severity, now.outcome, now.officer_told_on) == ("serious", "hospital", "2021-05-20")
    assert now.treatment == "", "a form says all of it anew"
    assert (now.symptoms, now.onset_time) == (event.symptoms, event.onset_time)
    with pytest.raises(InvalidRecord) as refusal:
        aefi.follow_up(desk, event.id, later | {"severity": "minor", "outcome": ""})
    assert_all_said(refusal.value.problems)
    assert [one.key for one in refusal.value.problems] == ["misfit.less_severe"]
    before = len(records.entries_of(desk.store.connection, event.id))
    aefi.follow_up(desk, event.id, later | {"officer_told_on": "20-05-2021"})
    assert len(records.entries_of(desk.store.connection, event.id)) == before, "nothing new, nothing written"


def test_an_officer_told_on_one_desk_is_told_on_both_and_the_worse_word_stands() -> None:
    two = TwoDesks()
    here, there = two.desks
    session.set_up(here, SESSION)
    given = walk_in(here).dose_id or ""
    event = aefi.report(here, given, {"severity": "2", "symptoms": "rash"}, intent=here.ids.new())
    two.meet()
    aefi.follow_up(there, event.id, {"severity": "serious"})
    aefi.follow_up(here, event.id, {"severity": "severe", "outcome": "recovering"})
    two.meet()
    assert [aefi.of(desk, event.id).severity for desk in two.desks] == ["serious", "serious"]
    assert all(aefi.reported_today(desk)[0].alarming for desk in two.desks)
    aefi.follow_up(
        there, event.id, {"severity": "serious", "outcome": "recovering", "officer_told_at": "03:40"}
    )
