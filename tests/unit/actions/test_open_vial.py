"""Opening a vial: which number is next, on one desk and on two, and what the stock says of it."""

from __future__ import annotations

import pytest

from tests.desk import SESSION
from tests.sentences import assert_all_said
from tests.two_desks import TwoDesks
from tikadesk.actions import open_vial, session, vials
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord


@pytest.mark.parametrize(
    ("after", "following"), [("7", "8"), ("2", "5"), ("A", "A-2"), ("A-2", "A-3"), ("B09", "B10")]
)
def test_the_number_after_is_counted_over_all_vials_of_the_day(
    desk: Desk, after: str, following: str
) -> None:
    assert open_vial.next_number(desk, after) == following


def test_no_vial_of_an_expired_batch_is_opened_by_any_way(desk: Desk) -> None:
    expired = SESSION | {"expires_on": "2021-05-16", "vial": "9"}
    with pytest.raises(InvalidRecord) as refusal, desk.store.write() as writer:
        open_vial.put(desk, writer, expired)
    assert_all_said(refusal.value.problems)
    (problem,) = refusal.value.problems
    assert (problem.field, problem.key) == ("expires_on", "misfit.batch_expired")


def test_a_vial_that_another_desk_opened_is_the_same_vial_here() -> None:
    both = TwoDesks()
    one, other = both.desks
    session.set_up(one, SESSION)
    both.meet()
    session.set_up(other, SESSION)
    (vial,) = vials.of_day(other, other.today())
    assert vials.current(other) == vial
    session.next_vial(one)
    both.meet()
    assert session.next_vial(other).vial == "6"
