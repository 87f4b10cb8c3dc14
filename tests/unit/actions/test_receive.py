"""The lab receives with a list or without, and the receipt meets the samples in whichever order they come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.boxes import LAB, packed, tube
from tests.desk import AADHAAR
from tests.lab import Journey, enrol
from tests.sentences import assert_said
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import (
    boxes,
    correct,
    dispatch,
    manifests,
    pack,
    receipts,
    receive,
    receiving,
    samples,
    void,
)
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.actions.receiving import Receiving
from tikadesk.domain.numbers import Number, shown
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


@pytest.fixture
def journey() -> Journey:
    return Journey()


def by_paper(journey: Journey, count: int = 3) -> Receiving:
    """A box begun at the lab from the codes on its manifest, with nothing else known there."""
    data = manifests.sealed_list(journey.centre, journey.sent(count).id)
    return receive.begin(journey.lab, manifests.take(journey.lab, data))


def refused(act: object, *args: object) -> Refused:
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act(*args)
    assert_said(caught.value.key, caught.value.params)
    return caught.value


def test_the_codes_on_the_box_are_enough(journey: Journey) -> None:
    begun = by_paper(journey)
    assert (begun.centre, begun.centre_name, begun.lab, begun.expected, begun.list_from, begun.has_list) == (
        "CG-0231", "Centre CG-0231", LAB, 3, "qr", True,
    )  # fmt: skip
    assert [(line.name, line.age, line.verdict, line.on_list) for line in begun.lines] == [
        ("Sushila Devi", 34, "", True)
    ] * 3
    assert samples.of_number(journey.lab, begun.lines[0].tube) is None  # nothing was made up
    now = receive.finish(journey.lab, receive.receive_all(journey.lab, begun.id).id, {"received_temp": "6,5"})
    assert (now.count("accepted"), now.unseen, now.finished, now.received_temp, now.received_by) == (
        3, [], True, 65, "Anil Kushwaha",
    )  # fmt: skip


@pytest.mark.parametrize("samples_first", [True, False])
def test_receipt_and_samples_meet_in_either_order(journey: Journey, samples_first: bool) -> None:
    begun = by_paper(journey)
    if samples_first:
        journey.arrive()
    first, second, _ = (line.tube for line in begun.lines)
    receive.receive_tube(journey.lab, begun.id, shown(first))
    receive.reject(journey.lab, begun.id, second, "leaking")
    receive.finish(journey.lab, begun.id, {})
    journey.answer()
    journey.arrive()
    told = receipts.of_box(journey.centre, begun.box)
    assert told is not None
    assert (told.received, told.rejected, told.short, told.extra, told.expected, told.finished) == (
        2,
        1,
        1,
        0,
        3,
        True,
    )
    assert [(one.verdict, one.reason) for one in told.worst] == [("rejected", "leaking"), ("short", "")]
    for desk in (journey.centre, journey.lab):
        assert [row.journey for row in boxes.tubes(desk, begun.box)] == ["received", "rejected", "short"]
        now = boxes.box(desk, begun.box)
        assert now is not None and now.receipt is not None and now.own_centre is (desk is journey.centre)
    assert samples.tally(journey.centre).resample == 2


def test_the_same_box_again_is_the_same_receipt(journey: Journey) -> None:
    begun = by_paper(journey)
    listed = manifests.taken(journey.lab, begun.box)
    assert listed is not None
    assert receive.begin(journey.lab, listed, list_from="file").id == begun.id
    assert receive.begin(journey.lab, shown(begun.no)).id == begun.id  # its bars, before any record is here
    journey.arrive()
    assert receive.begin(journey.lab, begun.no).id == begun.id
    assert len(records.every(journey.lab.store.connection, "receipt")) == 1


def test_a_box_whose_records_are_here_needs_no_paper(journey: Journey) -> None:
    sent = journey.sent()
    journey.arrive()
    begun = receive.begin(journey.lab, sent.shown)
    assert (begun.list_from, begun.expected, begun.centre, begun.centre_name) == (
        "records", 3, "CG-0231", "Centre CG-0231",
    )  # fmt: skip
    assert len(begun.unseen) == 3


def test_a_box_without_any_list_is_received_by_its_labels_and_joined_later(journey: Journey) -> None:
    sent = journey.sent()
    inside = [row.no for row in boxes.tubes(journey.centre, sent.id)]
    begun = receive.begin(journey.lab, sent.no)
    assert (begun.has_list, begun.box, begun.lines) == (False, "", ())
    for no in inside[:2]:
        assert receive.receive_tube(journey.lab, begun.id, no).verdict == "accepted"
    stranger = str(Number("CG", "K", 1, 4711))
    assert receive.receive_tube(journey.lab, begun.id, stranger).verdict == "accepted"
    assert receive.finish(journey.lab, begun.id, {}).count("short") == 0
    assert receive.begin(journey.lab, sent.no).id == begun.id
    listed = manifests.take(journey.lab, manifests.sealed_list(journey.centre, sent.id))
    joined = receive.begin(journey.lab, listed)
    assert (joined.id, joined.box, joined.centre, joined.expected) == (begun.id, sent.id, "CG-0231", 3)
    assert [line.verdict for line in joined.lines] == ["accepted", "accepted", "", "extra"]
    receive.finish(journey.lab, begun.id, {})
    journey.answer()
    told = receipts.of_box(journey.centre, sent.id)
    assert told is not None and (told.received, told.short, told.extra) == (2, 1, 1)


def test_what_is_no_box_is_refused(journey: Journey) -> None:
    for typed in ("", "CGC", str(Number("CG", "K", 1, 5)), "नहीं"):
        assert refused(receive.begin, journey.lab, typed).key == "receive.not_a_box"
    assert refused(receive.begin, journey.lab, str(Number("CG", "C", 0, 5))).key == "pack.practice"
    journey.lab.practice = True
    assert refused(receive.begin, journey.lab, str(Number("CG", "C", 1, 5))).key == "pack.not_practice"
    open_one = pack.open_box(journey.centre, lab=LAB, intent=journey.centre.ids.new())
    assert refused(receive.begin, journey.centre, open_one.no).key == "box.is_open"


def test_each_tube_is_received_once(journey: Journey) -> None:
    begun = by_paper(journey)
    no = begun.lines[0].tube
    receive.receive_tube(journey.lab, begun.id, no)
    assert refused(receive.receive_tube, journey.lab, begun.id, no).key == "receive.here_already"
    line = receive.reject(journey.lab, begun.id, no, "broken")
    assert (line.verdict, line.reason) == ("rejected", "broken")
    assert refused(receive.receive_tube, journey.lab, begun.id, no).key == "receive.rejected_already"
    receive.undo(journey.lab, line.line_id)
    assert receiving.of(journey.lab, begun.id).unseen == list(begun.lines)
    assert refused(receive.undo, journey.lab, line.line_id).key == "receive.unknown"


def test_a_short_tube_that_turns_up_is_received_after_all(journey: Journey) -> None:
    begun = by_paper(journey)
    now = receive.finish(journey.lab, begun.id, {})
    assert now.count("short") == 3
    line = receive.receive_tube(journey.lab, begun.id, begun.lines[1].tube)
    assert (line.verdict, receiving.of(journey.lab, begun.id).count("short")) == ("accepted", 2)


def test_a_short_tube_found_at_the_centre_goes_with_another_box(journey: Journey) -> None:
    begun = by_paper(journey)
    missing, *there = (line.tube for line in begun.lines)
    for no in there:
        receive.receive_tube(journey.lab, begun.id, no)
    receive.finish(journey.lab, begun.id, {})
    journey.answer()
    again = pack.open_box(journey.centre, lab=LAB, intent=journey.centre.ids.new())
    pack.add(journey.centre, again.id, missing)
    assert refused(pack.add, journey.centre, again.id, there[0]).key == "pack.resulted"
    dispatch.seal(journey.centre, again.id, {})
    data = manifests.sealed_list(journey.centre, again.id)
    second = receive.begin(journey.lab, manifests.take(journey.lab, data))
    line = receive.receive_tube(journey.lab, second.id, missing)
    assert (line.verdict, line.two_boxes) == ("accepted", False)
    assert [one.two_boxes for one in receiving.of(journey.lab, begun.id).lines] == [False] * 3
    journey.answer()
    row = samples.of_number(journey.centre, missing)
    assert row is not None and (row.journey, row.box) == ("received", again.id)


def test_a_lab_packs_nothing_into_a_centres_box(journey: Journey) -> None:
    sent = journey.sent()
    opened, _ = packed(journey.centre, 1)
    journey.arrive()
    for box_id in (sent.id, opened.id):
        found = refused(pack.add, journey.lab, box_id, tube(journey.lab)[1])
        assert found.key in ("error.other_centre", "pack.box_sealed")
    assert refused(pack.use, journey.lab, opened.id).key == "error.other_centre"


def test_a_tube_that_is_not_on_the_list_is_written_down_as_extra(journey: Journey) -> None:
    begun = by_paper(journey)
    stranger = str(Number("CG", "K", 1, 4711))
    line = receive.receive_tube(journey.lab, begun.id, stranger)
    assert (line.verdict, line.on_list, line.two_boxes, line.name) == ("extra", False, False, "")
    assert refused(receive.receive_tube, journey.lab, begun.id, stranger).key == "receive.here_already"


def test_a_tube_of_another_box_is_flagged_at_the_lab_and_at_the_centre(journey: Journey) -> None:
    one, other = by_paper(journey), by_paper(journey)
    no = one.lines[0].tube
    line = receive.receive_tube(journey.lab, other.id, no)
    assert (line.verdict, line.two_boxes) == ("extra", True)
    receive.receive_all(journey.lab, one.id)
    seen = receiving.of(journey.lab, one.id).line_of(no)
    assert seen is not None and seen.two_boxes
    journey.answer()
    for box_id in (one.box, other.box):
        told = receipts.of_box(journey.centre, box_id)
        assert told is not None and [(said.tube, said.elsewhere) for said in told.worst] == [(no, True)]
    # The lab finds that it was not in the first box: then only the second has it.
    receive.undo(journey.lab, seen.line_id)
    receive.finish(journey.lab, one.id, {})
    now = receiving.of(journey.lab, other.id).line_of(no)
    assert now is not None and not now.two_boxes


def test_a_tube_that_two_desks_packed_is_flagged_at_the_lab(journey: Journey) -> None:
    second = DeskInMemory(4, enrolled=False)
    beside = enrol(second, "CG-0231")
    _, no = tube(journey.centre)
    second.ledger.take_page(journey.here.feed(), None, at="")
    found = []
    for desk in (journey.centre, beside):
        opened = pack.open_box(desk, lab=LAB, intent=desk.ids.new())
        pack.add(desk, opened.id, no)
        dispatch.seal(desk, opened.id, {})
        found.append(
            receive.begin(journey.lab, manifests.take(journey.lab, manifests.sealed_list(desk, opened.id)))
        )
    for begun in found:
        now = receiving.of(journey.lab, begun.id).line_of(no)
        assert now is not None and now.two_boxes  # both papers name it
    journey.arrive()
    journey.there.ledger.take_page([item | {"centre": "CG-0231"} for item in second.feed()], None, at="")
    row = samples.of_number(journey.lab, no)
    assert row is not None and row.conflict == ("box",)


def test_a_mistyped_number_offers_what_is_on_the_paper(journey: Journey) -> None:
    sealed = pack.open_box(journey.centre, lab=LAB, intent=journey.centre.ids.new())
    real = str(Number("CG", "K", 1, 870))
    tube(journey.centre, no=real)
    pack.add(journey.centre, sealed.id, real)
    dispatch.seal(journey.centre, sealed.id, {})
    data = manifests.sealed_list(journey.centre, sealed.id)
    begun = receive.begin(journey.lab, manifests.take(journey.lab, data))
    wrong = real[:9] + ("9" if real[9] != "9" else "8") + real[10:]
    found = refused(receive.receive_tube, journey.lab, begun.id, wrong)
    assert (found.key, found.nos, found.near) == ("pack.near", [real], [])
    assert refused(receive.receive_tube, journey.lab, begun.id, "CG?").key == "pack.not_a_number"
    assert (
        refused(receive.receive_tube, journey.lab, begun.id, str(Number("CG", "C", 1, 1))).key
        == "pack.not_a_number"
    )
    assert (
        refused(receive.receive_tube, journey.lab, begun.id, str(Number("CG", "K", 0, 1))).key
        == "pack.practice"
    )


def test_a_tube_without_a_label_is_written_down(journey: Journey) -> None:
    begun = by_paper(journey)
    line = receive.unlabelled(journey.lab, begun.id, f"red cap, half full {AADHAAR}")
    assert (line.tube, line.verdict, line.reason, line.notes) == (
        "",
        "rejected",
        "unlabelled",
        f"red cap, half full XXXX XXXX {AADHAAR[8:]}",
    )
    receive.unlabelled(journey.lab, begun.id)
    now = receive.finish(journey.lab, begun.id, {})
    assert (now.count("rejected"), now.count("short")) == (2, 3)


@pytest.mark.parametrize("reason", ["", "because", "7"])
def test_a_reason_is_one_of_the_list(journey: Journey, reason: str) -> None:
    begun = by_paper(journey)
    with pytest.raises(InvalidRecord) as caught:
        receive.reject(journey.lab, begun.id, begun.lines[0].tube, reason)
    (problem,) = caught.value.problems
    assert_said(problem.key, problem.params)
    assert receiving.of(journey.lab, begun.id).unseen == list(begun.lines)


def test_a_temperature_that_is_none_finishes_nothing(journey: Journey) -> None:
    begun = by_paper(journey)
    with pytest.raises(InvalidRecord):
        receive.finish(journey.lab, begun.id, {"received_temp": "cold"})
    assert receiving.of(journey.lab, begun.id) == begun


def test_a_result_belongs_to_a_tube_in_hand(journey: Journey) -> None:
    begun = by_paper(journey)
    line = receive.receive_tube(journey.lab, begun.id, begun.lines[0].tube)
    receive.record_result(journey.lab, line.line_id, "positive")
    journey.answer()
    assert boxes.tubes(journey.centre, begun.box)[0].journey == "resulted"
    broken = receive.reject(journey.lab, begun.id, begun.lines[1].tube, "broken")
    assert (
        refused(receive.record_result, journey.lab, broken.line_id, "negative").key == "receive.not_in_hand"
    )
    with pytest.raises(InvalidRecord):
        receive.record_result(journey.lab, line.line_id, "perhaps")


def test_two_desks_of_a_lab_that_begin_one_box_see_each_others_tubes(journey: Journey) -> None:
    second = DeskInMemory(6, enrolled=False)
    beside = enrol(second, LAB)
    begun = by_paper(journey)
    data = manifests.sealed_list(journey.centre, begun.box)
    there = receive.begin(beside, manifests.take(beside, data))
    receive.receive_tube(journey.lab, begun.id, begun.lines[0].tube)
    receive.receive_tube(beside, there.id, begun.lines[1].tube)
    receive.finish(beside, there.id, {})
    journey.there.ledger.take_page(second.feed(), None, at="")
    now = receive.begin(journey.lab, begun.no)
    assert [line.verdict for line in now.lines] == ["accepted", "accepted", "short"]
    view = receipts.of_box(journey.lab, begun.box)
    assert view is not None and (view.received, view.short) == (2, 1)


def test_only_a_lab_receives(journey: Journey) -> None:
    desk: Desk = journey.lab
    begun = by_paper(journey)
    assert desk.operator is not None
    desk.operator.role = "sampler"
    try:
        acts: list[tuple[Any, tuple[object, ...]]] = [
            (receive.begin, ("",)), (receive.receive_all, ("",)), (receive.receive_tube, ("", "")),
            (receive.finish, ("", {})), (receive.undo, ("",)), (receive.reject, ("", "", "")),
        ]  # fmt: skip
        for act, args in acts:
            with pytest.raises(NotAllowed) as caught:
                act(desk, *args)
            assert caught.value.key == "error.role_may_not"
    finally:
        desk.operator.role = "supervisor"
    assert refused(receive.receive_all, desk, desk.ids.new()).key == "receive.unknown"
    assert receiving.of(desk, begun.id) == begun


@pytest.mark.parametrize("list_first", [True, False])
def test_what_the_centre_changes_after_the_box_has_left_is_seen_at_the_lab(
    journey: Journey, list_first: bool
) -> None:
    sent = journey.sent(3)
    data = manifests.sealed_list(journey.centre, sent.id)
    if not list_first:
        journey.arrive()
    begun = receive.begin(journey.lab, manifests.take(journey.lab, data))
    assert [(line.name, line.was, line.struck) for line in begun.lines] == [("Sushila Devi", "", False)] * 3
    renamed, struck, _ = boxes.tubes(journey.centre, sent.id)
    typed = correct.as_typed(journey.centre, "sample", renamed.id) | {"name": "Sunita Devi"}
    correct.correct(journey.centre, "sample", renamed.id, typed, reason="typing")
    void.void(journey.centre, "sample", struck.id, reason="wrong_person")
    journey.arrive()
    now = receiving.of(journey.lab, begun.id)
    assert [(line.name, line.was, line.struck) for line in now.lines] == [
        ("Sunita Devi", "Sushila Devi", False), ("Sushila Devi", "", True), ("Sushila Devi", "", False),
    ]  # fmt: skip
    assert receive.receive_tube(journey.lab, begun.id, struck.no).struck  # it is in the box all the same
