"""Corrections: a new version with a reason; what was written before stays and is shown."""

from __future__ import annotations

import pytest

from tests.desk import AADHAAR, SUPERVISOR, walk_in
from tests.samples import LAB, collected
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import bind, correct, find, give_dose, pack, session, staff, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Entry, Op
from tikadesk.domain.numbers import Number
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import journal, projections, records


def test_only_what_differs_is_written(desk: Desk) -> None:
    saved = walk_in(desk)
    typed = {"name": "Sushila Bai", "sex": "F", "village": "Mowa"}
    assert correct.correct(desk, "registration", saved.id, typed, reason="typing") == ("name",)
    row = records.get(desk.store.connection, "registration", saved.id)
    assert row is not None
    assert (row["name"], row["no"], row["token"], row["gen"], row["why"]) == (
        "Sushila Bai",
        saved.no,
        1,
        2,
        "typing",
    )


def test_what_was_written_before_stays_in_the_history(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"name": "Sushila Bai"}, reason="document_seen")
    history = find.person(desk, saved.id).history
    (change,) = [one for one in history if one.op == "edit"]
    assert change.changes == (("name", "Sushila Devi", "Sushila Bai"),)
    assert (change.why, change.by) == ("document_seen", "Sunita Verma")


@pytest.mark.parametrize("kind", ["registration", "dose"])
def test_a_form_saved_unchanged_changes_nothing(desk: Desk, kind: str) -> None:
    saved = walk_in(desk)
    rec = saved.id if kind == "registration" else saved.dose_id or ""
    assert correct.correct(desk, kind, rec, correct.as_typed(desk, kind, rec), reason="typing") == ()
    assert len(records.entries_of(desk.store.connection, rec)) == 1


def test_a_field_can_be_emptied(desk: Desk) -> None:
    saved = walk_in(desk)
    changed = correct.correct(desk, "registration", saved.id, {"category": ""}, reason="other")
    assert set(changed) == {"category", "quota"}
    assert "category" not in find.person(desk, saved.id).fields


def test_the_form_as_it_would_then_stand_must_be_good(desk: Desk) -> None:
    saved = walk_in(desk)
    with pytest.raises(InvalidRecord) as refusal:
        correct.correct(desk, "registration", saved.id, {"age": "8m", "mobile": ""}, reason="typing")
    assert [problem.field for problem in refusal.value.problems] == ["mobile", "guardian_name"]
    assert_all_said(refusal.value.problems)


def test_a_correction_needs_a_reason_of_the_list(desk: Desk) -> None:
    saved = walk_in(desk)
    with pytest.raises(InvalidRecord) as refusal:
        correct.correct(desk, "registration", saved.id, {"name": "Kamla"}, reason="")
    assert [problem.key for problem in refusal.value.problems] == ["misfit.choice.correct_reason"]
    assert_all_said(refusal.value.problems)


def test_a_wrong_batch_of_a_dose(desk: Desk) -> None:
    saved = walk_in(desk)
    assert correct.correct(desk, "dose", saved.dose_id or "", {"batch": "4121z026"}, reason="typing") == (
        "batch",
    )
    assert find.person(desk, saved.id).doses[0].batch == "4121Z026"


def test_correcting_a_dose_keeps_who_vouched_for_it(desk: Desk) -> None:
    saved = walk_in(desk)
    boss, setup = staff.operators(desk)[0], session.current(desk)
    assert setup is not None
    word = give_dose.Override(boss.id, SUPERVISOR[1], "travel")
    given = give_dose.give(desk, saved.id, setup.as_dose(), override=word, intent=desk.ids.new())
    assert correct.correct(desk, "dose", given.dose_id, {"vial": "5"}, reason="typing") == ("vial",)
    row = records.get(desk.store.connection, "dose", given.dose_id)
    assert row is not None and row["override_by"] == boss.id


def test_an_aadhaar_shown_again_and_kept_is_still_its_last_four(desk: Desk) -> None:
    saved = walk_in(desk, id_type="aadhaar", id_number=AADHAAR)
    assert correct.as_typed(desk, "registration", saved.id)["id_number"] == "2346"
    correct.correct(desk, "registration", saved.id, {"name": "Kamla Devi"}, reason="typing")
    assert find.person(desk, saved.id).fields["id_tail"] == "2346"


def test_a_record_of_another_day_is_a_supervisors(desk: Desk) -> None:
    saved = walk_in(desk)
    desk.clock.advance(seconds=86_400)
    with pytest.raises(NotAllowed, match=r"error\.role_may_not"):
        correct.correct(desk, "registration", saved.id, {"name": "Kamla"}, reason="typing")
    desk.operator = staff.operators(desk)[0]
    assert correct.correct(desk, "registration", saved.id, {"name": "Kamla"}, reason="typing") == ("name",)


def test_a_void_record_is_not_corrected(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    for rec in (saved.id, desk.ids.new()):
        with pytest.raises(NotAllowed) as refusal:
            correct.correct(desk, "registration", rec, {"name": "Kamla"}, reason="typing")
        assert_said(refusal.value.key, refusal.value.params)


def test_only_registrations_and_doses_have_a_form(desk: Desk) -> None:
    operator = staff.operators(desk)[0].id
    desk.operator = staff.operators(desk)[0]
    with pytest.raises(KeyError):
        correct.correct(desk, "operator", operator, {"name": "Kamla"}, reason="typing")


def sample_row(desk: Desk, rec: str) -> records.Row:
    row = records.get(desk.store.connection, "sample", rec)
    assert row is not None
    return row


def test_a_samples_form_saved_unchanged_changes_nothing(desk: Desk) -> None:
    rolled = {"source": "paper", "roll_no": str(Number("CG", "K", 91, 4711)), "day": "16-05-2021"}
    for changed in ({}, {"id_type": "aadhaar", "id_number": AADHAAR, "symptoms": "fever, cough"}, rolled):
        rec = collected(desk, **changed).ids[0]
        desk.operator = staff.operators(desk)[0]
        assert (
            correct.correct(desk, "sample", rec, correct.as_typed(desk, "sample", rec), reason="typing") == ()
        )


def test_the_form_of_a_case_is_corrected_in_all_its_tubes(desk: Desk) -> None:
    saved = collected(desk, tubes=3)
    void.void(desk, "sample", saved.ids[2], reason="twice")
    typed = {"name": "Kamla Bai", "age": "40", "sample_type": "saliva"}
    assert set(correct.correct(desk, "sample", saved.ids[1], typed, reason="heard_wrong")) == {
        "name", "birth_year", "sample_type",
    }  # fmt: skip
    rows = [sample_row(desk, rec) for rec in saved.ids]
    assert [(row["name"], row["birth_year"], row["sample_type"]) for row in rows] == [
        ("Kamla Bai", 1981, "np_op"), ("Kamla Bai", 1981, "saliva"), ("Sushila Devi", 1987, "np_op"),
    ]  # fmt: skip
    assert [(row["why"], row["gen"]) for row in rows[:2]] == [("heard_wrong", 2)] * 2
    correct.correct(desk, "sample", saved.ids[0], {"sample_type": "bal"}, reason="typing")
    assert sample_row(desk, saved.ids[1])["gen"] == 2


def test_the_lab_of_a_tube_in_a_box_is_the_boxs(desk: Desk) -> None:
    saved = collected(desk, tubes=2)
    box = pack.open_box(desk, lab=LAB, intent=desk.ids.new())
    pack.add(desk, box.id, saved.nos[0])
    with pytest.raises(InvalidRecord) as refusal:
        correct.correct(desk, "sample", saved.ids[0], {"lab": "LAB-CIMS"}, reason="typing")
    assert_all_said(refusal.value.problems)
    correct.correct(desk, "sample", saved.ids[1], {"lab": "LAB-CIMS", "village": "Mowa"}, reason="typing")
    rows = [sample_row(desk, rec) for rec in saved.ids]
    assert [(row["lab"], row["village"]) for row in rows] == [(LAB, "Mowa"), ("LAB-CIMS", "Mowa")]


def test_an_unknown_sample_cannot_be_corrected(desk: Desk) -> None:
    with pytest.raises(NotAllowed) as refusal:
        correct.correct(desk, "sample", desk.ids.new(), {}, reason="typing")
    assert_said(refusal.value.key, refusal.value.params)


def elsewhere(desk: Desk, kind: str, rec: str, **values: str) -> None:
    """Another desk's edit, made without sight of what was done here."""
    at = "2021-05-17T10:20:00+05:30"
    entry = Entry(desk.ids.new(), kind, rec, Op.EDIT, at, "-", dict(values), over=(rec,), gen=2)
    with desk.store.write() as writer:
        journal.absorb(writer.connection, "another-desk", entry.body())
        projections.project(writer.connection, entry)


def test_saving_a_form_as_it_stands_decides_what_two_desks_wrote(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"name": "Kamla Devi"}, reason="heard_wrong")
    elsewhere(desk, "registration", saved.id, name="Sushma Devi")
    row = records.get(desk.store.connection, "registration", saved.id)
    assert row is not None and row["conflict"] == "name"
    assert correct.correct(desk, "registration", saved.id, {}, reason="document_seen") == ("name",)
    decided = records.get(desk.store.connection, "registration", saved.id)
    assert decided is not None and (decided["conflict"], decided["name"]) == (None, row["name"])


def test_two_portal_ids_of_one_tube_are_decided_by_a_supervisor(desk: Desk) -> None:
    rec = collected(desk).ids[0]
    bind.bind(desk, rec, {"portal_id": "UP1"})
    elsewhere(desk, "sample", rec, portal_id="UP2")
    correct.correct(desk, "sample", rec, {"village": "Mowa"}, reason="typing")
    assert sample_row(desk, rec)["conflict"] == "portal_id"
    desk.operator = staff.operators(desk)[0]
    assert correct.correct(desk, "sample", rec, {}, reason="document_seen") == ("portal_id",)
    assert sample_row(desk, rec)["conflict"] is None
