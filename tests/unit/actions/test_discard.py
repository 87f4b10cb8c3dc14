"""An empty box and a receipt on a wrong number are taken back and brought back; a box that is packed is never lost."""

from __future__ import annotations

import pytest

from tests.boxes import LAB, box, packed, tube
from tests.lab import Journey
from tests.two_desks import TwoDesks
from tikadesk.actions import boxes, discard, dispatch, pack, receipts, receive, receiving
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.domain.numbers import Number
from tikadesk.errors import NotAllowed


def test_an_empty_box_goes_and_comes_back(desk: Desk) -> None:
    opened = box(desk)
    discard.box(desk, opened.id)
    assert boxes.current(desk) is None and boxes.boxes(desk) == [] and boxes.oldest_unsent(desk) is None
    with pytest.raises(Refused, match=r"pack\.no_box"):
        pack.add(desk, opened.id, tube(desk)[1])
    with pytest.raises(Refused, match=r"pack\.no_box"):
        discard.box(desk, opened.id)
    assert discard.bring_back_box(desk, opened.id).stands
    assert _current(desk).id == opened.id
    pack.add(desk, opened.id, tube(desk)[1])


def test_its_number_is_never_given_again(desk: Desk) -> None:
    opened = box(desk)
    discard.box(desk, opened.id)
    assert box(desk).no != opened.no


def test_a_box_with_tubes_or_a_seal_stays(desk: Desk) -> None:
    full, (rec,) = packed(desk, 1)
    with pytest.raises(Refused, match=r"discard\.not_empty"):
        discard.box(desk, full.id)
    dispatch.seal(desk, full.id, {})
    with pytest.raises(Refused, match=r"pack\.box_sealed"):
        discard.box(desk, full.id)
    dispatch.unseal(desk, full.id, "wrong tube")
    pack.take_out(desk, rec)
    discard.box(desk, full.id)
    assert boxes.boxes(desk) == []


def test_what_another_desk_has_packed_meanwhile_is_a_box_after_all() -> None:
    pair = TwoDesks()
    here, there = pair.desks
    opened = box(here)
    pair.meet()
    discard.box(here, opened.id)
    pack.use(there, opened.id)
    pack.add(there, opened.id, tube(there)[1])
    pair.meet()
    for desk in pair.desks:
        assert [one.id for one in boxes.boxes(desk)] == [opened.id]
        assert _current(desk).tubes == 1
    pack.add(here, opened.id, tube(here)[1])
    pair.meet()
    assert dispatch.seal(there, opened.id, {}).void is False
    dispatch.dispatch(there, opened.id, {"driver": "Ramesh Pal"})
    pair.meet()
    assert [(one.state, one.tubes) for one in boxes.boxes(here)] == [("dispatched", 2)]


def test_a_receipt_on_a_wrong_number_goes_with_what_it_says_and_comes_back() -> None:
    journey = Journey()
    sent, lab = journey.sent(3), journey.lab
    journey.arrive()
    begun = receive.begin(lab, sent.no)
    first = receive.receive_tube(lab, begun.id, begun.lines[0].tube)
    receive.undo(lab, first.line_id)
    receive.reject(lab, begun.id, begun.lines[1].tube, "broken")
    discard.receipt(lab, begun.id)
    with pytest.raises(Refused, match=r"receive\.unknown"):
        receiving.of(lab, begun.id)
    assert [one.begun for one in receiving.arrivals(lab)] == [False]
    discard.bring_back_receipt(lab, begun.id)
    assert [line.verdict for line in receiving.of(lab, begun.id).lines] == ["", "rejected", ""]
    discard.receipt(lab, begun.id)
    again = receive.begin(lab, sent.no)
    assert again.id != begun.id and len(again.unseen) == 3
    journey.answer()
    assert [line.verdict for line in receipts.of_boxes(journey.centre, [sent.id])[sent.id].worst] == []


def test_a_receipt_of_a_box_that_is_not_here_goes_too() -> None:
    lab = Journey().lab
    begun = receive.begin(lab, str(Number("CG", "C", 41, 7305018)))
    receive.receive_tube(lab, begun.id, str(Number("CG", "K", 41, 7305018)))
    discard.receipt(lab, begun.id)
    assert receiving.arrivals(lab) == []


def test_a_finished_receipt_stays() -> None:
    journey = Journey()
    sent = journey.sent(1)
    journey.arrive()
    begun = receive.begin(journey.lab, sent.no)
    receive.finish(journey.lab, begun.id, {})
    with pytest.raises(Refused, match=r"discard\.finished"):
        discard.receipt(journey.lab, begun.id)


def test_only_who_packs_or_receives_may(desk: Desk) -> None:
    opened = box(desk, lab=LAB)
    assert desk.operator is not None
    desk.operator.role = "lab"
    with pytest.raises(NotAllowed):
        discard.box(desk, opened.id)
    desk.operator.role = "sampler"
    with pytest.raises(NotAllowed):
        discard.receipt(desk, opened.id)


def _current(desk: Desk) -> Box:
    found = boxes.current(desk)
    assert found is not None
    return found
