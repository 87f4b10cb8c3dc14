"""How alike two people are: it finds the spellings of one name in both scripts, and only ever suggests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sentences import assert_said
from tikadesk import assets
from tikadesk.domain.entry import Value
from tikadesk.domain.namekey import ASK_FROM, first_vowel, likeness, may_be_meant, name_key, word_key

SUSHILA: dict[str, Value] = {
    "name": "Sushila Devi", "name_local": "सुशीला देवी", "sex": "F", "birth_year": 1987, "mobile": "9826041187",
    "id_type": "aadhaar", "id_tail": "2346", "village": "Mowa",
}  # fmt: skip


def score(**changed: Value) -> int:
    return likeness(SUSHILA, SUSHILA | changed).score


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sunita", "Suneeta", "Soonita", "सुनीता"),
        ("Gwalde", "Gvalde", "ग्वालदे"),
        ("Vikas", "Bikas", "Bikash", "विकास"),
        ("Dharmendra", "Dharmender", "धर्मेन्द्र", "धर्मेंद्र"),
        ("Santosh", "संतोष", "सन्तोष"),
        ("Phool", "Fool", "फूल"),
        ("Lakshmi", "Laxmi", "लक्ष्मी"),
    ],
)
def test_spellings_of_one_name_sound_the_same(spellings: tuple[str, ...]) -> None:
    assert len({word_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Sunita", "Sangita"), ("Ramesh", "Rajesh"), ("Mohan", "Sohan")])
def test_different_names_sound_different(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [
        ("राम", ["Roma Sahu", "रोमा साहू"], False),
        ("राम", ["Ram Sahu", ""], True),
        ("Geeta", ["गीता साहू"], True),
        ("Geeta", ["गौतम"], False),
        ("सुनीता वर्मा", ["Suneeta Verma"], True),
        ("Md Iqbal", ["Mohd. Ikbal"], True),  # a word without a vowel says nothing about it
        ("", [], True),
    ],
)
def test_names_with_one_skeleton_are_told_apart_by_their_first_vowel(
    typed: str, names: list[str], meant: bool
) -> None:
    assert may_be_meant(typed, names) is meant


def test_a_name_has_the_same_first_vowel_in_both_scripts() -> None:
    names: dict[str, str] = assets.read_json("reference", "names.json")
    apart = [latin for latin, local in names.items() if first_vowel(latin) not in ("", first_vowel(local))]
    assert set(apart) <= {"george", "xavier"}


def test_words_that_everybody_bears_do_not_count_unless_they_are_all_there_is() -> None:
    assert name_key("श्रीमती सुशीला बाई") == name_key("Sushila Devi") == name_key("Sushila")
    assert name_key("Devi") != ""
    assert name_key("Verma Sunita") == name_key("Sunita Verma")


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    found = likeness({"name": one}, {"name": other})
    assert 0 <= found.score <= 100
    assert found.score == likeness({"name": other}, {"name": one}).score


def test_the_same_person_is_certain_and_says_why() -> None:
    found = likeness(SUSHILA, SUSHILA)
    assert found.score == 100
    assert {"alike.same_name", "alike.same_mobile", "alike.same_id", "alike.same_year"} == set(found.reasons)
    for reason in found.reasons:
        assert_said(reason, {})


def test_another_sex_is_another_person() -> None:
    assert score(sex="M") == 0


def test_a_family_shares_a_mobile_and_is_no_duplicate() -> None:
    daughter = {"name": "Kavita Sahu", "name_local": "कविता साहू", "birth_year": 2002, "id_tail": "9911"}
    assert score(**daughter) < ASK_FROM


def test_an_age_two_years_off_is_still_alike_and_three_is_not() -> None:
    assert score(birth_year=1989) > score(birth_year=1990)
    assert "alike.like_year" in likeness(SUSHILA, SUSHILA | {"birth_year": 1989}).reasons
    assert score(mobile=None, id_tail=None, birth_year=1995) < ASK_FROM


def test_an_age_that_was_only_told_does_not_hide_the_same_name_and_mobile() -> None:
    told = {"birth_year": 1992, "age_estimated": 1, "id_tail": None}
    assert score(**told) >= ASK_FROM
    assert score(birth_year=1992, id_tail=None) < ASK_FROM, "two days of birth that differ are two people"
    assert score(**told | {"birth_year": 1972}) < ASK_FROM


def test_the_same_person_with_another_mobile_and_id_is_still_asked_about() -> None:
    assert score(mobile="9300011122", id_type="voter", id_tail="6198", name="Suseela Devi") >= ASK_FROM


def test_one_ration_card_is_a_reason() -> None:
    one, other = SUSHILA | {"ration_card": "229074391500"}, SUSHILA | {"ration_card": "229074391500"}
    assert "alike.same_ration_card" in likeness(one, other).reasons
