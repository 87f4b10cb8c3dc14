"""A paper that is wanted is known until it came out, over a restart too, and is counted once."""

from __future__ import annotations

from pathlib import Path

from tests.desk import practice_desk
from tikadesk.actions import label_roll, print_queue, prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Made, Paper
from tikadesk.domain.clock import FixedClock


def _three(desk: Desk) -> list[Wanted]:
    wanted = [Wanted(Paper.LABEL, desk.ids.new()), Wanted(Paper.LABEL, desk.ids.new())]
    wanted.insert(0, Wanted(Paper.MANIFEST, desk.ids.new()))
    for one in wanted:
        print_queue.want(desk, one)
        assert isinstance(desk.clock, FixedClock)
        desk.clock.advance(seconds=1)
    return wanted


def test_what_was_wanted_is_known_after_a_restart_in_its_order(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        wanted = _three(desk)
    with practice_desk(tmp_path) as again:
        assert print_queue.waiting(again) == wanted


def test_what_came_out_is_counted_once_and_off_the_queue_and_the_roll(desk: Desk) -> None:
    manifest, label, other = _three(desk)
    label_roll.put_in(desk, "10")
    assert print_queue.came_out(desk, label, printed=True) == Made(printed=1)
    assert print_queue.came_out(desk, manifest, printed=True) == Made(printed=1)
    assert print_queue.came_out(desk, other, printed=False) == Made(filed=1)
    assert print_queue.waiting(desk) == []
    assert label_roll.left(desk) == 9, "neither a manifest nor a file takes a label"
    assert prints.made(desk, Paper.LABEL, [label.rec, other.rec]) == {
        label.rec: Made(printed=1),
        other.rec: Made(filed=1),
    }


def test_wanted_twice_is_queued_once(desk: Desk) -> None:
    wanted = _three(desk)
    print_queue.want(desk, wanted[1])
    assert sorted(print_queue.waiting(desk), key=str) == sorted(wanted, key=str)


def test_what_somebody_has_seen_lying_there_is_not_asked_again_nor_counted(desk: Desk) -> None:
    wanted = _three(desk)
    print_queue.drop(desk, wanted)
    assert print_queue.waiting(desk) == []
    assert prints.made(desk, Paper.LABEL, [one.rec for one in wanted]) == {}
