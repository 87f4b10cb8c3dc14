from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import walk_in
from tests.paper import LINE, TYPED
from tikadesk.actions import paper_entry, paper_list, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_list import Line, Sum

BLANK = Line(
    serial="", time="", person="", dose="", no="", name="", name_local="", age=None, sex="", outcome="given",
    dose_no=None, known=False, void=False, twice=False, state="here",
)  # fmt: skip
NAMES = ("Vikas Nishad", "Geeta Sahu", "Mohan Verma", "Asha Tandi")


def test_a_page_adds_up_and_tells_what_is_left_out(desk: Desk) -> None:
    known = walk_in(desk, dose=False)
    on = paper_entry.begin(desk, TYPED | {"day": "16-05-2021"})
    kinds: tuple[dict[str, str], ...] = (
        {},
        {"outcome": "deferred", "defer_reason": "fever"},
        {"outcome": "registered"},
        {},
    )
    saved = [
        paper_entry.enter(
            desk,
            on,
            LINE | {"serial": serial, "name": name, "mobile": f"982604120{serial[-1]}"} | changed,
            intent=desk.ids.new(),
        )
        for serial, name, changed in zip(("2", "4", "10", "11"), NAMES, kinds, strict=True)
    ]
    third = {"serial": "5", "outcome": "given"}
    paper_entry.enter(desk, on, third, intent=desk.ids.new(), person=known.id)
    void.void(desk, "registration", saved[3].person, reason="twice", dose_used=False)
    found = paper_list.lines(desk, on)
    assert [(line.serial, line.outcome, line.known, line.void) for line in found] == [
        ("2", "given", False, False),
        ("4", "deferred", False, False),
        ("5", "given", True, False),
        ("10", "registered", False, False),
        ("11", "given", False, True),
    ]
    assert paper_list.sums(found) == Sum(4, 2, 1, 1, 1, missing=(3, 6, 7, 8, 9), twice=())
    assert (found[0].time, found[0].no, found[0].age, found[0].dose_no) == ("09:40", saved[0].no, 44, 1)
    assert paper_list.sums([]) == Sum(0, 0, 0, 0, 0, (), ())
    void.void(desk, "dose", saved[0].dose, reason="not_given", dose_used=False)
    assert paper_list.lines(desk, on)[0].outcome == "registered", "the person stands, the dose does not"


def test_one_line_typed_on_two_desks_stands_twice(desk: Desk) -> None:
    on = paper_entry.begin(desk, TYPED)
    paper_entry.enter(desk, on, LINE, intent=desk.ids.new())
    other = walk_in(
        desk, dose=False, source="paper", day="15-05-2021", page="3", serial="7", name="Asha Tandi"
    )
    found = paper_list.lines(desk, on)
    assert [line.twice for line in found] == [True, True]
    assert paper_list.sums(found).twice == ("7",)
    void.void(desk, "registration", other.id, reason="twice")
    assert [line.twice for line in paper_list.lines(desk, on)] == [False, False]


def test_the_pages_of_a_day_come_in_the_papers_order(desk: Desk) -> None:
    for number, name in zip(("10", "9", "A"), NAMES, strict=False):
        on = paper_entry.begin(desk, TYPED | {"page": number})
        paper_entry.enter(desk, on, LINE | {"name": name, "mobile": ""}, intent=desk.ids.new())
    assert paper_list.pages(desk, "2021-05-15") == [("9", 1), ("10", 1), ("A", 1)]
    assert paper_list.pages(desk, "2021-05-16") == []


STATES = st.tuples(st.integers(1, 30), st.sampled_from(("given", "deferred", "registered")), st.booleans())


@settings(max_examples=80, deadline=None)
@given(st.lists(STATES, max_size=25))
def test_typed_and_missing_serials_are_the_whole_page(typed: list[tuple[int, str, bool]]) -> None:
    lines = [
        replace(BLANK, serial=str(serial), outcome=outcome, void=void) for serial, outcome, void in typed
    ]
    found = paper_list.sums(lines)
    assert found.lines == found.given + found.deferred + found.registered == len(lines) - found.void
    here = {int(line.serial) for line in lines if not line.void}
    assert not here & set(found.missing)
    assert here | set(found.missing) == (set(range(min(here), max(here) + 1)) if here else set())
