"""Seal, break the seal, hand over: what is written down of each, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.boxes import LAB, box, packed, tube
from tests.desk import AADHAAR
from tests.sentences import assert_said
from tikadesk.actions import boxes, dispatch, lose, manifests, pack
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.kinds.consignment import tubes_digest
from tikadesk.errors import InvalidRecord
from tikadesk.store import records

SEAL = {"sealed_temp": "4,2", "seal_no": "s-412", "checked_by": "Ravi Das", "cold_box": "2"}
WAY = {
    "driver": "Ramesh Pal",
    "driver_mobile": "98260 41187",
    "vehicle": "UP78 CT 1234",
    "dispatched_temp": "5",
}


def sealed(desk: Desk, count: int = 2) -> Box:
    opened, _ = packed(desk, count)
    return dispatch.seal(desk, opened.id, SEAL)


def said(caught: pytest.ExceptionInfo[InvalidRecord]) -> dict[str, str]:
    """The problems by field; each can be said."""
    for problem in caught.value.problems:
        assert_said(problem.key, problem.params)
    return {problem.field: problem.key for problem in caught.value.problems}


def refused(key: str, act: object, *args: object) -> None:
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act(*args)
    assert caught.value.key == key
    assert_said(caught.value.key, caught.value.params)


def test_the_seal_says_what_is_in_the_box(desk: Desk) -> None:
    now = sealed(desk)
    row = records.get(desk.store.connection, "consignment", now.id) or {}
    assert (now.state, now.sealing, now.sealed_temp, now.seal_no, now.checked_by, now.cold_box) == (
        "sealed", 1, 42, "S-412", "Ravi Das", "2",
    )  # fmt: skip
    assert (now.sealed_at, now.packed_by) == ("2021-05-17T10:20", "Sunita Verma")
    assert (row["tubes"], row["tubes_digest"]) == (2, tubes_digest(t.no for t in boxes.tubes(desk, now.id)))
    assert (now.strays, now.gone, boxes.strays(desk, now.id)) == (0, 0, frozenset())
    assert boxes.oldest_unsent(desk) == now


def test_blanks_were_not_measured(desk: Desk) -> None:
    now = dispatch.seal(desk, packed(desk, 1)[0].id, {})
    assert (now.sealed_temp, now.seal_no, now.checked_by, now.cold_box) == (None, "", "", "")


def test_a_second_seal_after_breaking_the_first_counts_on(desk: Desk) -> None:
    first = sealed(desk)
    again = dispatch.unseal(desk, first.id, "a tube leaked")
    assert (again.state, again.strays, boxes.current(desk)) == ("open", 0, again)
    assert records.entries_of(desk.store.connection, first.id)[-1].why == "a tube leaked"
    pack.take_out(desk, boxes.tubes(desk, first.id)[0].id)
    now = dispatch.seal(desk, first.id, {"sealed_temp": "3"})
    assert (now.state, now.sealing, now.tubes, now.sealed_temp) == ("sealed", 2, 1, 30)
    assert manifests.of(desk, first.id).sealing == 2


def test_a_seal_is_not_broken_without_a_reason(desk: Desk) -> None:
    now = sealed(desk)
    with pytest.raises(InvalidRecord) as caught:
        dispatch.unseal(desk, now.id, "  ")
    assert said(caught) == {"why": "misfit.missing.why"}
    assert boxes.box(desk, now.id) == now


def test_what_stands_in_the_way(desk: Desk) -> None:
    opened = box(desk)
    refused("seal.empty", dispatch.seal, desk, opened.id, {})
    refused("box.is_open", dispatch.unseal, desk, opened.id, "why")
    refused("box.is_open", dispatch.dispatch, desk, opened.id, WAY)
    refused("pack.no_box", dispatch.seal, desk, desk.ids.new(), {})
    now = sealed(desk)
    refused("box.is_sealed", dispatch.seal, desk, now.id, {})
    dispatch.dispatch(desk, now.id, WAY)
    refused("box.is_dispatched", dispatch.seal, desk, now.id, {})
    refused("box.is_dispatched", dispatch.unseal, desk, now.id, "why")


def test_a_tube_that_is_lost_must_be_taken_out_first(desk: Desk) -> None:
    opened, (rec, _) = packed(desk, 2)
    lose.lose(desk, rec, "broken_here")
    if (records.get(desk.store.connection, "sample", rec) or {})["box"] is not None:
        refused("seal.void_inside", dispatch.seal, desk, opened.id, {})
        pack.take_out(desk, rec)
    assert dispatch.seal(desk, opened.id, {}).tubes == 1


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"sealed_temp": "cold"}, {"sealed_temp"}),
        ({"sealed_temp": "400"}, {"sealed_temp"}),
        ({"seal_no": "S 4?"}, {"seal_no"}),
        ({"checked_by": "7"}, {"checked_by"}),
    ],
)
def test_a_seal_that_cannot_be_read_closes_nothing(
    desk: Desk, typed: Mapping[str, str], fields: set[str]
) -> None:
    opened, _ = packed(desk, 1)
    with pytest.raises(InvalidRecord) as caught:
        dispatch.seal(desk, opened.id, typed)
    assert said(caught).keys() == fields
    assert boxes.box(desk, opened.id) == opened


def test_who_took_the_box_and_when(desk: Desk) -> None:
    now = dispatch.dispatch(desk, sealed(desk).id, WAY)
    assert (now.state, now.driver, now.driver_mobile, now.vehicle, now.dispatched_temp, now.dispatched_at) == (
        "dispatched", "Ramesh Pal", "9826041187", "UP78CT1234", 50, "2021-05-17T10:20",
    )  # fmt: skip
    assert boxes.oldest_unsent(desk) is None
    assert boxes.tubes(desk, now.id)[0].journey == "dispatched"


def test_a_mistyped_driver_is_put_right_and_the_time_stays(desk: Desk) -> None:
    left = dispatch.dispatch(desk, sealed(desk).id, WAY)
    entries = len(records.entries_of(desk.store.connection, left.id))
    assert dispatch.dispatch(desk, left.id, WAY) == left  # a second click
    assert len(records.entries_of(desk.store.connection, left.id)) == entries
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=600)
    now = dispatch.dispatch(desk, left.id, WAY | {"driver": "Suresh Pal"})
    assert (now.driver, now.dispatched_at) == ("Suresh Pal", left.dispatched_at)


def test_a_time_typed_after_midnight_is_yesterdays(desk: Desk) -> None:
    box_id = sealed(desk).id
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=14 * 3600)  # 00:20
    assert dispatch.dispatch(desk, box_id, WAY | {"time": "2350"}).dispatched_at == "2021-05-17T23:50"


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"driver": ""}, {"driver": "misfit.missing.driver"}),
        ({"driver_mobile": "12345"}, {"driver_mobile": "misfit.mobile_length"}),
        ({"time": "25:00"}, {"time": "misfit.time"}),
        ({"time": "9:05"}, {"time": "misfit.before_the_seal"}),
        (
            {"driver": "", "dispatched_temp": "warm", "time": "10:19"},
            {
                "driver": "misfit.missing.driver",
                "dispatched_temp": "misfit.temperature",
                "time": "misfit.before_the_seal",
            },
        ),
    ],
)
def test_a_journey_that_cannot_be_is_not_written(
    desk: Desk, typed: Mapping[str, str], problems: dict[str, str]
) -> None:
    now = sealed(desk)
    with pytest.raises(InvalidRecord) as caught:
        dispatch.dispatch(desk, now.id, WAY | typed)
    assert said(caught) == problems
    assert boxes.box(desk, now.id) == now


def test_a_courier_needs_no_driver(desk: Desk) -> None:
    now = dispatch.dispatch(desk, sealed(desk).id, {"courier": "Blue Dart 77"})
    assert (now.driver, now.courier) == ("", "Blue Dart 77")


@pytest.mark.parametrize("typed", [AADHAAR, f"{AADHAAR[:4]} {AADHAAR[4:8]} {AADHAAR[8:]}"])
def test_no_whole_aadhaar_stands_on_a_box(desk: Desk, typed: str) -> None:
    opened = pack.open_box(desk, lab=LAB, cold_box=typed, intent=desk.ids.new())
    pack.add(desk, opened.id, tube(desk)[1])
    for name in ("seal_no", "checked_by"):
        with pytest.raises(InvalidRecord):
            dispatch.seal(desk, opened.id, {name: typed})
    dispatch.seal(desk, opened.id, {"cold_box": typed})
    dispatch.unseal(desk, opened.id, f"asked by {typed}")
    dispatch.seal(desk, opened.id, {})
    with pytest.raises(InvalidRecord):
        dispatch.dispatch(desk, opened.id, WAY | {"vehicle": typed})
    assert dispatch.dispatch(desk, opened.id, {"courier": typed}).courier == f"XXXX XXXX {AADHAAR[8:]}"
    written = "".join(
        row["body"] for row in records.waiting(desk.store.connection, desk.store.me.device, 0, 99)
    )
    assert AADHAAR not in written.replace(" ", "") and AADHAAR[8:] in written


def test_boxes_of_one_trip_leave_together_or_not_at_all(desk: Desk) -> None:
    first = sealed(desk, 1)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=3600)
    second = sealed(desk, 1)
    with pytest.raises(InvalidRecord) as caught:
        dispatch.dispatch_all(desk, [first.id, second.id], WAY | {"time": first.sealed_at[-5:]})
    assert said(caught) == {"time": "misfit.before_the_seal"}
    assert [one.state for one in boxes.boxes(desk)] == ["sealed", "sealed"]
    gone = dispatch.dispatch_all(desk, [first.id, second.id], WAY)
    assert [(one.id, one.state) for one in gone] == [(first.id, "dispatched"), (second.id, "dispatched")]
