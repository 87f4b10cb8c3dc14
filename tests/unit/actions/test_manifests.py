"""Lists of boxes: the same at every print, true of the box, and kept where they were taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from nacl.signing import SigningKey

from tests.boxes import box, packed, tube
from tests.lab import Journey, enrol
from tests.sentences import assert_said
from tests.two_desks import ANIL, TwoDesks
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import boxes, dispatch, manifests, pack
from tikadesk.actions.desk import Desk
from tikadesk.domain.manifest import Fault, Unreadable
from tikadesk.errors import NotAllowed, TikaError


@pytest.fixture
def journey() -> Journey:
    return Journey()


def refusal(act: object, *args: object) -> TikaError:
    assert callable(act)
    with pytest.raises(TikaError) as caught:
        act(*args)
    assert_said(caught.value.key, caught.value.params)
    return caught.value


def test_the_list_is_the_box(journey: Journey) -> None:
    sent = journey.sent(5)
    listed = manifests.of(journey.centre, sent.id)
    assert [one.no for one in listed.tubes] == [one.no for one in boxes.tubes(journey.centre, sent.id)]
    assert (listed.consignment, listed.no, listed.centre, listed.centre_name, listed.lab, listed.sealing) == (
        sent.id, sent.no, "CG-0231", "Centre CG-0231", "LAB-JNMRPR", 1,
    )  # fmt: skip
    one = listed.tubes[0]
    assert (one.name, one.age, one.sex, one.taken, one.mobile) == (
        "Sushila Devi", 34, "F", "2021-05-16T09:00", "9826041187",
    )  # fmt: skip
    assert manifests.take(journey.lab, manifests.sealed_list(journey.centre, sent.id)) == listed


def test_every_print_has_the_same_codes_whatever_is_corrected_since(journey: Journey) -> None:
    sent = journey.sent()
    first = manifests.sealed_list(journey.centre, sent.id)
    rec = boxes.tubes(journey.centre, sent.id)[0].id
    from tikadesk.actions import correct

    correct.correct(journey.centre, "sample", rec, {"name": "Sushila Bai"}, reason="typing")
    assert manifests.sealed_list(journey.centre, sent.id) == first
    assert manifests.of(journey.centre, sent.id).tubes[0].name == "Sushila Bai"


def test_a_box_sealed_again_has_a_new_list(journey: Journey) -> None:
    opened, _ = packed(journey.centre, 2)
    dispatch.seal(journey.centre, opened.id, {})
    first = manifests.sealed_list(journey.centre, opened.id)
    dispatch.unseal(journey.centre, opened.id, "one more")
    assert refusal(manifests.of, journey.centre, opened.id).key == "box.is_open"
    pack.add(journey.centre, opened.id, tube(journey.centre)[1])
    dispatch.seal(journey.centre, opened.id, {})
    second = manifests.sealed_list(journey.centre, opened.id)
    assert second != first
    # In whichever order the lab reads them, the one sealed last counts.
    for order in ((first, second), (second, first)):
        for data in order:
            manifests.take(journey.lab, data)
        kept = manifests.taken(journey.lab, opened.id)
        assert kept is not None and (kept.sealing, len(kept.tubes)) == (2, 3)


def test_another_desk_of_the_centre_signs_the_list_itself_or_says_that_it_cannot() -> None:
    pair = TwoDesks()
    for one in pair.both:
        enrol(one, "CG-0231")
    here, there = pair.desks
    opened, (rec, *_) = packed(here, 3)
    dispatch.seal(here, opened.id, {})
    pair.meet()
    assert manifests.of(there, opened.id) == manifests.of(here, opened.id)
    lab = enrol(DeskInMemory(9, enrolled=False), "LAB-JNMRPR")
    assert manifests.take(lab, manifests.sealed_list(there, opened.id)).no == opened.no
    other = box(there)
    with there.store.write() as writer:
        from tikadesk.domain.entry import Op
        from tikadesk.store import records

        row = records.get(there.store.connection, "sample", rec) or {}
        there.change(writer, "sample", row, Op.EDIT, {"box": other.id}, why=None)
    assert refusal(manifests.sealed_list, there, opened.id).key == "manifest.content_changed"


def test_what_was_taken_in_outlives_the_desk(journey: Journey) -> None:
    sent = journey.sent()
    manifests.take(journey.lab, manifests.sealed_list(journey.centre, sent.id))
    again = Desk(journey.there.store, journey.there.clock)
    kept = manifests.taken(again, sent.id)
    assert kept == manifests.of(journey.centre, sent.id) == manifests.taken_as(again, sent.no)
    assert manifests.taken_as(again, "CGC") is None and manifests.taken(again, "none") is None
    first = kept.tubes[0].no
    assert manifests.claims(again, {first, "other"}) == [(first, sent.id)]


def test_a_list_of_a_stranger_is_not_kept(journey: Journey) -> None:
    stranger = enrol(DeskInMemory(5, enrolled=False), "CG-0231", service=SigningKey(bytes([9]) * 32))
    sealed, _ = packed(stranger, 1)
    dispatch.seal(stranger, sealed.id, {})
    found = refusal(manifests.take, journey.lab, manifests.sealed_list(stranger, sealed.id))
    assert isinstance(found, Unreadable) and found.fault is Fault.FOREIGN
    assert manifests.taken(journey.lab, sealed.id) is None


def test_a_desk_that_was_never_enrolled_says_so(journey: Journey, desk: Desk) -> None:
    sealed, _ = packed(desk, 1)
    dispatch.seal(desk, sealed.id, {})
    data = manifests.sealed_list(desk, sealed.id)
    assert refusal(manifests.take, journey.lab, data).key == "manifest.not_enrolled"
    assert refusal(manifests.take, desk, data).key == "manifest.no_key_here"


def test_a_list_from_before_the_enrolment_is_signed_again(journey: Journey) -> None:
    late = DeskInMemory(8, enrolled=False)
    late.desk.operator = ANIL
    sealed, _ = packed(late.desk, 1)
    dispatch.seal(late.desk, sealed.id, {})
    assert refusal(manifests.take, journey.lab, manifests.sealed_list(late.desk, sealed.id)).key == (
        "manifest.not_enrolled"
    )
    enrol(late, "CG-0231")
    taken = manifests.take(journey.lab, manifests.sealed_list(late.desk, sealed.id))
    assert (taken.no, taken.centre, taken.centre_name) == (sealed.no, "CG-0231", "Centre CG-0231")


def test_a_file_carries_the_list(journey: Journey, tmp_path: Path) -> None:
    sent = journey.sent()
    file = tmp_path / f"box{manifests.SUFFIX}"
    file.write_bytes(manifests.sealed_list(journey.centre, sent.id))
    assert manifests.read_file(journey.lab, file) == manifests.of(journey.centre, sent.id)
    file.write_bytes(file.read_bytes()[:-9])
    assert refusal(manifests.read_file, journey.lab, file).key == "manifest.damaged"
    assert refusal(manifests.read_file, journey.lab, tmp_path / "gone.tikam").key == "manifest.no_file"
    assert refusal(manifests.read_file, journey.lab, tmp_path).key == "manifest.no_file"


def test_a_box_that_is_not_here_has_no_list(journey: Journey) -> None:
    with pytest.raises(NotAllowed):
        manifests.sealed_list(journey.centre, journey.centre.ids.new())
