"""What the bar of the four steps says: how many tubes and boxes wait at each, here or on their way to a lab."""

from __future__ import annotations

from collections.abc import Collection

from tikadesk.actions import boxes, receiving, samples
from tikadesk.actions.desk import Desk
from tikadesk.ui import steps
from tikadesk.ui.box_words import instant
from tikadesk.ui.wording import waited
from tikadesk.ui.words import Words, say


def of_centre(desk: Desk) -> tuple[dict[str, Words], Collection[str]]:
    """The words below each step, by code, and the steps that are done."""
    tubes, all_boxes, box = samples.tally(desk), boxes.tally(desk), boxes.current(desk)
    counts = {steps.COLLECT: say("boxes.step.collect", n=tubes.today)}
    if box is not None:
        counts[steps.PACK] = say("boxes.step.pack", n=box.tubes, no=box.shown)
    if all_boxes.sealed:
        age = waited(instant(all_boxes.oldest_sealed_at), desk.now())
        counts[steps.DISPATCH] = say("boxes.step.dispatch", n=all_boxes.sealed, age=age)
    if all_boxes.unanswered:
        counts[steps.RECEIVE] = say("boxes.step.receive", n=all_boxes.unanswered)
    elif all_boxes.sent:
        counts[steps.RECEIVE] = say("boxes.step.received")
    return counts, [steps.COLLECT] if tubes.today and not tubes.unboxed else []


def of_lab(desk: Desk) -> dict[str, Words]:
    """How many boxes are on their way to this lab or being counted."""
    return {steps.RECEIVE: say("boxes.step.coming", n=receiving.coming(desk))}
