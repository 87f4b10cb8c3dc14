"""Who is whom: the surest evidence settles first, and what it has settled is out of the way of the rest."""

from __future__ import annotations

from tikadesk.domain.matching import BY_NAME, BY_NUMBER, BY_REFERENCE, match, people_of
from tikadesk.domain.sides import DEFERRED, GIVEN, Here, There

DAY = "2021-05-17"


def came(person: str, **known: str) -> Here:
    return Here(
        person=person, dose=f"dose of {person}", day=DAY, birth_year=1987, name="Sunita Sahu", **known
    )


def test_each_is_matched_by_the_surest_that_is_known_of_both() -> None:
    people = people_of([came("ref", portal_ref="1" * 14), came("no", no="CGR1"), came("name")], DAY)
    rows = [
        There(row=2, name="Somebody Else", portal_ref="1" * 14),
        There(row=3, name="Sunita Sahu", birth_year=1987),
        There(row=4, no="CGR1"),
    ]
    found = match(people, rows, DAY)
    assert {id: (rows[0].row, found.by[id]) for id, rows in found.rows.items()} == {
        "ref": (2, BY_REFERENCE), "no": (4, BY_NUMBER), "name": (3, BY_NAME),
    }  # fmt: skip
    assert found.unclear == [] and found.nobodys == []


def test_the_line_that_gave_a_dose_on_the_day_is_the_one_meant() -> None:
    lines = [
        Here(person="p", day="2021-04-19", dose="first", dose_no=1),
        Here(person="p", day=DAY, dose="second", dose_no=2, state=GIVEN),
        Here(person="p", day=DAY, dose="", state=DEFERRED),
    ]
    (person,) = people_of(lines, DAY)
    assert person.came
    assert person.line(There(dose_no=1), DAY).dose == "second"
    (before,) = people_of(lines[:1], DAY)
    assert not before.came


def test_groups_that_touch_are_settled_together() -> None:
    people = people_of([came(one) for one in ("a", "b")], DAY)
    rows = [There(row=at, name="Sunita Sahu", birth_year=1987) for at in (2, 3, 4)]
    ((some, of),) = match(people, rows, DAY).unclear
    assert ({one.id for one in some}, [row.row for row in of]) == ({"a", "b"}, [2, 3, 4])
