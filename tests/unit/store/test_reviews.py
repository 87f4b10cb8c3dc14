"""What is to be looked at is read from the day's own records; who wrote how many lines is counted by people."""

from __future__ import annotations

from tests.desk import walk_in
from tikadesk.actions import void
from tikadesk.actions.desk import Desk
from tikadesk.store import notes, reviews
from tikadesk.store.facts import CENTRE_OF

DAY = "2021-05-17"


def test_a_dose_struck_out_alone_is_there_and_one_with_its_person_is_not(desk: Desk) -> None:
    alone, together = walk_in(desk), walk_in(desk, name="Ram Sahu")
    void.void(desk, "dose", alone.dose_id or "", reason="not_given", dose_used=False)
    void.void(desk, "registration", together.id, reason="twice", dose_used=False)
    found = [(row["kind"], row["id"]) for row in reviews.to_see(desk.store.connection, DAY)]
    assert found == [("dose", alone.dose_id), ("registration", together.id)]
    assert reviews.to_see(desk.store.connection, "2021-05-18") == []


def test_people_count_once_for_a_desk_and_other_centres_not_at_all(desk: Desk) -> None:
    walk_in(desk)
    walk_in(desk, dose=False, name="Ram Sahu")
    device = desk.store.me.device
    assert reviews.lines_by_device(desk.store.connection, DAY) == {device: 2}
    with desk.store.write() as writer:
        notes.put(writer.connection, CENTRE_OF, device, "CG-0999")
    assert reviews.lines_by_device(desk.store.connection, DAY) == {}
    assert reviews.to_see(desk.store.connection, DAY) == []
