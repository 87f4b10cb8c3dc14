"""The person on a form: what registrations and samples read in the same way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import AADHAAR
from tikadesk.domain import personal
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Day, Misfit

TODAY = date(2021, 5, 17)
DAY = Day(name="day", earliest="2021-01-16")


def keys(misfits: dict[str, Misfit]) -> dict[str, str]:
    return {name: misfit.key for name, misfit in misfits.items()}


@pytest.mark.parametrize(
    ("typed", "on", "wrong"),
    [
        ("", "2021-05-17", {}),
        ("16-05-2021", "2021-05-16", {}),
        ("31-02-2021", "2021-05-17", {"day": "misfit.day_none"}),
        ("18-05-2021", "2021-05-17", {"day": "misfit.day_ahead"}),
        ("15-01-2021", "2021-05-17", {"day": "misfit.day_before_programme"}),
    ],
)
def test_a_day_that_is_blank_or_cannot_be_read_is_today(typed: str, on: str, wrong: dict[str, str]) -> None:
    values: dict[str, Value] = {}
    misfits: dict[str, Misfit] = {}
    assert personal.read_day(DAY, {"day": typed}, TODAY, values, misfits).isoformat() == on
    assert keys(misfits) == wrong
    assert values == ({} if wrong else {"day": on})


@given(st.sampled_from(["34", "8m", "1992", "12-03-1992", "0"]), st.dates(date(2021, 3, 1), date(2030, 1, 1)))
def test_an_age_shown_again_is_read_as_it_was(typed: str, on: date) -> None:
    values: dict[str, Value] = {}
    assert personal.read_age({"age": typed}, on, values, {}) is not None
    again: dict[str, Value] = {}
    personal.read_age({"age": personal.typed_age(values, on)}, on, again, {})
    assert again == values


def test_an_age_is_asked_for() -> None:
    for typed, key in (({}, "misfit.missing.age"), ({"age": "130"}, "misfit.age")):
        misfits: dict[str, Misfit] = {}
        assert personal.read_age(typed, TODAY, {}, misfits) is None
        assert keys(misfits) == {"age": key}
    assert personal.typed_age({}, TODAY) == ""


def test_of_an_aadhaar_the_last_four_leave() -> None:
    values: dict[str, Value] = {"id_type": "aadhaar"}
    personal.read_photo_id({"id_number": AADHAAR}, values, {})
    assert values == {"id_type": "aadhaar", "id_tail": AADHAAR[-4:]}
    assert personal.typed_id(values) == AADHAAR[-4:]
    personal.read_photo_id({"id_number": AADHAAR}, untyped := dict[str, Value](), {})
    assert untyped == {}


def test_any_other_number_is_kept_whole() -> None:
    values: dict[str, Value] = {"id_type": "voter"}
    personal.read_photo_id({"id_number": "sgt 1996198"}, values, {})
    assert (values["id_number"], personal.typed_id(values)) == ("SGT1996198", "SGT1996198")


@pytest.mark.parametrize(
    ("values", "wrong", "asked"),
    [
        ({}, {}, True),
        ({"mobile": "9"}, {}, False),
        ({"no_mobile_reason": "none"}, {}, False),
        ({}, {"mobile"}, False),
    ],
)
def test_a_mobile_or_a_reason(values: dict[str, Value], wrong: set[str], asked: bool) -> None:
    misfits = {name: Misfit("misfit.mobile_same") for name in wrong}
    personal.need_mobile(values, misfits)
    assert ("misfit.missing.mobile" in keys(misfits).values()) is asked


def test_what_comes_from_paper_names_its_line() -> None:
    misfits: dict[str, Misfit] = {}
    personal.need_paper_line({"source": "paper", "page": "3"}, misfits)
    assert keys(misfits) == {"serial": "misfit.missing.serial"}
    personal.need_paper_line({"source": "live"}, live := dict[str, Misfit]())
    assert live == {}
