"""What the centre reads of a lab's answer."""

from __future__ import annotations

from tests.lab import Journey
from tikadesk.actions import boxes, manifests, receipts, receive
from tikadesk.domain.numbers import shown


def test_nothing_is_said_before_the_lab_begins() -> None:
    journey = Journey()
    sent = journey.sent()
    assert receipts.of_box(journey.centre, sent.id) is None
    assert sent.receipt is None


def test_only_what_somebody_must_look_at_is_listed() -> None:
    journey = Journey()
    sent = journey.sent(4)
    begun = receive.begin(
        journey.lab, manifests.take(journey.lab, manifests.sealed_list(journey.centre, sent.id))
    )
    good, bad, *_ = (line.tube for line in begun.lines)
    receive.receive_tube(journey.lab, begun.id, good)
    receive.reject(journey.lab, begun.id, bad, "insufficient")
    receive.unlabelled(journey.lab, begun.id, "no cap")
    journey.answer()
    half_way = receipts.of_box(journey.centre, sent.id)
    assert half_way is not None and (half_way.finished, half_way.received, half_way.short) == (False, 2, 0)
    receive.finish(journey.lab, begun.id, {"received_temp": "-4", "received_by": "Ritu Nag"})
    journey.answer()
    told = receipts.of_box(journey.centre, sent.id)
    now = boxes.box(journey.centre, sent.id)
    assert now is not None and now.receipt == told is not None
    assert (told.at, told.by, told.temp) == ("2021-05-16T09:00", "Ritu Nag", -40)
    assert [(said.shown, said.verdict, said.reason, said.notes) for said in told.worst] == [
        (shown(bad), "rejected", "insufficient", ""),
        ("", "rejected", "unlabelled", "no cap"),
        *((shown(line.tube), "short", "", "") for line in begun.lines[2:]),
    ]


def test_of_two_lines_for_one_tube_the_one_who_had_it_in_hand_is_right() -> None:
    def line(id: str, verdict: str, result: str | None = None, tube: str | None = "K1") -> dict[str, object]:
        return {"id": id, "tube": tube, "verdict": verdict, "result": result}

    short, bad, good = line("1", "short"), line("2", "rejected"), line("3", "accepted")
    for order in ([short, bad, good], [good, bad, short], [bad, good, short]):
        assert receipts.standing(order) == [good]
    tested = line("4", "accepted", "negative")
    assert receipts.standing([tested, good]) == [tested]
    bare = [line("5", "rejected", tube=None), line("6", "rejected", tube=None)]
    assert receipts.standing(bare) == bare
