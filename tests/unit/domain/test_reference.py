"""The data files of the field: complete, coherent, and readable in the words that clerks use."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from tikadesk import assets
from tikadesk.domain import reference

TABLES = tuple(assets.read_json("reference", "words.json"))


def test_the_33_districts_of_chhattisgarh_and_the_75_of_uttar_pradesh() -> None:
    states = [district.state for district in reference.districts().values()]
    assert (states.count("CG"), states.count("UP")) == (33, 75)
    assert reference.districts()["387"].name == "Raipur"
    assert reference.districts()["162"].name_hi == "लखनऊ"


def test_districts_of_one_name_are_told_apart_by_their_code() -> None:
    balrampur = {code for code, district in reference.districts().items() if district.name == "Balrampur"}
    assert balrampur == {"649", "127"}


def test_every_vaccine_can_be_chosen_and_has_a_vial() -> None:
    assert tuple(reference.vaccines()) == reference.options("vaccine")
    for vaccine in reference.vaccines().values():
        assert vaccine.doses_per_vial >= 1 and vaccine.open_minutes > 0 and vaccine.total_doses in (2, 3)
        assert vaccine.name and vaccine.name_hi and vaccine.maker


def test_every_rule_of_the_schedule_is_about_a_known_vaccine_and_no_two_overlap() -> None:
    rules = assets.read_json("reference", "schedule.json")
    for table, same in (("intervals", ("vaccine", "from_dose")), ("precaution", ()), ("ages", ("vaccine",))):
        spans: dict[tuple[object, ...], list[tuple[str, str]]] = {}
        for rule in rules[table]:
            assert rule.get("vaccine", "covishield") in reference.vaccines()
            spans.setdefault(tuple(rule[name] for name in same), []).append(
                (rule["valid_from"], rule["valid_to"] or "9999-12-31")
            )
        for dated in spans.values():
            dated.sort()
            assert all(before[1] < after[0] for before, after in pairwise(dated))


def test_the_quota_groups_of_the_order_of_9_may_2021() -> None:
    groups = {code: category.quota for code, category in reference.categories().items()}
    assert set(groups) == set(reference.options("category"))
    assert set(groups.values()) == {"flw_comorbid", "antyodaya", "bpl", "apl"}
    shown = {code for code, category in reference.categories().items() if category.ration_card}
    assert shown == {"antyodaya", "bpl"}


@pytest.mark.parametrize("table", TABLES)
def test_every_code_is_read_by_its_own_name_and_words(table: str) -> None:
    for code, words in assets.read_json("reference", "words.json")[table].items():
        for word in (code, code.upper(), f" {code} ", *words):
            assert reference.word(table, word) == code, word


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("typed", ["", ".", "()", "zzz", "\u200b"])
def test_nonsense_is_no_word(table: str, typed: str) -> None:
    assert reference.word(table, typed) is None


@pytest.mark.parametrize(
    ("table", "typed", "code"),
    [("sex", "पु.", "M"), ("sex", "स्त्री", "F"), ("vaccine", "COVISHIELD", "covishield"), ("dose_no", "प्रथम", "1"),
     ("dose_no", "२", "2"), ("category", "अंत्योदय", "antyodaya"), ("id_type", "Voter-ID", "voter"),
     ("yes_no", "-", "N")],
)  # fmt: skip
def test_what_clerks_write(table: str, typed: str, code: str) -> None:
    assert reference.word(table, typed) == code


@pytest.mark.parametrize("typed", ["LAB-KGMU", "lab kgmu", "KGMU Lucknow", "केजीएमयू, लखनऊ"])
def test_a_lab_is_read_by_its_code_and_its_names(typed: str) -> None:
    assert reference.lab(typed) == "LAB-KGMU"


def test_an_unknown_lab_is_none() -> None:
    assert reference.lab("KGMU") is None and reference.lab("") is None


def test_every_lab_lies_in_a_known_district_and_every_sample_type_can_be_chosen() -> None:
    assert {lab.district for lab in reference.labs().values()} <= set(reference.districts())
    assert tuple(reference.sample_types()) == reference.options("sample_type")


def test_reference_files_are_read_only_tables() -> None:
    first = json.dumps(assets.read_json("reference", "words.json"))
    reference.options("sex")
    assert json.dumps(assets.read_json("reference", "words.json")) == first


def test_a_lab_is_named_in_both_languages_and_by_its_code_where_it_is_newer() -> None:
    lab = reference.labs()["LAB-KGMU"]
    assert reference.lab_name("LAB-KGMU", "en") == lab.name
    assert reference.lab_name("LAB-KGMU", "hi_CG") == lab.name_hi
    assert reference.lab_name("LAB-NEWER", "hi") == "LAB-NEWER"


def test_every_state_has_a_helpline() -> None:
    assert {state: reference.helpline(state) for state in ("CG", "UP", "", "MP")} == {
        "CG": "104", "UP": "104", "": "1075", "MP": "1075",
    }  # fmt: skip
    assert reference.ambulance() == "108"
