"""What the lab sees at its door and of a box in hand."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.lab import Journey, enrol
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import manifests, receive, receiving
from tikadesk.actions.pack import Refused
from tikadesk.domain.numbers import shown


@pytest.fixture
def journey() -> Journey:
    return Journey()


def test_the_door_shows_what_is_on_its_way_and_what_came_before_its_data(journey: Journey) -> None:
    known, unknown = journey.sent(2), None
    journey.arrive()
    journey.here.clock.advance(seconds=3600)
    journey.there.clock.advance(seconds=7200)
    unknown = journey.sent(3)
    listed = manifests.take(journey.lab, manifests.sealed_list(journey.centre, unknown.id))
    begun = receive.begin(journey.lab, listed)
    receive.receive_tube(journey.lab, begun.id, begun.lines[0].tube)
    alone = receive.begin(journey.lab, journey.sent(1).no)
    door = {one.no: one for one in receiving.arrivals(journey.lab)}
    assert list(door)[-1] == known.no  # the others were touched later
    coming, on_paper, by_label = door[known.no], door[unknown.no], door[alone.no]
    assert (coming.begun, coming.expected, coming.received, coming.centre_name, coming.left_at) == (
        False, 2, 0, "Centre CG-0231", "2021-05-16T09:00",
    )  # fmt: skip
    assert (on_paper.receipt, on_paper.expected, on_paper.received, on_paper.centre_name, on_paper.finished) == (
        begun.id, 3, 1, "Centre CG-0231", False,
    )  # fmt: skip
    assert (by_label.receipt, by_label.box, by_label.centre_name, by_label.shown) == (
        alone.id, "", "", shown(alone.no),
    )  # fmt: skip
    receive.finish(journey.lab, begun.id, {})
    journey.arrive()
    assert {one.no: one.finished for one in receiving.arrivals(journey.lab)}[unknown.no]
    assert len(receiving.arrivals(journey.lab, 1)) == 1


def test_a_lab_sees_only_its_own_boxes(journey: Journey) -> None:
    journey.sent()
    journey.arrive()
    journey.there.ledger.enrolled(
        journey.there.answer() | {"centre": {"code": "LAB-CIMS", "name": "CIMS", "name_hi": ""}},
        service_key=bytes(32),
    )
    assert receiving.arrivals(journey.lab) == []


def test_a_box_for_another_lab_is_told(journey: Journey) -> None:
    data = manifests.sealed_list(journey.centre, journey.sent(1).id)
    assert not receive.begin(journey.lab, manifests.take(journey.lab, data)).wrong_lab
    elsewhere = enrol(DeskInMemory(3, enrolled=False), "LAB-CIMS")
    assert receive.begin(elsewhere, manifests.take(elsewhere, data)).wrong_lab
    district = enrol(DeskInMemory(4, enrolled=False), "CG-DISTRICT")  # no lab, but it may receive for one
    assert not receive.begin(district, manifests.take(district, data)).wrong_lab


def test_lines_stand_in_the_order_of_the_box_and_extras_after_them(journey: Journey) -> None:
    sent = journey.sent(3)
    listed = manifests.take(journey.lab, manifests.sealed_list(journey.centre, sent.id))
    begun = receive.begin(journey.lab, listed)
    other = receive.begin(journey.lab, journey.sent(1).no)
    extra = journey.sent(1)
    journey.arrive()
    stray = manifests.of(journey.centre, extra.id).tubes[0]
    receive.receive_tube(journey.lab, begun.id, stray.no)
    receive.receive_tube(journey.lab, begun.id, begun.lines[2].tube)
    receive.unlabelled(journey.lab, begun.id)
    now = receiving.of(journey.lab, begun.id)
    assert [line.tube for line in now.lines] == [*(tube.no for tube in listed.tubes), stray.no, ""]
    assert [line.verdict for line in now.lines] == ["", "", "accepted", "extra", "rejected"]
    assert now.lines[3].name == "Sushila Devi"  # its record is here
    assert (now.lab_name, now.shown, now.sealing) == ("Pt. JNM Medical College, Raipur", shown(sent.no), 1)
    assert receiving.of(journey.lab, other.id).unseen == []
    with pytest.raises(Refused):
        receiving.of(journey.lab, journey.lab.ids.new())


def test_a_full_box_is_shown_in_time_for_the_next_scan(journey: Journey) -> None:
    sent = journey.sent(60)
    begun = receive.begin(
        journey.lab, manifests.take(journey.lab, manifests.sealed_list(journey.centre, sent.id))
    )
    began = perf_counter()
    for line in begun.lines[:20]:
        receive.receive_tube(journey.lab, begun.id, line.tube)
    assert (perf_counter() - began) / 20 < 0.030  # 2 ms here
