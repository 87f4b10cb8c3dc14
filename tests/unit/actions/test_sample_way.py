"""One sample: its stored form, its history, and the stations of its way, done and to come."""

from __future__ import annotations

import pytest

from tests.samples import SWAB, collected, line
from tests.sentences import assert_said
from tikadesk.actions import correct, dispatch, lose, pack, sample_way, void
from tikadesk.actions.desk import Desk
from tikadesk.errors import NotAllowed
from tikadesk.store import records


def stations(desk: Desk, rec: str) -> list[str]:
    """The codes of the way, those still to come in brackets."""
    return [stage.code if stage.at else f"({stage.code})" for stage in sample_way.one(desk, rec).stages]


def test_what_is_known_of_a_sample(desk: Desk) -> None:
    saved = collected(desk, symptoms="fever, cough")
    correct.correct(desk, "sample", saved.ids[0], {"age": "35"}, reason="heard_wrong")
    one = sample_way.one(desk, saved.ids[0])
    assert (one.row.id, one.row.age) == (saved.ids[0], 35)
    assert (one.fields["symptoms"], "hospital" in one.fields) == ("fever cough", False)
    assert [(change.op, change.by, change.why) for change in one.history] == [
        ("create", "Sunita Verma", None), ("edit", "Sunita Verma", "heard_wrong"),
    ]  # fmt: skip
    assert one.history[1].changes == (("birth_year", 1987, 1986),)


def test_the_stations_of_a_tube_that_arrives(desk: Desk) -> None:
    saved = collected(desk, collected_by="Anil Sahu")
    rec, no = saved.ids[0], saved.nos[0]
    assert stations(desk, rec) == [
        "collected",
        "(packed)",
        "(sealed)",
        "(dispatched)",
        "(received)",
        "(resulted)",
    ]
    box = pack.open_box(desk, lab=SWAB["lab"], intent=desk.ids.new())
    pack.add(desk, box.id, no)
    assert stations(desk, rec)[:3] == ["collected", "packed", "(sealed)"]
    dispatch.seal(desk, box.id, {"sealed_temp": "4", "seal_no": "S1", "checked_by": "Anil Sahu"})
    assert stations(desk, rec)[:4] == ["collected", "packed", "sealed", "(dispatched)"]
    dispatch.dispatch(
        desk, box.id, {"driver": "Ram Lal", "driver_mobile": "9826041187", "vehicle": "CG04AB1234"}
    )
    assert stations(desk, rec)[3:] == ["dispatched", "(received)", "(resulted)"]
    line(desk, no, "accepted")
    assert stations(desk, rec)[4:] == ["received", "(resulted)"]
    line(desk, no, "accepted", result="positive", result_on="2021-05-18")
    stages = sample_way.one(desk, rec).stages
    assert [(stage.code, stage.at[:10], stage.by, stage.detail) for stage in stages] == [
        ("collected", "2021-05-17", "Anil Sahu", ""),
        ("packed", "2021-05-17", "Sunita Verma", box.no),
        ("sealed", "2021-05-17", "Sunita Verma", "S1"),
        ("dispatched", "2021-05-17", "Ram Lal", "CG04AB1234"),
        ("received", "2021-05-17", "", ""),
        ("resulted", "2021-05-18", "", "positive"),
    ]


def test_a_broken_seal_is_still_to_come_again(desk: Desk) -> None:
    saved = collected(desk)
    box = pack.open_box(desk, lab=SWAB["lab"], intent=desk.ids.new())
    pack.add(desk, box.id, saved.nos[0])
    dispatch.seal(desk, box.id, {"sealed_temp": "4", "seal_no": "S1", "checked_by": "Anil Sahu"})
    dispatch.unseal(desk, box.id, "one tube too many")
    assert stations(desk, saved.ids[0])[1:3] == ["packed", "(sealed)"]


def test_a_way_that_ended_shows_nothing_to_come(desk: Desk) -> None:
    lost, rejected, gone = (collected(desk) for _ in range(3))
    lose.lose(desk, lost.ids[0], "leaked_here")
    line(desk, rejected.nos[0], "rejected", reason="too_old")
    void.void(desk, "sample", gone.ids[0], reason="twice")
    assert [stations(desk, one.ids[0]) for one in (lost, rejected, gone)] == [
        ["collected", "lost"], ["collected", "rejected"], ["collected", "void"],
    ]  # fmt: skip
    ends = [sample_way.one(desk, one.ids[0]).stages[-1] for one in (lost, rejected, gone)]
    assert [(stage.by, stage.detail) for stage in ends] == [
        ("Sunita Verma", "leaked_here"), ("", "too_old"), ("Sunita Verma", "twice"),
    ]  # fmt: skip


def test_the_receipt_says_who_took_the_box_in_and_when(desk: Desk) -> None:
    saved = collected(desk)
    with desk.store.write() as writer:
        receipt = desk.create(
            writer,
            "receipt",
            {"received_by": "Dr Rao", "day": "2021-05-18", "time": "07:40", "consignment_no": "C1"},
        )
    line(desk, saved.nos[0], "accepted", receipt=receipt)
    stage = next(one for one in sample_way.one(desk, saved.ids[0]).stages if one.code == "received")
    assert (stage.at, stage.by) == ("2021-05-18T07:40", "Dr Rao")


def test_an_unknown_sample_is_refused(desk: Desk) -> None:
    with pytest.raises(NotAllowed) as refusal:
        sample_way.one(desk, desk.ids.new())
    assert_said(refusal.value.key, refusal.value.params)
    assert records.every(desk.store.connection, "sample") == []
