"""Undo: for two minutes the operator's own last save can be taken back without a question."""

from __future__ import annotations

import pytest

from tests.desk import walk_in
from tests.samples import LAB, collected
from tests.sentences import assert_said
from tikadesk.actions import correct, give_dose, pack, staff, undo
from tikadesk.actions.desk import Desk
from tikadesk.errors import NotAllowed
from tikadesk.store import records


def void_of(desk: Desk, kind: str, rec: str | None) -> bool:
    row = records.get(desk.store.connection, kind, rec or "")
    assert row is not None
    return bool(row["void"])


def test_a_walk_in_goes_back_with_its_first_dose(desk: Desk) -> None:
    saved = walk_in(desk)
    offer = undo.offer(desk)
    assert offer == undo.UndoOffer(saved.id, "registration", saved.no, "Sushila Devi", 120)
    assert undo.undo(desk) == offer
    assert void_of(desk, "registration", saved.id) and void_of(desk, "dose", saved.dose_id)
    row = records.get(desk.store.connection, "registration", saved.id)
    assert row is not None and row["why"] == undo.REASON


def test_a_later_dose_goes_back_alone(desk: Desk) -> None:
    saved = walk_in(desk, dose=False)
    walk_in(desk, name="Ramesh Sahu", sex="M")
    deferred = give_dose.defer(desk, saved.id, reason="fever", intent=desk.ids.new())
    offer = undo.undo(desk)
    assert (offer.kind, offer.id, offer.no) == ("dose", deferred.dose_id, saved.no)
    assert not void_of(desk, "registration", saved.id)


@pytest.mark.parametrize(("seconds", "left"), [(0, 120), (119, 1), (120, None), (-1, None)])
def test_it_is_offered_for_two_minutes(desk: Desk, seconds: int, left: int | None) -> None:
    walk_in(desk)
    desk.clock.advance(seconds=seconds)
    offer = undo.offer(desk)
    assert (offer.seconds_left if offer else None) == left


def test_only_to_the_one_who_saved_it(desk: Desk) -> None:
    walk_in(desk)
    desk.operator = staff.operators(desk)[0]
    assert undo.offer(desk) is None


def test_not_once_something_has_been_done_to_it(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"name": "Kamla Devi"}, reason="typing")
    assert undo.offer(desk) is None


def test_only_the_last_save_and_only_once(desk: Desk) -> None:
    first, second = walk_in(desk), walk_in(desk, name="Ramesh Sahu", sex="M")
    assert undo.undo(desk).id == second.id
    with pytest.raises(NotAllowed) as refusal:
        undo.undo(desk)
    assert_said(refusal.value.key, refusal.value.params)
    assert not void_of(desk, "registration", first.id)


def test_on_an_empty_desk_there_is_nothing_to_undo(desk: Desk) -> None:
    assert undo.offer(desk) is None


def test_a_case_goes_back_with_all_its_tubes(desk: Desk) -> None:
    before, saved = collected(desk), collected(desk, tubes=3)
    offer = undo.offer(desk, "sample")
    assert offer == undo.UndoOffer(saved.ids[0], "sample", saved.nos[0], "Sushila Devi", 120)
    assert undo.undo(desk, "sample") == offer
    assert [void_of(desk, "sample", rec) for rec in (*saved.ids, *before.ids)] == [True, True, True, False]
    assert undo.offer(desk, "sample") is None


def test_each_page_takes_back_its_own_saves(desk: Desk) -> None:
    person = walk_in(desk)
    case = collected(desk)
    assert undo.undo(desk).id == person.id
    assert not void_of(desk, "sample", case.ids[0])
    assert undo.undo(desk, "sample").id == case.ids[0]


def test_a_case_is_not_taken_back_once_a_tube_of_it_is_packed(desk: Desk) -> None:
    saved = collected(desk, tubes=2)
    box = pack.open_box(desk, lab=LAB, intent=desk.ids.new())
    pack.add(desk, box.id, saved.nos[0])
    assert undo.offer(desk, "sample") is None
