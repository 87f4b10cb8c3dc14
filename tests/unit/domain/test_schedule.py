"""The dated rules of the programme, row by row from the field notes, on and around each day they changed."""

from __future__ import annotations

import pytest

from tests.sentences import assert_all_said
from tikadesk.domain.reference import vaccines
from tikadesk.domain.schedule import PRECAUTION, Given, assess, next_due


def breaches(
    given: list[Given], vaccine: str, on: str, age: int | None = 45, attained: int | None = None
) -> list[str]:
    found = assess(given, vaccine=vaccine, on=on, age=age, attained=attained).breaches
    assert_all_said(found)
    return [problem.key for problem in found]


def had(vaccine: str, *days: str) -> list[Given]:
    return [Given(number, vaccine, day) for number, day in enumerate(days, 1)]


@pytest.mark.parametrize(
    ("vaccine", "first", "on", "due_from", "due_to"),
    [
        # Covishield: 28 days, from 22 March 2021 42-56, from 13 May 2021 84-112
        ("covishield", "2021-02-01", "2021-03-21", "2021-03-01", "2021-03-15"),
        ("covishield", "2021-02-10", "2021-03-22", "2021-03-24", "2021-04-07"),
        ("covishield", "2021-04-01", "2021-05-12", "2021-05-13", "2021-05-27"),
        ("covishield", "2021-04-01", "2021-05-13", "2021-06-24", "2021-07-22"),
        ("covishield", "2021-05-17", "2021-05-17", "2021-08-09", "2021-09-06"),
        # Covaxin: 28-42, never changed
        ("covaxin", "2021-04-01", "2021-05-12", "2021-04-29", "2021-05-13"),
        ("covaxin", "2021-04-01", "2021-05-13", "2021-04-29", "2021-05-13"),
        ("sputnik_v", "2021-06-01", "2021-06-10", "2021-06-22", None),
        ("corbevax", "2022-03-16", "2022-04-01", "2022-04-13", None),
        ("covovax", "2022-05-01", "2022-05-02", "2022-05-22", None),
    ],
)  # fmt: skip
def test_when_the_second_dose_is_due(
    vaccine: str, first: str, on: str, due_from: str, due_to: str | None
) -> None:
    assert next_due(had(vaccine, first), on) == (2, due_from, due_to)


def test_zycov_d_has_three_doses_28_days_apart() -> None:
    assert next_due(had("zycov_d", "2021-09-01"), "2021-09-02") == (2, "2021-09-29", None)
    assert next_due(had("zycov_d", "2021-09-01", "2021-09-29"), "2021-10-01") == (3, "2021-10-27", None)


@pytest.mark.parametrize(
    ("on", "due_from"),
    [
        ("2022-01-09", None),
        ("2022-01-10", "2022-05-02"),  # 39 weeks after 2 August 2021
        ("2022-07-05", "2022-05-02"),
        ("2022-07-06", "2022-01-31"),  # 26 weeks
    ],
)
def test_when_the_precaution_dose_is_due(on: str, due_from: str | None) -> None:
    given = had("covishield", "2021-05-01", "2021-08-02")
    assert next_due(given, on) == (PRECAUTION, due_from, None)


def test_nothing_is_due_after_the_precaution_dose() -> None:
    given = had("covishield", "2021-05-01", "2021-08-02", "2022-05-10")
    assert next_due(given, "2023-06-01") == (4, None, None)
    assert breaches(given, "covishield", "2023-06-01") == ["breach.complete"]


@pytest.mark.parametrize("vaccine", vaccines())
def test_a_first_dose_breaks_no_interval(vaccine: str) -> None:
    assert next_due([], "2022-06-01") == (1, None, None)
    assert breaches([], vaccine, "2022-06-01", age=14 if vaccine == "corbevax" else 45) == []


def test_the_day_before_it_is_due_is_too_early_by_one() -> None:
    found = assess(had("covishield", "2021-05-17"), vaccine="covishield", on="2021-08-08", age=45)
    (breach,) = found.breaches
    assert (breach.field, breach.key) == ("interval", "breach.too_early")
    assert breach.params == {"n": 1, "day": "09-08-2021", "number": 2}
    assert breaches(had("covishield", "2021-05-17"), "covishield", "2021-08-09") == []


def test_coming_late_breaks_no_rule() -> None:
    assert breaches(had("covishield", "2021-05-17"), "covishield", "2022-06-01") == []


def test_vaccines_are_not_mixed_and_both_reasons_are_told() -> None:
    assert breaches(had("covishield", "2021-05-17"), "covaxin", "2021-09-01") == ["breach.other_vaccine"]
    assert breaches(had("covaxin", "2021-05-17"), "covishield", "2021-05-20") == [
        "breach.too_early",
        "breach.other_vaccine",
    ]


@pytest.mark.parametrize("first", ["covishield", "covaxin"])
@pytest.mark.parametrize(
    ("on", "age", "keys"),
    [
        ("2022-08-11", 45, ["breach.other_vaccine"]),
        ("2022-08-12", 45, []),
        ("2022-08-12", 18, []),
        ("2022-08-12", 17, ["breach.other_vaccine"]),
    ],
)
def test_corbevax_as_precaution_dose_from_12_august_2022(
    first: str, on: str, age: int, keys: list[str]
) -> None:
    assert breaches(had(first, "2021-05-01", "2021-09-01"), "corbevax", on, age) == keys


def test_corbevax_is_no_precaution_dose_after_sputnik() -> None:
    given = had("sputnik_v", "2021-06-01", "2021-07-01")
    assert breaches(given, "corbevax", "2022-09-01") == ["breach.other_vaccine"]


def test_no_precaution_dose_before_there_was_one() -> None:
    given = had("covishield", "2021-05-01", "2021-08-02")
    assert breaches(given, "covishield", "2022-01-09") == ["breach.no_precaution_yet"]


@pytest.mark.parametrize(
    ("vaccine", "on", "age", "keys"),
    [
        ("covishield", "2021-05-17", 17, ["breach.too_young"]),
        ("covishield", "2021-05-17", 18, []),
        ("covaxin", "2022-01-02", 17, ["breach.too_young"]),
        ("covaxin", "2022-01-03", 15, []),  # the young from 15
        ("covaxin", "2022-01-03", 14, ["breach.too_young"]),
        ("corbevax", "2022-03-15", 13, ["breach.not_in_programme"]),
        ("corbevax", "2022-03-16", 12, []),
        ("corbevax", "2022-03-16", 11, ["breach.too_young"]),
        ("corbevax", "2022-03-16", 15, ["breach.too_old"]),
        ("sputnik_v", "2021-04-30", 45, ["breach.not_in_programme"]),
        ("covishield", "2021-05-17", None, []),  # an unknown age is no breach
    ],
)
def test_the_age_for_each_vaccine(vaccine: str, on: str, age: int | None, keys: list[str]) -> None:
    assert breaches([], vaccine, on, age) == keys


def test_15_to_18_goes_by_the_birth_year_but_12_to_14_by_the_birthday() -> None:
    assert breaches([], "covaxin", "2022-01-03", age=14, attained=15) == []
    assert breaches([], "corbevax", "2022-03-16", age=11, attained=12) == ["breach.too_young"]
    assert breaches([], "covishield", "2022-01-03", age=17, attained=18) == ["breach.too_young"]


def test_who_began_at_14_has_the_second_dose_at_15() -> None:
    assert breaches(had("corbevax", "2022-03-20"), "corbevax", "2022-05-01", age=15) == []


def test_the_order_in_which_doses_are_told_does_not_matter() -> None:
    given = had("covishield", "2021-05-01", "2021-08-02")
    assert next_due(given, "2022-07-06") == next_due(reversed(given), "2022-07-06")


def test_a_vaccine_of_a_newer_desk_is_not_in_the_programme_here() -> None:
    assert breaches([], "incovacc", "2022-12-01") == ["breach.not_in_programme"]
    assert next_due(had("incovacc", "2022-12-01"), "2023-01-01")[0] == PRECAUTION
