"""What the bar of the four steps says: how many tubes and boxes wait at each, here or on their way to a lab."""

from __future__ import annotations

from collections.abc import Collection

from tikadesk.actions import boxes, receiving, samples
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED
from tikadesk.ui import steps
from tikadesk.ui.box_words import instant, waited
from tikadesk.ui.words import Words, say

_LOOKED_AT = 200


def of_centre(desk: Desk) -> tuple[dict[str, Words], Collection[str]]:
    """The words below each step, by code, and the steps that are done."""
    tally = samples.tally(desk)
    counts = {steps.COLLECT: say("boxes.step.collect", n=tally.today)}
    box = boxes.current(desk)
    if box is not None:
        counts[steps.PACK] = say("boxes.step.pack", n=box.tubes, no=numbers.shown(box.no))
    sealed = [one for one in boxes.boxes(desk, state=SEALED, limit=_LOOKED_AT) if one.own_centre]
    if sealed:
        age = waited(instant(min(one.sealed_at for one in sealed)), desk.now())
        counts[steps.DISPATCH] = say("boxes.step.dispatch", n=len(sealed), age=age)
    gone = [one for one in boxes.boxes(desk, state=DISPATCHED, limit=_LOOKED_AT) if one.own_centre]
    away = sum(one.receipt is None or not one.receipt.finished for one in gone)
    if gone:
        counts[steps.RECEIVE] = say("boxes.step.receive", n=away) if away else say("boxes.step.received")
    return counts, [steps.COLLECT] if tally.today and not tally.unboxed else []


def of_lab(desk: Desk) -> dict[str, Words]:
    """How many boxes are on their way to this lab or being counted."""
    coming = sum(not one.finished for one in receiving.arrivals(desk, _LOOKED_AT))
    return {steps.RECEIVE: say("boxes.step.coming", n=coming)}
