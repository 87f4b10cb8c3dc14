"""Voiding: struck through with a reason, never deleted, never renumbered; and taken back."""

from __future__ import annotations

import pytest

from tests.desk import REGISTRAR, SUPERVISOR, walk_in
from tests.samples import LAB, collected
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import dispatch, find, pack, samples, staff, today, void
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records

DAY = 86_400


def voided(desk: Desk, person: str) -> tuple[bool, list[bool]]:
    """Whether a person is void, and each of their doses."""
    row = records.get(desk.store.connection, "registration", person)
    assert row is not None
    return bool(row["void"]), [
        bool(dose["void"]) for dose in records.doses_of(desk.store.connection, [person])[person]
    ]


def refused(desk: Desk, kind: str, rec: str, **given: object) -> str:
    with pytest.raises(NotAllowed) as refusal:
        void.void(desk, kind, rec, **{"reason": "twice", **given})
    assert_said(refusal.value.key, refusal.value.params)
    return refusal.value.key


def test_a_person_goes_with_their_doses_and_keeps_the_number(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice", dose_used=True)
    assert voided(desk, saved.id) == (True, [True])
    person = find.person(desk, saved.id)
    assert (person.row.no, person.row.void) == (saved.no, True)
    dose = records.get(desk.store.connection, "dose", saved.dose_id or "")
    assert dose is not None and dose["why"] == "twice"
    assert dose["dose_used"] == 1
    assert today.totals(desk).given == 0


def test_a_dose_alone_leaves_the_person(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "dose", saved.dose_id or "", reason="not_given", dose_used=False)
    assert voided(desk, saved.id) == (False, [True])


def test_a_reason_of_the_list_is_needed(desk: Desk) -> None:
    saved = walk_in(desk)
    with pytest.raises(InvalidRecord) as refusal:
        void.void(desk, "registration", saved.id, reason="")
    assert_all_said(refusal.value.problems)
    assert voided(desk, saved.id) == (False, [False])


def test_nothing_is_voided_twice_nor_what_is_not_here(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    assert refused(desk, "registration", saved.id) == "error.record_void"
    assert refused(desk, "registration", desk.ids.new()) == "error.person_unknown"


def test_after_a_day_it_takes_a_supervisor_who_then_answers_for_it(desk: Desk) -> None:
    saved = walk_in(desk)
    boss, registrar = staff.operators(desk)
    desk.clock.advance(seconds=DAY)
    void.void(desk, "dose", saved.dose_id or "", reason="twice")
    desk.clock.advance(seconds=1)
    assert refused(desk, "registration", saved.id) == "error.void_needs_supervisor"
    assert refused(desk, "registration", saved.id, supervisor=(boss.id, "0001")) == "staff.wrong_pin"
    assert (
        refused(desk, "registration", saved.id, supervisor=(registrar.id, REGISTRAR[1]))
        == "error.role_may_not"
    )
    void.void(desk, "registration", saved.id, reason="twice", supervisor=(boss.id, SUPERVISOR[1]))
    assert records.entries_of(desk.store.connection, saved.id)[-1].by == boss.id


def test_a_supervisor_signed_in_needs_no_second_word(supervisor: Desk) -> None:
    saved = walk_in(supervisor)
    supervisor.clock.advance(seconds=3 * DAY)
    void.void(supervisor, "registration", saved.id, reason="twice")
    assert voided(supervisor, saved.id) == (True, [True])


def test_restoring_brings_back_the_person_with_what_went_with_them(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    void.restore(desk, "registration", saved.id)
    assert voided(desk, saved.id) == (False, [False])
    with pytest.raises(NotAllowed, match=r"error\.record_not_void"):
        void.restore(desk, "registration", saved.id)


def test_a_dose_voided_before_for_the_same_reason_stays_void(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "dose", saved.dose_id or "", reason="twice")
    desk.clock.advance(seconds=60)
    void.void(desk, "registration", saved.id, reason="twice")
    void.restore(desk, "registration", saved.id)
    assert voided(desk, saved.id) == (False, [True])


def test_a_dose_does_not_come_back_without_its_person(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    with pytest.raises(NotAllowed, match=r"error\.person_void"):
        void.restore(desk, "dose", saved.dose_id or "")


def test_void_and_restored_everything_is_still_in_the_history(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice")
    void.restore(desk, "registration", saved.id)
    entries = records.entries_of(desk.store.connection, saved.id)
    assert [entry.op.value for entry in entries] == ["create", "void", "restore"]


def test_a_voided_tube_leaves_its_open_box_and_its_case_stays(desk: Desk) -> None:
    saved = collected(desk, tubes=2)
    box = pack.open_box(desk, lab=LAB, intent=desk.ids.new())
    for no in saved.nos:
        pack.add(desk, box.id, no)
    void.void(desk, "sample", saved.ids[0], reason="wrong_person")
    rows = [samples.row(desk, rec) for rec in saved.ids]
    assert [row and (row.void, row.box) for row in rows] == [(True, ""), (False, box.id)]
    void.restore(desk, "sample", saved.ids[0])
    row = samples.row(desk, saved.ids[0])
    assert row is not None and (row.journey, row.no) == ("collected", saved.nos[0])


def test_a_tube_in_a_sealed_box_is_voided_only_once_the_seal_is_broken(desk: Desk) -> None:
    saved = collected(desk)
    box = pack.open_box(desk, lab=LAB, intent=desk.ids.new())
    pack.add(desk, box.id, saved.nos[0])
    dispatch.seal(desk, box.id, {"sealed_temp": "4", "seal_no": "S1", "checked_by": "Anil Sahu"})
    assert refused(desk, "sample", saved.ids[0]) == "error.sample_sealed"
    dispatch.unseal(desk, box.id, "wrong person")
    void.void(desk, "sample", saved.ids[0], reason="wrong_person")


def test_a_sample_has_reasons_of_its_own(desk: Desk) -> None:
    sample, person = collected(desk).ids[0], walk_in(desk).id
    for kind, rec, reason in (("sample", sample, "not_given"), ("registration", person, "not_taken")):
        with pytest.raises(InvalidRecord):
            void.void(desk, kind, rec, reason=reason)
    void.void(desk, "sample", sample, reason="not_taken")
    row = samples.row(desk, sample)
    assert row is not None and row.void


def test_an_unknown_sample_cannot_be_voided(desk: Desk) -> None:
    assert refused(desk, "sample", desk.ids.new()) == "error.record_unknown"
