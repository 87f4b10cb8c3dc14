"""The count of a day on paper: typed once for each page, changed and not doubled, or taken from what was typed."""

from __future__ import annotations

import pytest

from tests.desk import ALL_CLEAR, WALK_IN, walk_in
from tests.sentences import assert_all_said
from tests.two_desks import TwoDesks
from tikadesk.actions import paper_counts, register, session
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store.paper_counts import BACK_ENTRY, NOBODY, TYPED, PaperCount


def keep(desk: Desk, **typed: str) -> None:
    paper_counts.keep(desk, typed, intent=desk.ids.new())


def of_today(desk: Desk) -> PaperCount:
    return paper_counts.of_day(desk, desk.today())


def from_paper(desk: Desk, serial: str) -> None:
    setup = session.current(desk)
    assert setup is not None
    line = {"source": "paper", "page": "3", "serial": serial, "day": "17-05-2021"}
    register.register(desk, WALK_IN | line, setup.as_dose() | ALL_CLEAR | line, intent=desk.ids.new())


def test_before_anybody_counts_nothing_is_said(desk: Desk) -> None:
    walk_in(desk)
    assert of_today(desk) == PaperCount(None, NOBODY)


def test_what_was_typed_off_the_paper_is_its_count_until_somebody_counts(desk: Desk) -> None:
    for serial in ("1", "2"):
        from_paper(desk, serial)
    walk_in(desk)
    assert of_today(desk) == PaperCount(2, BACK_ENTRY, pages=1)
    keep(desk, page="3", lines="4", given="3")
    assert of_today(desk) == PaperCount(3, TYPED, pages=1)


def test_pages_add_up_and_the_whole_day_wins(desk: Desk) -> None:
    keep(desk, page="3", given="28")
    keep(desk, page="4", given="11")
    assert of_today(desk) == PaperCount(39, TYPED, pages=2)
    keep(desk, given="41")
    assert of_today(desk) == PaperCount(41, TYPED)
    keep(desk, given="38")
    assert of_today(desk).conflict, "the pages say more than the whole"


def test_counting_again_changes_the_count_and_a_second_click_does_nothing(desk: Desk) -> None:
    once = desk.ids.new()
    for _ in range(2):
        paper_counts.keep(desk, {"page": "3", "given": "28"}, intent=once)
    keep(desk, page="3", given="27")
    (only,) = paper_counts.typed(desk, desk.today())
    assert (only.page, only.given, only.id) == ("3", 27, once)
    assert paper_counts.offered(desk, desk.today(), "3") == {"day": "17-05-2021", "page": "3", "given": "27"}
    paper_counts.strike_out(desk, only.id, reason="wrong_person")
    assert of_today(desk).source == NOBODY


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "given"),
        ({"lines": "3", "given": "4"}, "given"),
        ({"given": "4", "page": "2341 2341 2346"}, "page"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(desk: Desk, typed: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        paper_counts.keep(desk, typed, intent=desk.ids.new())
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert_all_said(refusal.value.problems)


def test_long_past_days_are_for_a_supervisor(desk: Desk, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        keep(desk, day="01-05-2021", given="4")
    keep(request.getfixturevalue("supervisor"), day="01-05-2021", given="4")
    assert paper_counts.of_day(desk, "2021-05-01").given == 4


def test_two_desks_that_count_one_page_differently_see_it_on_both() -> None:
    two = TwoDesks()
    for desk, given in zip(two.desks, ("28", "30"), strict=True):
        keep(desk, page="3", given=given)
    two.meet()
    found = [of_today(desk) for desk in two.desks]
    assert found[0] == found[1] and found[0].conflict
