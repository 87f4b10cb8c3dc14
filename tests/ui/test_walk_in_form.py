"""The walk-in form alone: what it asks, how its fields lie, and what it says back. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.domain.kinds.registration import FORM
from tikadesk.ui.health import answers
from tikadesk.ui.page import Fold
from tikadesk.ui.walk_in_form import WalkInForm

TODAY = date(2021, 10, 14)


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[WalkInForm]:
    made = WalkInForm(lambda _typed: [], lambda: TODAY)
    show(qtbot, made, size=(700, 600))
    yield made


def _asked(form: WalkInForm) -> set[str]:
    return {name for name in form.names if not form.field(name).isHidden()}


@pytest.mark.parametrize(
    ("values", "more", "less"),
    [
        ({"age": "9"}, {"guardian_name", "guardian_relation"}, set()),
        ({"age": "8m"}, {"guardian_name"}, set()),
        ({"age": "18"}, set(), {"guardian_name"}),
        ({"id_type": "none"}, {"facilitator_name", "facilitator_mobile"}, {"id_number"}),
        ({"id_type": "aadhaar"}, {"id_number"}, {"facilitator_name"}),
        ({"category": "bpl"}, {"ration_card"}, set()),
        ({"category": "apl"}, set(), {"ration_card"}),
        ({"health": "N", "sex": "F"}, {"fever", "pregnant"}, set()),
        ({"health": "N", "sex": "M"}, {"fever"}, {"pregnant"}),
        ({"health": "Y"}, set(), {"fever"}),
    ],
)
def test_only_what_this_person_needs_is_asked(
    form: WalkInForm, values: dict[str, str], more: set[str], less: set[str]
) -> None:
    form.set_values(values)
    assert more <= _asked(form)
    assert not less & _asked(form)


def test_hidden_fields_are_not_part_of_what_was_typed(form: WalkInForm) -> None:
    form.set_values({"age": "9", "guardian_name": "RAM"})
    assert form.typed()["guardian_name"] == "RAM"
    form.set_values({"age": "40"})
    assert "guardian_name" not in form.typed()
    assert set(form.typed()) <= set(FORM)


def test_all_clear_answers_all_four_with_no(form: WalkInForm) -> None:
    assert form.health_problems()
    form.set_values({"health": "Y"})
    assert answers(form) == {"fever": "N", "allergy": "N", "bleeding": "N", "pregnant": "N"}
    form.set_values({"health": "N", "sex": "F"})
    assert [problem.field for problem in form.health_problems()] == list(answers(form))


@pytest.mark.parametrize("fold", list(Fold))
def test_every_fold_shows_every_field_once_and_enter_follows(form: WalkInForm, fold: Fold) -> None:
    before = set(form.names)
    form.arrange(fold)
    assert set(form.names) == before
    assert form.names[0] == "mobile"
    assert "name_local" not in form.path()


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("34", "34 years", "Born about 1987 (estimated)"),
        ("8m", "8 months", "Born about 2021 (estimated)"),
        ("12031992", "29 years", "Born 12-03-1992"),
        ("1992", "29 years", "Born in 1992"),
    ],
)
def test_the_age_is_said_back(form: WalkInForm, typed: str, first: str, second: str) -> None:
    form.set_values({"age": typed})
    said = form.field("age")._said
    assert (said._first.text(), said._second.text()) == (first, second)


def test_an_age_that_cannot_be_read_is_not_said_back(form: WalkInForm) -> None:
    form.set_values({"age": "340"})
    assert form.field("age")._said.isHidden()


def test_clearing_forgets_the_missing_phone(form: WalkInForm) -> None:
    form.set_values({"no_mobile_reason": "none", "name": "RAM"})
    assert form.typed()["no_mobile_reason"] == "none"
    form.clear()
    assert "no_mobile_reason" not in form.typed()
