"""Binding the IDs of other systems: once, to one sample or box, and changed by a supervisor only."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.desk import AADHAAR
from tests.samples import SWAB, collected
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import bind, correct, pack, samples, staff, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Op
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


def bound(desk: Desk, kind: str, rec: str) -> list[str | None]:
    row = records.get(desk.store.connection, kind, rec)
    assert row is not None
    return [row.get(name) for name in ("portal_id", "srf_id", "icmr_id")]


def refused(desk: Desk, rec: str, typed: Mapping[str, str]) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as refusal:
        bind.bind(desk, rec, typed)
    assert_all_said(refusal.value.problems)
    return {problem.field: problem.key for problem in refusal.value.problems}


def test_ids_are_bound_as_they_come(desk: Desk) -> None:
    rec = collected(desk).ids[0]
    bind.bind(desk, rec, {"portal_id": " up 17 ", "srf_id": "", "icmr_id": ""})
    bind.bind(desk, rec, {"srf_id": "22387 0000 0001"})
    assert bound(desk, "sample", rec) == ["UP17", "2238700000001", None]


def test_binding_the_same_again_changes_nothing(desk: Desk) -> None:
    rec = collected(desk).ids[0]
    bind.bind(desk, rec, {"portal_id": "UP17"})
    before = len(records.entries_of(desk.store.connection, rec))
    bind.bind(desk, rec, {"portal_id": "up17"})
    bind.bind(desk, rec, {})
    assert len(records.entries_of(desk.store.connection, rec)) == before


def test_once_bound_only_a_supervisor_changes_it(desk: Desk) -> None:
    rec = collected(desk).ids[0]
    bind.bind(desk, rec, {"portal_id": "UP17"})
    assert refused(desk, rec, {"portal_id": "UP18"}) == {"portal_id": "misfit.bound_already"}
    with pytest.raises(NotAllowed, match=r"error\.role_may_not"):
        correct.correct(desk, "sample", rec, {"portal_id": "UP18"}, reason="typing")
    correct.correct(desk, "sample", rec, {"srf_id": "2238700000001"}, reason="typing")
    desk.operator = staff.operators(desk)[0]
    correct.correct(desk, "sample", rec, {"portal_id": "UP18"}, reason="typing")
    assert bound(desk, "sample", rec)[0] == "UP18"


def test_one_id_belongs_to_one_case(desk: Desk) -> None:
    case, other = collected(desk, tubes=2), collected(desk)
    for rec in case.ids:  # the tubes of a case share its form
        bind.bind(desk, rec, {"srf_id": "2238700000001"})
    assert refused(desk, other.ids[0], {"srf_id": "2238700000001", "icmr_id": "1"}) == {
        "srf_id": "misfit.bound_elsewhere"
    }
    with pytest.raises(InvalidRecord):
        correct.correct(desk, "sample", other.ids[0], {"srf_id": "2238700000001"}, reason="typing")
    for rec in case.ids:
        void.void(desk, "sample", rec, reason="twice")
    bind.bind(desk, other.ids[0], {"srf_id": "2238700000001"})


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"srf_id": "22387"}, "misfit.digits"),
        ({"portal_id": "§"}, "misfit.code_signs"),
        ({"icmr_id": "1" * 21}, "misfit.code_length"),
        ({"portal_id": AADHAAR}, "misfit.aadhaar_here"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(desk: Desk, typed: dict[str, str], key: str) -> None:
    rec = collected(desk).ids[0]
    assert refused(desk, rec, typed) == {next(iter(typed)): key}
    assert bound(desk, "sample", rec) == [None, None, None]


def test_nothing_is_bound_to_a_void_or_an_unknown_sample(desk: Desk) -> None:
    rec = collected(desk).ids[0]
    void.void(desk, "sample", rec, reason="twice")
    for one in (rec, desk.ids.new()):
        with pytest.raises(NotAllowed) as refusal:
            bind.bind(desk, one, {"portal_id": "UP17"})
        assert_said(refusal.value.key, refusal.value.params)


def test_a_box_has_the_portals_number_too(desk: Desk) -> None:
    first, second = (pack.open_box(desk, lab=SWAB["lab"], intent=desk.ids.new()) for _ in range(2))
    bind.bind_box(desk, first.id, {"portal_id": "con 9"})
    assert bound(desk, "consignment", first.id)[0] == "CON9"
    bind.bind_box(desk, first.id, {"portal_id": "CON9"})
    for rec, typed in ((second.id, "CON9"), (first.id, "CON8")):
        with pytest.raises(InvalidRecord) as refusal:
            bind.bind_box(desk, rec, {"portal_id": typed})
        assert_all_said(refusal.value.problems)


def test_two_cases_bound_to_one_id_apart_are_shown_until_one_is_corrected(desk: Desk) -> None:
    case, other = collected(desk, tubes=2), collected(desk)
    for rec in case.ids:
        bind.bind(desk, rec, {"srf_id": "2238700000001"})
    row = records.get(desk.store.connection, "sample", other.ids[0])
    assert row is not None
    with desk.store.write() as writer:  # as another desk would, which has not seen this case
        desk.change(writer, "sample", row, Op.EDIT, {"srf_id": "2238700000001"}, why=None)
    shown = [samples.row(desk, rec) for rec in (*case.ids, *other.ids)]
    assert [one and one.conflict for one in shown] == [("srf_id",)] * 3
    desk.operator = staff.operators(desk)[0]
    correct.correct(desk, "sample", other.ids[0], {"srf_id": "2238700000002"}, reason="typing")
    shown = [samples.row(desk, rec) for rec in (*case.ids, *other.ids)]
    assert [one and one.conflict for one in shown] == [()] * 3
