"""A portal list held against a day: exactly what is wrong is found, each dose, each row once, nobody is guessed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.portal_day import DAY, Planted, portal_day
from tikadesk.domain.reconcile import (
    AGREES,
    DIFFERS,
    GROUPS,
    HERE_ONLY,
    NAMESAKE,
    OTHER_DAY,
    PORTAL_ONLY,
    TWICE,
    UNCLEAR,
    Finding,
    compare,
    counted,
    elsewhere,
)
from tikadesk.domain.sides import DEFERRED, Here, There

SUNITA = Here(
    name="Sunita Sahu", name_local="सुनीता साहू", birth_year=1987, sex="F", mobile="9827012345", no="CGR41730501879",
    dose_no=1, vaccine="covishield", batch="4121Z025", day=DAY, person="p1", dose="d1",
)  # fmt: skip
ROW = There(
    name="SUNEETA SAHU",
    birth_year=1987,
    sex="F",
    mobile="2345",
    dose_no=1,
    vaccine="covishield",
    day=DAY,
    row=2,
)
REF, OTHER_REF = "62682606457710", "32600491890923"


def other(person: int = 2, **changed: Any) -> Here:
    return replace(SUNITA, person=f"p{person}", dose=f"d{person}", no="", **changed)


def only(*found: Finding) -> Finding:
    assert len(found) == 1, found
    return found[0]


def planted(one: Finding) -> Planted:
    doses = tuple(line.dose for line in one.here)
    rows = tuple(sorted(row.row for row in one.there))
    return Planted(one.group, doses, rows, one.differs, one.hint)


@given(st.integers(0, 2**32))
@settings(max_examples=6)
def test_of_1200_rows_exactly_the_36_planted_mismatches_are_found(seed: int) -> None:
    made = portal_day(seed)
    found = compare(DAY, made.here, made.there)
    wrong = {planted(one) for one in found if one.group != AGREES}
    assert wrong == set(made.planted)


@given(st.integers(0, 2**32), st.integers(1, 60), st.integers(0, 60))
@settings(max_examples=60)
def test_every_dose_and_every_row_is_in_one_group_whatever_the_order(
    seed: int, many: int, wrong: int
) -> None:
    made, source = portal_day(seed, many, min(many, wrong)), random.Random(seed)
    found = compare(DAY, made.here, made.there)
    assert sorted(row.row for one in found for row in one.there) == sorted(row.row for row in made.there)
    doses = [line.dose for one in found for line in one.here]
    assert sorted(doses) == sorted(line.dose for line in made.here if line.gave_on(DAY))
    count = counted(DAY, found)
    assert sum(ours for ours, _ in count.values()) == len(doses)
    assert sum(theirs for _, theirs in count.values()) == len(made.there)
    source.shuffle(made.here)
    source.shuffle(made.there)
    assert {planted(one) for one in compare(DAY, made.here, made.there)} == {planted(one) for one in found}


@pytest.mark.parametrize(
    ("here", "there", "by"),
    [
        ({"portal_ref": REF}, {"portal_ref": REF, "name": "", "birth_year": None, "mobile": ""}, "reference"),
        ({}, {"no": "CGR41730501879", "name": ""}, "number"),
        ({}, {"mobile": ""}, "name"),
        ({"birth_year": 1985, "age_estimated": True}, {}, "name"),
        ({}, {"name": "", "name_local": "सुनिता साहु"}, "name"),
    ],
)
def test_reference_then_number_then_name_and_age_say_who_it_is(
    here: dict[str, Any], there: dict[str, Any], by: str
) -> None:
    found = only(*compare(DAY, [replace(SUNITA, **here)], [replace(ROW, **there)]))
    assert (found.group, found.by) == (AGREES, by)


def test_what_differs_is_named() -> None:
    row = replace(
        ROW,
        portal_ref=REF,
        name="Kamla Bai",
        dose_no=2,
        vaccine="covaxin",
        batch="X1",
        day="2021-05-18",
        mobile="9999",
    )
    found = only(*compare(DAY, [replace(SUNITA, portal_ref=REF)], [row]))
    assert (found.group, found.differs) == (DIFFERS, ("dose_no", "vaccine", "day", "batch", "name", "mobile"))


def test_a_name_misspelled_with_the_same_phone_and_age_is_the_same_person() -> None:
    found = only(*compare(DAY, [SUNITA], [replace(ROW, name="Sunitra Sahu")]))
    assert (found.group, found.differs) == (DIFFERS, ("name",))


def test_a_family_shares_a_phone_and_is_not_one_person() -> None:
    found = compare(DAY, [SUNITA], [replace(ROW, name="Ramesh Sahu", sex="M")])
    assert [one.group for one in found] == [HERE_ONLY, PORTAL_ONLY]


def test_two_rows_for_one_person_are_told_together() -> None:
    rows = [replace(ROW, portal_ref=REF), replace(ROW, row=3, portal_ref=OTHER_REF)]
    found = only(*compare(DAY, [SUNITA], rows))
    assert (found.group, len(found.there)) == (TWICE, 2)


def test_a_namesake_elsewhere_is_not_called_a_second_row_of_her() -> None:
    rows = [replace(ROW, portal_ref=REF), replace(ROW, row=3, mobile="9999", portal_ref=OTHER_REF)]
    nobodys, agreed = compare(DAY, [replace(SUNITA, portal_ref=REF)], rows)
    assert (nobodys.group, agreed.group) == (PORTAL_ONLY, AGREES)
    again, first = compare(DAY, [SUNITA], rows)
    assert (again.group, again.hint, again.about, first.group) == (PORTAL_ONLY, NAMESAKE, SUNITA, AGREES)


def test_of_two_who_fit_equally_nobody_is_chosen() -> None:
    found = only(*compare(DAY, [SUNITA, other()], [ROW]))
    assert found.group == UNCLEAR
    assert {line.dose for line in found.here} == {"d1", "d2"}


def test_what_they_got_tells_namesakes_apart_where_it_leaves_one_way_only() -> None:
    people = [SUNITA, other(dose_no=2)]
    found = compare(DAY, people, [replace(ROW, dose_no=2, row=3), ROW])
    assert [(one.group, one.first_here and one.first_here.dose) for one in found] == [
        (AGREES, "d1"),
        (AGREES, "d2"),
    ]
    assert only(*compare(DAY, people, [replace(ROW, dose_no=2)])).group == UNCLEAR


def test_a_reference_told_for_one_namesake_leaves_the_other_row_to_the_other() -> None:
    people = [replace(SUNITA, portal_ref=REF), other()]
    found = compare(DAY, people, [replace(ROW, portal_ref=REF), replace(ROW, row=3, portal_ref=OTHER_REF)])
    assert [one.group for one in found] == [AGREES, AGREES]


def test_one_reference_at_two_people_here_is_nobodys() -> None:
    people = [replace(SUNITA, portal_ref=REF), other(portal_ref=REF)]
    assert only(*compare(DAY, people, [replace(ROW, portal_ref=REF)])).group == UNCLEAR


def test_whoever_came_and_got_nothing_explains_a_row_and_is_not_missed() -> None:
    deferred = replace(SUNITA, state=DEFERRED, dose_no=None, vaccine="")
    found = only(*compare(DAY, [deferred], [ROW]))
    assert (found.group, found.hint, found.here, found.about) == (PORTAL_ONLY, DEFERRED, (), deferred)
    assert compare(DAY, [deferred], []) == []


def test_a_dose_of_another_day_is_told_by_its_day_but_a_namesake_of_that_day_is_not_taken_for_her() -> None:
    yesterday = replace(SUNITA, day="2021-05-16")
    found = only(*compare(DAY, [yesterday], [ROW]))
    assert (found.group, found.differs) == (DIFFERS, ("day",))
    assert counted(DAY, [found])[DIFFERS] == (0, 1)
    found = only(*compare(DAY, [yesterday, other()], [ROW]))
    assert (found.group, found.first_here and found.first_here.dose) == (AGREES, "d2")


def test_a_dose_on_the_list_of_another_day_is_told_unless_that_row_is_rightly_there() -> None:
    missing = compare(DAY, [SUNITA], [])
    tomorrow = replace(ROW, day="2021-05-18")
    found = only(*elsewhere(DAY, missing, [tomorrow], []))
    assert (found.group, found.hint, found.elsewhere) == (HERE_ONLY, OTHER_DAY, tomorrow)
    before = replace(SUNITA, day="2021-05-18", dose="d0")
    assert elsewhere(DAY, missing, [tomorrow], [before]) == missing
    assert elsewhere(DAY, missing, [replace(tomorrow, dose_no=2)], []) == missing
    assert elsewhere(DAY, missing, [replace(tomorrow, name="Kamla Bai", birth_year=1950)], []) == missing


def test_without_a_list_every_dose_is_missing_there_and_without_doses_every_row_here() -> None:
    assert [one.group for one in compare(DAY, [SUNITA, other()], [])] == [HERE_ONLY, HERE_ONLY]
    assert [one.group for one in compare(DAY, [], [ROW])] == [PORTAL_ONLY]
    assert set(counted(DAY, [])) == set(GROUPS)
