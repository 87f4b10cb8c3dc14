"""The session: vaccine, batch, vial and vaccinator are set once a day and stand on every form."""

from __future__ import annotations

import pytest

from tests.desk import AADHAAR, SESSION
from tests.sentences import assert_all_said
from tikadesk.actions import session, vials
from tikadesk.actions.desk import Desk
from tikadesk.domain.roles import Role
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


def opened(desk: Desk) -> tuple[str, str]:
    """The vial in use: its number, and the time of its opening."""
    vial = vials.current(desk)
    assert vial is not None
    return vial.no, f"{vial.opened_at:%H:%M}"


def test_what_was_set_up_stands_on_every_dose(desk: Desk) -> None:
    setup = session.current(desk)
    assert setup is not None
    assert setup.as_dose() == SESSION | {"expires_on": "2021-08-31", "verifier": ""}


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        ("vaccine", "", "misfit.missing.vaccine"),
        ("vaccine", "XYZ", "misfit.choice.vaccine"),
        ("batch", "", "misfit.missing.batch"),
        ("batch", AADHAAR, "misfit.aadhaar_here"),
        ("expires_on", "16-05-2021", "misfit.batch_expired"),
        ("expires_on", "31-06-2021", "misfit.day_none"),
        ("expires_on", "", "misfit.missing.expires_on"),
        ("vial", "", "misfit.missing.vial"),
        ("vaccinator", "js[kk ;kno", "misfit.krutidev"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_the_old_session_stands(
    desk: Desk, field: str, typed: str, key: str
) -> None:
    before = session.current(desk)
    with pytest.raises(InvalidRecord) as refusal:
        session.set_up(desk, SESSION | {field: typed})
    assert [(problem.field, problem.key) for problem in refusal.value.problems] == [(field, key)]
    assert_all_said(refusal.value.problems)
    assert session.current(desk) == before


def test_problems_come_in_the_order_of_the_form(desk: Desk) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        session.set_up(desk, {})
    fields = [problem.field for problem in refusal.value.problems]
    assert fields == ["vaccine", "batch", "expires_on", "vial", "vaccinator"]


def test_a_batch_may_be_used_on_the_day_it_expires(desk: Desk) -> None:
    assert session.set_up(desk, SESSION | {"expires_on": "17-05-2021"}).expires_on == "2021-05-17"


def test_yesterdays_session_is_not_todays_but_is_there_to_begin_from(desk: Desk) -> None:
    desk.clock.advance(seconds=86_400)
    assert session.current(desk) is None
    last = session.last(desk)
    assert last is not None and last.day == "2021-05-17"


def test_a_vial_stays_opened_when_it_was_opened_while_something_else_changes(desk: Desk) -> None:
    desk.clock.advance(seconds=3600)
    session.set_up(desk, SESSION | {"vaccinator": "Asha Netam"})
    assert opened(desk) == ("4", "10:20")
    session.set_up(desk, SESSION | {"vial": "5"})
    assert opened(desk) == ("5", "11:20")


@pytest.mark.parametrize(
    ("vial", "after"), [("4", "5"), ("09", "10"), ("A", "A-2"), ("A-2", "A-3"), ("B09", "B10")]
)
def test_the_next_vial_of_the_batch(desk: Desk, vial: str, after: str) -> None:
    session.set_up(desk, SESSION | {"vial": vial})
    desk.clock.advance(seconds=60)
    setup = session.next_vial(desk)
    assert (setup.vial, setup.batch) == (after, "4121Z025")
    assert opened(desk) == (after, "10:21")
    assert session.current(desk) == setup


def test_no_next_vial_without_a_session(desk: Desk) -> None:
    desk.clock.advance(seconds=86_400)
    with pytest.raises(InvalidRecord) as refusal:
        session.next_vial(desk)
    assert_all_said(refusal.value.problems)


def test_who_only_looks_sets_nothing_up(desk: Desk) -> None:
    assert desk.operator is not None
    desk.operator.role = Role.LAB
    with pytest.raises(NotAllowed):
        session.set_up(desk, SESSION)
    with pytest.raises(NotAllowed):
        session.next_vial(desk)


def test_setting_up_is_in_the_audit(desk: Desk) -> None:
    event = records.every(desk.store.connection, "event")[-1]
    assert (event["what"], event["subject"]) == ("session_set_up", "covishield 4121Z025 4")
