"""Which entries a closing knew: every desk agrees, whatever came first, and whatever became of a desk's journal."""

from __future__ import annotations

from tests.closing import close, make_ready, reopen
from tests.desk import SUPERVISOR
from tests.two_desks import TwoDesks
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import staff
from tikadesk.actions.desk import Desk
from tikadesk.store import closings

DAY = "2021-05-16"


def two_desks() -> TwoDesks:
    """With the same supervisor, and each having heard of the other."""
    two = TwoDesks()
    staff.add(two.desks[0], SUPERVISOR[0], "supervisor", SUPERVISOR[1])
    two.meet()
    return two


def closed(desk: Desk) -> closings.Closing:
    make_ready(desk, DAY)
    return close(desk, DAY)


def late(desk: Desk) -> list[str]:
    newest = closings.of(desk.store, DAY)
    assert newest is not None
    return [one.rec for one in closings.late(desk.store, newest)]


def test_both_desks_agree_which_entries_came_too_late() -> None:
    two = two_desks()
    here, there = two.both
    known = [here.register(), there.register()]
    two.meet()
    unheard = there.register()
    closed(here.desk)
    after = here.register()
    two.meet()
    assert set(late(here.desk)) == set(late(there.desk)) == {unheard, after}
    assert not {*known} & {*late(here.desk)}


def test_what_arrives_before_the_closing_it_missed_is_late_all_the_same() -> None:
    two = two_desks()
    here, there = two.both
    two.meet((1, 0))
    unheard = there.register()
    made = closed(here.desk)
    feed = here.feed()
    closing = [item for item in feed if made.id in item["b"]]
    there.ledger.take_page([item for item in feed if item not in closing], None, at="")
    assert closings.of(there.store, DAY) is None
    there.ledger.take_page(closing, None, at="")
    assert late(there.desk) == [unheard]


def test_a_desk_that_became_a_new_device_has_not_made_its_day_late() -> None:
    """Its closing stands behind the same entries in the new journal: nobody heard of their places in the old one."""
    two = two_desks()
    here, there = two.both
    rec = here.register()
    closed(here.desk)
    here.ledger.reidentify(0)
    after = here.register()
    two.meet()
    assert late(here.desk) == late(there.desk) == [after]
    assert rec not in late(there.desk)


def test_what_a_desk_wrote_under_an_old_name_stays_late() -> None:
    two = two_desks()
    here, there = two.both
    two.meet()
    unheard = there.register()
    closed(here.desk)
    two.meet()
    there.ledger.reidentify(len(there.bodies()))  # the server had all of it: nothing is written again
    assert late(there.desk) == late(here.desk) == [unheard]


def test_what_another_desk_handed_back_after_a_loss_is_not_late() -> None:
    two = two_desks()
    here, there = two.both
    rec = there.register()
    two.meet()
    made = closed(here.desk)
    here.ledger.lose_cursor()
    assert here.ledger.salvage() > 0
    third = DeskInMemory(3)  # hears of it first from the desk that handed it back, then from its own
    third.ledger.take_page(here.feed(), None, at="")
    third.ledger.take_page(there.feed(), None, at="")
    assert third.row(rec) and late(third.desk) == []
    assert [one.id for one in closings.history(third.store, DAY)] == [made.id]


def test_an_entry_from_before_places_were_kept_is_old_to_everybody() -> None:
    two = two_desks()
    here, there = two.both
    rec = there.register()
    here.ledger.take_page([{**item, "n": None} for item in there.feed()], None, at="")
    closed(here.desk)
    assert rec not in late(here.desk)


def test_two_desks_that_close_apart_both_keep_their_seal_until_the_day_is_reopened() -> None:
    two = two_desks()
    here, there = two.both
    rec = there.register()
    first, second = closed(here.desk), closed(there.desk)
    two.meet()
    for one in two.both:
        assert {found.id for found in closings.conflicting(one.store, DAY)} == {first.id, second.id}
    newest = closings.of(here.store, DAY), closings.of(there.store, DAY)
    assert newest[0] is not None and newest[1] is not None and newest[0].id == newest[1].id
    assert {one.rec for one in closings.late(here.store, first)} == {rec}
    assert closings.late(here.store, second) == []
    reopen(there.desk, DAY)
    two.meet()
    assert not closings.is_closed(here.store, DAY) and closings.conflicting(here.store, DAY) == []
    again = closed(here.desk)
    two.meet()
    last = closings.of(there.store, DAY)
    assert last is not None and (last.id, last.round) == (again.id, 2)
    assert closings.conflicting(there.store, DAY) == [] and late(there.desk) == []
