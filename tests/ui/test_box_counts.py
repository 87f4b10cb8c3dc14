"""What the bar of the four steps says."""

from __future__ import annotations

from tests.ui import busy_boxes
from tests.ui.busy_desk import a_desk
from tikadesk.ui import box_counts, steps


def test_an_empty_desk_has_nothing_to_say() -> None:
    counts, done = box_counts.of_centre(a_desk())
    assert list(counts) == [steps.COLLECT]
    assert list(done) == []


def test_each_step_says_what_waits_there() -> None:
    desk = a_desk()
    box = busy_boxes.night(desk)
    counts, done = box_counts.of_centre(desk)
    assert str(counts[steps.COLLECT]) == "34 labelled today"
    assert str(counts[steps.PACK]) == f"7 in {box.shown}"
    assert str(counts[steps.DISPATCH]).startswith("2 sealed boxes, oldest")
    assert str(counts[steps.RECEIVE]) == "1 box not counted yet"
    assert list(done) == []


def test_with_every_tube_in_a_box_collecting_has_its_tick() -> None:
    desk = a_desk()
    busy_boxes.night(desk, loose=0)
    _, done = box_counts.of_centre(desk)
    assert list(done) == [steps.COLLECT]


def test_a_lab_counts_what_comes() -> None:
    desk = a_desk(practice=True)
    busy_boxes.sent_box(desk, 2)
    busy_boxes.counted_box(desk, 3)
    assert str(box_counts.of_lab(desk)[steps.RECEIVE]) == "1 box on its way here"
