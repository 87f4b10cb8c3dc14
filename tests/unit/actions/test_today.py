"""The day so far: counts are queries over the records, never stored."""

from __future__ import annotations

from tests.desk import ALL_CLEAR, walk_in
from tests.sentences import assert_said
from tikadesk.actions import correct, give_dose, session, today, void
from tikadesk.actions.desk import Desk


def test_a_walk_in_with_its_dose_is_one_line(desk: Desk) -> None:
    saved = walk_in(desk)
    (line,) = today.saved(desk)
    assert (line.kind, line.person, line.no, line.token) == ("dose", saved.id, saved.no, 1)
    assert (line.what_key, line.what_params["number"], line.state, line.void) == (
        "saved.dose",
        1,
        "here",
        False,
    )


def test_each_act_is_a_line_newest_first_and_can_be_said(desk: Desk) -> None:
    person = walk_in(desk, dose=False)
    walk_in(desk, name="Ramesh Sahu", sex="M")
    give_dose.defer(desk, person.id, reason="fever", intent=desk.ids.new())
    lines = today.saved(desk)
    assert [line.what_key for line in lines] == ["saved.deferred", "saved.dose", "saved.registered"]
    for line in lines:
        assert_said(line.what_key, line.what_params)


def test_a_correction_makes_no_new_line_but_the_line_tells_the_new_name(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"name": "Kamla Devi"}, reason="typing")
    void.void(desk, "registration", saved.id, reason="twice")
    assert [line.name for line in today.saved(desk)] == ["Kamla Devi"]
    assert today.saved(desk)[0].void


def test_the_list_has_its_limit(desk: Desk) -> None:
    for _ in range(4):
        walk_in(desk)
    assert [line.token for line in today.saved(desk, limit=2)] == [4, 3]
    assert today.next_token(desk) == 5


def test_totals_of_the_day(desk: Desk) -> None:
    walk_in(desk)
    walk_in(desk, dose=False)
    gone = walk_in(desk)
    deferred = walk_in(desk, dose=False)
    setup = session.current(desk)
    assert setup is not None
    give_dose.give(desk, deferred.id, setup.as_dose() | ALL_CLEAR | {"fever": "Y"}, intent=desk.ids.new())
    void.void(desk, "registration", gone.id, reason="twice")
    totals = today.totals(desk)
    assert (totals.registered, totals.given, totals.first, totals.second, totals.precaution) == (
        3,
        1,
        1,
        0,
        0,
    )
    assert (totals.deferred, totals.void) == (1, 1)
    assert totals.waiting == desk.store.connection.execute("SELECT count(*) FROM journal").fetchone()[0]


def test_doses_count_on_their_day_of_service(desk: Desk) -> None:
    walk_in(desk, dose=False, source="paper", page="1", serial="1", day="15-05-2021")
    assert today.totals(desk).registered == 0
    assert today.totals(desk, "2021-05-15").registered == 1


def test_the_vial_counts_its_doses_and_says_until_when_it_may_be_used(desk: Desk) -> None:
    walk_in(desk)
    gone = walk_in(desk)
    void.void(desk, "dose", gone.dose_id or "", reason="not_given")
    vial = today.vial(desk)
    assert vial is not None
    assert (vial.given, vial.doses, vial.no) == (1, 10, "4")
    assert vial.discard_at.isoformat() == "2021-05-17T14:20:00+05:30"
    session.next_vial(desk)
    fresh = today.vial(desk)
    assert fresh is not None and fresh.given == 0


def test_no_session_no_vial(desk: Desk) -> None:
    desk.clock.advance(seconds=86_400)
    assert today.vial(desk) is None
