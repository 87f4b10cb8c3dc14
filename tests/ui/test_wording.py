"""How records are said: in both languages, with nothing where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.ui.busy_desk import AT, busy_desk
from tikadesk import i18n
from tikadesk.actions import find
from tikadesk.errors import Problem
from tikadesk.ui import wording
from tikadesk.ui.tokens import Look


def test_the_hindi_label_stands_beside_the_english_one_only() -> None:
    words = wording.InHindi("field.registration.mobile")
    assert str(words) == "मोबाइल नंबर"
    i18n.use("hi")
    assert str(words) == ""


def test_blank_parts_leave_no_dot() -> None:
    assert str(wording.joined("RAM", "", wording.option("sex", None), "Makanpur")) == "RAM · Makanpur"


@pytest.mark.parametrize(
    ("code", "look"),
    [("here", Look.NEUTRAL), ("server", Look.OK), ("held", Look.AMBER), ("flagged", Look.AMBER)],
)
def test_every_state_has_look_words_and_icon(code: str, look: Look) -> None:
    found = wording.state(code)
    assert found[0] == look
    assert str(found[1]) != f"desk.state.{code}"
    assert found[2]


def test_days_and_numbers() -> None:
    assert wording.day("2021-10-14") == "14-10-2021"
    assert wording.day("") == wording.number("") == ""
    assert wording.number("CGR41730501879") == "CG R 4173 0501 879"


def test_a_name_follows_the_window() -> None:
    row = find.people(busy_desk(), "")[-1]
    assert wording.person_name(row) == row.name
    assert str(wording.age_sex(row)) == f"{row.age} years, Male"
    i18n.use("hi")
    assert wording.person_name(row) == (row.name_local or row.name)


def test_an_age_may_be_unknown() -> None:
    row = find.people(busy_desk(), "")[-1]
    assert wording.short_age_sex(row) == f"{row.age} M"
    assert wording.short_age_sex(replace(row, age=None)) == "M"
    assert str(wording.age_sex(replace(row, age=None))) == "Male"


def test_a_mobile_is_said_in_two_groups() -> None:
    assert (wording.mobile("9826041187"), wording.mobile(None), wording.mobile("")) == ("98260 41187", "", "")


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-30), "0 min"),
        (timedelta(minutes=119), "119 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_a_wait_is_said_in_the_largest_unit_that_says_it(passed: timedelta, said: str) -> None:
    assert str(wording.waited(AT, AT + passed)) == said


def test_a_breach_names_vaccines() -> None:
    problem = Problem("vaccine", "breach.other_vaccine", {"first": "covishield", "now": "covaxin"})
    assert "Covishield" in str(wording.breach(problem))
    i18n.use("hi")
    assert "कोविशील्ड" in str(wording.breach(problem))


def test_dose_numbers_stop_at_the_precaution_dose() -> None:
    assert str(wording.dose_number(2)) == "2nd dose"
    assert str(wording.dose_number(4)) == str(wording.dose_number(3))
    assert str(wording.dose_number(None)) == ""


def test_a_lab_is_called_by_its_name_in_the_window_s_language() -> None:
    words = wording.lab_name("LAB-KGMU")
    assert str(words) == "KGMU, Lucknow"
    i18n.use("hi")
    assert str(words) == "केजीएमयू, लखनऊ"
    assert str(wording.lab_name("LAB-OF-A-NEWER-RELEASE")) == "LAB-OF-A-NEWER-RELEASE"
