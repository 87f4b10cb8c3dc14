"""Consigning at one go packs each tube once, one test to a box, and leaves what cannot go."""

from __future__ import annotations

import pytest

from tests.boxes import LAB, OTHER_LAB, packed, tube
from tests.two_desks import TwoDesks
from tikadesk.actions import boxes, dispatch, manifests, pack, samples
from tikadesk.actions.consign import consign
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed


def test_all_that_waits_for_the_lab_is_packed_oldest_first(desk: Desk) -> None:
    nos = [tube(desk, day="2021-05-17", time=f"09:{59 - place:02d}")[1] for place in range(5)]
    elsewhere = tube(desk, lab=OTHER_LAB)[1]
    inside = packed(desk, 1)[0]
    told: list[tuple[int, int]] = []
    made = consign(desk, "Pt. JNM Medical College, Raipur", size=2, progress=lambda *far: told.append(far))
    assert [(one.state, one.tubes, one.size, one.lab) for one in made] == [
        ("sealed", 2, 2, LAB), ("sealed", 2, 2, LAB), ("sealed", 1, 2, LAB),
    ]  # fmt: skip
    assert [row.no for one in made for row in boxes.tubes(desk, one.id)] == nos[::-1]
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert [row.no for row in samples.listing(desk, "unboxed")] == [elsewhere]
    assert pack.known(desk, inside.id).tubes == 1  # somebody packs that one by hand
    assert len(manifests.of(desk, made[0].id).tubes) == 2 == len({one.no for one in made[:2]})
    assert consign(desk, LAB) == []


def test_each_test_has_its_boxes_and_no_lab_is_any_lab(desk: Desk) -> None:
    tube(desk, test="truenat")
    tube(desk, test=None)
    tube(desk, lab=None)
    made = consign(desk, LAB, send=True)
    assert sorted((one.test, one.tubes, one.state) for one in made) == [
        ("rtpcr", 2, "dispatched"), ("truenat", 1, "dispatched"),
    ]  # fmt: skip
    assert all(one.dispatched_at == "2021-05-17T10:20" for one in made)
    assert dispatch.dispatch(desk, made[0].id, {"driver": "Ramesh Pal"}).driver == "Ramesh Pal"


def test_who_takes_the_boxes_is_said_of_each(desk: Desk) -> None:
    for _ in range(3):
        tube(desk)
    with pytest.raises(InvalidRecord):
        consign(desk, LAB, send=True, way={"driver": "98260 41187"})
    assert len(samples.listing(desk, "unboxed")) == 3
    made = consign(desk, LAB, size=2, send=True, way={"driver": "Ramesh Pal", "vehicle": "CG04 AB 1234"})
    assert [(one.driver, one.vehicle) for one in made] == [("Ramesh Pal", "CG04AB1234")] * 2


def test_a_tube_that_two_desks_packed_is_left_for_somebody_to_say_where_it_is() -> None:
    pair = TwoDesks()
    here, there = pair.desks
    rec, no = tube(here)
    pair.meet()
    pack.add(there, pack.open_box(there, lab=LAB, intent=there.ids.new()).id, no)
    mine = pack.open_box(here, lab=LAB, intent=here.ids.new())
    pack.add(here, mine.id, no)
    pack.take_out(here, rec)
    pair.meet()
    assert consign(here, LAB) == []


def test_a_lab_that_is_none_is_refused_and_a_lab_may_not_consign(desk: Desk) -> None:
    with pytest.raises(InvalidRecord):
        consign(desk, "LAB-NOWHERE")
    assert desk.operator is not None
    desk.operator.role = "lab"
    with pytest.raises(NotAllowed):
        consign(desk, LAB)
