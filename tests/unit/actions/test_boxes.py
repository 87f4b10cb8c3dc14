"""Boxes as the pages list them."""

from __future__ import annotations

import pytest

from tests.boxes import OTHER_LAB, box, packed, tube
from tests.lab import Journey
from tests.two_desks import TwoDesks
from tikadesk import i18n
from tikadesk.actions import boxes, dispatch, pack, receive, receiving
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.kinds.consignment import tubes_digest
from tikadesk.domain.numbers import Number, shown


def test_boxes_come_newest_first_and_by_state(desk: Desk) -> None:
    first, second = packed(desk, 1)[0], packed(desk, 2)[0]
    third = box(desk)
    assert [one.id for one in boxes.boxes(desk)] == [third.id, second.id, first.id]
    assert [one.id for one in boxes.boxes(desk, limit=1, offset=1)] == [second.id]
    dispatch.seal(desk, second.id, {})
    assert [one.id for one in boxes.boxes(desk, state="sealed")] == [second.id]
    assert [one.tubes for one in boxes.boxes(desk)] == [0, 2, 1]
    assert boxes.boxes(desk, state="dispatched") == []


def test_a_box_is_found_by_its_number_however_it_is_typed(desk: Desk) -> None:
    opened = box(desk)
    for typed in (opened.no, shown(opened.no), opened.no.lower(), f" {opened.no}\n"):
        assert boxes.of_number(desk, typed) == opened
    for typed in ("", "CGC", str(Number("CG", "C", 1, 999))):
        assert boxes.of_number(desk, typed) is None
    assert boxes.box(desk, desk.ids.new()) is None


def test_the_oldest_unsent_box_is_one_with_tubes_in_it(desk: Desk) -> None:
    assert boxes.oldest_unsent(desk) is None
    box(desk)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=60)
    old = packed(desk, 1)[0]
    desk.clock.advance(seconds=3600)
    packed(desk, 1)
    found = boxes.oldest_unsent(desk)
    assert found is not None and found.id == old.id
    assert (desk.now() - found.opened_at).total_seconds() == 3600


def test_the_tally_counts_this_centres_boxes_by_where_they_stand() -> None:
    journey = Journey()
    assert boxes.tally(journey.centre) == boxes.Tally(0, "", 0, 0)
    packed(journey.centre, 1)
    dispatch.seal(journey.centre, packed(journey.centre, 1)[0].id, {})
    answered, away = journey.sent(1), journey.sent(1)
    journey.arrive()
    assert boxes.tally(journey.lab) == boxes.Tally(0, "", 0, 0)  # none of them is the lab's
    assert receiving.coming(journey.lab) == 3
    receive.finish(journey.lab, receive.begin(journey.lab, answered.no).id, {})
    receive.begin(journey.lab, away.no)
    receive.begin(journey.lab, str(Number("CG", "C", 1, 77)))  # by its bars alone
    journey.answer()
    assert boxes.tally(journey.centre) == boxes.Tally(1, "2021-05-16T09:00", 2, 1)
    assert receiving.coming(journey.lab) == 3


def test_a_stray_is_named_as_long_as_it_can_be_told_apart() -> None:
    pair = TwoDesks()
    here, there = pair.desks
    opened, _ = packed(here, 5)
    pair.meet()
    late = [tube(there)[1] for _ in range(3)]
    for no in late[:2]:
        pack.add(there, opened.id, no)
    dispatch.seal(here, opened.id, {})
    pair.meet((1, 0))
    assert boxes.strays(here, opened.id) == frozenset(late[:2])
    pack.add(there, opened.id, late[2])
    pair.meet((1, 0))
    now = pack.known(here, opened.id)
    assert (now.strays, boxes.strays(here, opened.id)) == (3, frozenset(late))


def test_too_many_strays_are_counted_and_not_named() -> None:
    inside = [str(Number("CG", "K", 1, counter)) for counter in range(100)]
    assert boxes.strays_among(inside, 98, tubes_digest(inside[2:])) == frozenset(inside[:2])
    assert boxes.strays_among(inside, 97, tubes_digest(inside[3:])) == frozenset()  # 161,700 ways
    assert boxes.strays_among(inside, 99, tubes_digest(inside)) == frozenset()  # one is gone as well
    assert boxes.strays_among(inside, 100, tubes_digest(inside)) == frozenset()


def test_a_tube_settled_into_another_box_is_gone_from_a_sealed_one() -> None:
    pair = TwoDesks()
    here, there = pair.desks
    rec, no = tube(here)
    pair.meet()
    one, other = box(here), box(there)
    pack.add(here, one.id, no)
    pack.add(there, other.id, no)
    dispatch.seal(here, one.id, {})
    pair.meet()
    pack.settle(there, rec, other.id)
    pair.meet()
    now = pack.known(here, one.id)
    assert (now.tubes, now.strays, now.gone) == (0, 0, 1)


@pytest.mark.parametrize(("language", "name"), [("en", "AIIMS, Raipur"), ("hi", "एम्स, रायपुर")])
def test_a_lab_is_called_by_its_name(desk: Desk, language: str, name: str) -> None:
    i18n.use(language)
    assert box(desk, lab=OTHER_LAB).lab_name == name
    assert boxes.lab_name("LAB-NEWER") == "LAB-NEWER"


def test_twenty_boxes_of_sixty_are_listed_at_once(desk: Desk) -> None:
    from time import perf_counter

    opened = [box(desk) for _ in range(20)]
    with desk.store.write() as writer:
        for one in opened:
            for slot in range(1, 61):
                no = writer.number("K")
                desk.create(writer, "sample", {"no": no, "day": desk.today(), "box": one.id, "slot": slot})
    began = perf_counter()
    found = boxes.boxes(desk)
    assert {one.tubes for one in found} == {60}
    assert perf_counter() - began < 0.5
