"""What a desk must bear at its form: each gets its sentence beside the right field, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests import dump
from tests.desk import ALL_CLEAR, SESSION, WALK_IN, walk_in
from tests.sentences import assert_all_said
from tikadesk import i18n
from tikadesk.actions import give_dose, register
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, Problem

PERSON = [
    ("a mobile with a digit missing", {"mobile": "982604118"}, "mobile", "misfit.mobile_length", {"n": 9}),
    ("a mobile that begins with 5", {"mobile": "5826041187"}, "mobile", "misfit.mobile_start", {"first": "5"}),
    ("an impossible age", {"age": "130"}, "age", "misfit.age", {}),
    ("an impossible date", {"age": "31-02-1992"}, "age", "misfit.day_none", {"day": "31-02-1992"}),
    ("a day that has not come", {"day": "18-05-2021"}, "day", "misfit.day_ahead", {}),
    ("an Aadhaar that fails Verhoeff", {"id_type": "aadhaar", "id_number": "2341 2341 2345"}, "id_number",
     "misfit.aadhaar_check", {}),
    ("KrutiDev", {"name": "jkds'k oekZ"}, "name", "misfit.krutidev", {}),
    ("KrutiDev without any telling mark", {"name_local": "eksgu yky"}, "name_local", "misfit.krutidev", {}),
    ("a control character", {"name": "Sushila\x08 Devi"}, "name", "misfit.invisible", {}),
    ("a zero-width character", {"village": "Mo\u200bwa"}, "village", "misfit.invisible", {}),
    ("a name of 100 Devanagari characters", {"name_local": "क" * 100}, "name_local", "misfit.too_long",
     {"longest": 99, "length": 100}),
]  # fmt: skip
DOSE = [
    (
        "an expired batch",
        {"expires_on": "16-05-2021"},
        "expires_on",
        "misfit.batch_expired",
        {"day": "16-05-2021"},
    ),
    ("another vaccine than there is", {"vaccine": "XYZ"}, "vaccine", "misfit.choice.vaccine", {}),
]


def first_problem(desk: Desk, person: Mapping[str, str], shot: Mapping[str, str]) -> Problem:
    """What a save with these forms objects to first, having written nothing."""
    before = dump.tables(desk.store.connection)
    with pytest.raises(InvalidRecord) as refusal:
        register.register(desk, person, shot, intent=desk.ids.new())
    assert dump.tables(desk.store.connection) == before
    assert_all_said(refusal.value.problems)
    return refusal.value.problems[0]


@pytest.mark.parametrize(
    ("changed", "field", "key", "params"), [case[1:] for case in PERSON], ids=[case[0] for case in PERSON]
)
def test_at_the_persons_form(
    desk: Desk, changed: dict[str, str], field: str, key: str, params: dict[str, object]
) -> None:
    problem = first_problem(desk, WALK_IN | changed, SESSION | ALL_CLEAR | {"batch": ""})
    assert (problem.field, problem.key, problem.params) == (field, key, params)


@pytest.mark.parametrize(
    ("changed", "field", "key", "params"), [case[1:] for case in DOSE], ids=[case[0] for case in DOSE]
)
def test_at_the_dose(
    desk: Desk, changed: dict[str, str], field: str, key: str, params: dict[str, object]
) -> None:
    problem = first_problem(desk, WALK_IN, SESSION | ALL_CLEAR | changed)
    assert (problem.field, problem.key, problem.params) == (field, key, params)


def test_dose_2_too_early_and_of_another_vaccine(desk: Desk) -> None:
    person = walk_in(desk).id
    shot = SESSION | ALL_CLEAR | {"vaccine": "covaxin"}
    desk.clock.advance(seconds=20 * 86_400)
    with pytest.raises(InvalidRecord) as refusal:
        give_dose.give(desk, person, shot, intent=desk.ids.new())
    assert [(one.field, one.key) for one in refusal.value.problems] == [
        ("interval", "breach.too_early"),
        ("vaccine", "breach.other_vaccine"),
    ]
    assert_all_said(refusal.value.problems)
    assert "09-08-2021" in i18n.tr_in("hi", refusal.value.problems[0].key, **refusal.value.problems[0].params)


def test_a_name_of_99_devanagari_characters_is_no_bad_input(desk: Desk) -> None:
    walk_in(desk, name_local="क" * 99)


def test_no_sentence_repeats_what_a_person_typed(desk: Desk) -> None:
    typed = {"mobile": "982604118", "name": "Sushila 2", "id_type": "aadhaar", "id_number": "234123412345"}
    for problem in register.check(desk, WALK_IN | typed):
        for language in ("en", "hi"):
            sentence = i18n.tr_in(language, problem.key, **problem.params)
            assert not any(value in sentence for value in typed.values())
