"""Age as people give it: years, months, a birth year or a date of birth; what is only estimated stays marked so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sentences import refused
from tikadesk.domain.age import OLDEST, Age, read_age, written
from tikadesk.domain.fields import Misfit

TODAY = date(2021, 5, 17)


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("34", Age(1987, None, True)),
        ("३४ वर्ष", Age(1987, None, True)),
        ("34 yrs", Age(1987, None, True)),
        ("0", Age(2021, None, True)),
        ("120", Age(1901, None, True)),
        ("8m", Age(2020, None, True)),
        ("४ माह", Age(2021, None, True)),
        ("1992", Age(1992, None, False)),
        ("12-03-1992", Age(1992, "1992-03-12", False)),
        ("12031992", Age(1992, "1992-03-12", False)),
        ("१२/३/१९९२", Age(1992, "1992-03-12", False)),
        ("1992-03-12", Age(1992, "1992-03-12", False)),
        ("12.3.92", Age(1992, "1992-03-12", False)),
        ("12-03-30", Age(1930, "1930-03-12", False)),  # nobody is born in nine years' time
    ],
)
def test_the_ways_to_say_an_age(typed: str, age: Age) -> None:
    assert read_age(typed, TODAY) == age


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("121", "misfit.age"),
        ("999", "misfit.age"),
        ("1899", "misfit.age"),
        ("2022", "misfit.age"),
        ("18-05-2021", "misfit.age"),
        ("01-01-1900", "misfit.age"),
        ("30-02-1990", "misfit.day_none"),
        ("29-02-2021", "misfit.day_none"),
        ("old", "misfit.age"),
        ("-5", "misfit.age"),
        ("३४\u200b", "misfit.invisible"),
    ],
)
def test_impossible_ages_are_refused_in_words(typed: str, key: str) -> None:
    assert refused(lambda: read_age(typed, TODAY)) == key


@pytest.mark.parametrize(
    ("birth_day", "on", "years"),
    [
        ("2003-05-17", TODAY, 18),
        ("2003-05-18", TODAY, 17),
        ("2004-02-29", date(2022, 2, 28), 17),
        (None, TODAY, 18),
    ],
)
def test_completed_years(birth_day: str | None, on: date, years: int) -> None:
    assert Age(2003 if birth_day is None else int(birth_day[:4]), birth_day, False).years(on) == years


@given(st.one_of(st.text(), st.from_regex(r"[0-9०-९]{1,4}[ ./-]?[0-9०-९mवy ]{0,8}", fullmatch=True)))
def test_whatever_is_typed_gives_a_possible_age_or_a_misfit(typed: str) -> None:
    try:
        age = read_age(typed, TODAY)
    except Misfit:
        return
    assert TODAY.year - OLDEST <= age.birth_year <= TODAY.year
    assert 0 <= age.years(TODAY) <= OLDEST
    assert read_age(written(age.birth_year, age.birth_day, age.estimated, TODAY), TODAY) == age


def test_nothing_known_is_written_as_nothing() -> None:
    assert written(None, None, False, TODAY) == ""
