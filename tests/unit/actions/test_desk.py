"""The desk as its verbs see it: whose turn it is, what may be entered, how an entry is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import practice_desk
from tests.samples import collected
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import staff
from tikadesk.actions.desk import NOBODY, Desk, problems
from tikadesk.domain.clock import stamp
from tikadesk.domain.entry import Entry, Op
from tikadesk.domain.fields import Misfit
from tikadesk.domain.roles import Role, Verb
from tikadesk.errors import NotAllowed
from tikadesk.store import records
from tikadesk.store.ledger import Ledger


def test_the_day_is_indias(desk: Desk) -> None:
    assert desk.today() == "2021-05-17"
    assert desk.now().isoformat() == "2021-05-17T10:20:00+05:30"


def test_a_role_that_may_not_is_told_so(desk: Desk) -> None:
    with pytest.raises(NotAllowed) as refusal:
        desk.must(Verb.ADD_OPERATOR)
    assert_said(refusal.value.key, refusal.value.params)


def test_before_enrolment_and_in_practice_nobody_need_sign_in(tmp_path: Path) -> None:
    with practice_desk(tmp_path, staffed=False) as desk:
        desk.must(Verb.REGISTER)


def test_on_an_enrolled_desk_somebody_must(desk: Desk) -> None:
    desk.store.connection.execute("UPDATE me SET cert = 'certificate'")
    desk.store.forget_me()
    desk.operator = None
    with pytest.raises(NotAllowed, match=r"error\.sign_in_first"):
        desk.must(Verb.FIND)
    desk.practice = True
    desk.must(Verb.FIND)


@pytest.mark.parametrize(
    ("day", "allowed"), [("2021-05-17", True), ("2021-05-10", True), ("2021-05-09", False)]
)
def test_a_register_of_more_than_a_week_ago_is_a_supervisors(desk: Desk, day: str, allowed: bool) -> None:
    if allowed:
        desk.must_for_day(day)
    else:
        with pytest.raises(NotAllowed):
            desk.must_for_day(day)
    desk.operator = next(one for one in staff.operators(desk) if one.role == Role.SUPERVISOR)
    desk.must_for_day(day)


def test_an_entry_that_nobody_could_read_again_is_never_made(desk: Desk) -> None:
    with pytest.raises(ValueError, match="not an identifier"), desk.store.write() as writer:
        desk.create(writer, "event", {"what": "x"}, id="0123456789abcdef0123456789abcdef")


def test_what_another_centre_sent_is_shown_and_never_changed(desk: Desk) -> None:
    there = "0198a1c2-0000-7000-8000-000000000001"
    sent = Entry(
        id=there, kind="sample", rec=there, op=Op.CREATE, at=stamp(desk.clock), by=NOBODY, set={"name": "राम"}
    )
    item = {
        "t": "op",
        "dev": "another-desk",
        "label": "0900",
        "centre": "CG-0900",
        "n": 1,
        "b": sent.body().decode(),
    }
    Ledger(desk.store).take_page([item], "cursor", at=stamp(desk.clock))
    row = records.get(desk.store.connection, "sample", there)
    assert row is not None
    with pytest.raises(NotAllowed) as refusal, desk.store.write() as writer:
        desk.change(writer, "sample", row, Op.EDIT, {"name": "श्याम"}, why="typing")
    assert_said(refusal.value.key, refusal.value.params)
    assert refusal.value.params == {"centre": "CG-0900"}


def test_what_is_done_is_journalled_with_who_and_when(desk: Desk) -> None:
    with desk.store.write() as writer:
        desk.event(writer, "export", subject="register", count=12)
    desk.operator = None
    with desk.store.write() as writer:
        desk.event(writer, "export")
    signed, unsigned = records.every(desk.store.connection, "event")[-2:]
    assert (signed["what"], signed["subject"], signed["count"]) == ("export", "register", 12)
    assert signed["by"] == staff.operators(desk)[-1].id
    assert signed["at"] == "2021-05-17T10:20:00+05:30"
    assert unsigned["by"] == NOBODY


def test_misfits_become_problems_in_their_order() -> None:
    found = problems({"mobile": Misfit("misfit.mobile_length", n=3), "name": Misfit("misfit.name_short")})
    assert [problem.field for problem in found] == ["mobile", "name"]
    assert_all_said(found)


@pytest.mark.parametrize(
    ("kind", "key"), [("registration", "error.person_unknown"), ("sample", "error.record_unknown")]
)
def test_a_record_that_is_not_here_is_told_as_what_it_is(desk: Desk, kind: str, key: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        desk.known(kind, desk.ids.new())
    assert refusal.value.key == key


def test_a_void_record_is_known_and_does_not_stand(desk: Desk) -> None:
    (rec,) = collected(desk).ids
    assert desk.standing("sample", rec)["id"] == rec
    with desk.store.write() as writer:
        desk.change(writer, "sample", desk.known("sample", rec), Op.VOID, {}, why="undo")
    assert desk.known("sample", rec)["void"]
    with pytest.raises(NotAllowed) as refusal:
        desk.standing("sample", rec)
    assert refusal.value.key == "error.record_void"


def test_no_verb_can_forget_to_cut_an_aadhaar_out_of_what_was_written(desk: Desk) -> None:
    written = {"partner": "PHC Arang 2341 2341 2346", "move": "received", "notes": "234123412346"}
    with desk.store.write() as writer:
        rec = desk.create(writer, "stock_move", written)
    with desk.store.write() as writer:
        desk.change(writer, "stock_move", desk.known("stock_move", rec), Op.EDIT, written, why=None)
    assert desk.known("stock_move", rec)["partner"] == "PHC Arang XXXX XXXX 2346"
    assert not any(
        b"23412341" in body for (body,) in desk.store.connection.execute("SELECT CAST(body AS BLOB) FROM op")
    )
