"""The health questions: never answered beforehand, and a yes defers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.domain.kinds.dose import SCREENING
from tikadesk.ui.form import Form
from tikadesk.ui.health import HEALTH, answers, defers, health_fields, show_questions, unanswered


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form()
    made.row(*health_fields(lambda: date(2021, 10, 14)))
    show(qtbot, made)
    show_questions(made, asked=True, sex="F")
    yield made


def test_nothing_is_chosen_beforehand(form: Form) -> None:
    assert form.field(HEALTH).value() == ""
    assert [problem.key for problem in unanswered(form)] == ["desk.health.ask"]
    assert all(form.field(name).isHidden() for name in SCREENING)


def test_all_clear_is_four_times_no(form: Form) -> None:
    form.set_values({HEALTH: "Y"})
    assert answers(form) == dict.fromkeys(SCREENING, "N")
    assert not unanswered(form)
    assert not defers(form)


def test_something_to_note_asks_each_one_and_a_yes_defers(form: Form) -> None:
    form.set_values({HEALTH: "N"})
    show_questions(form, asked=True, sex="F")
    assert [problem.field for problem in unanswered(form)] == list(SCREENING)
    form.set_values({"fever": "Y", "allergy": "N", "bleeding": "N", "pregnant": "N"})
    assert not unanswered(form)
    assert defers(form)


def test_a_man_is_not_asked_whether_he_is_pregnant(form: Form) -> None:
    form.set_values({HEALTH: "N"})
    show_questions(form, asked=True, sex="M")
    assert form.field("pregnant").isHidden()
    assert "pregnant" not in answers(form)


def test_without_a_session_nothing_is_asked(form: Form) -> None:
    show_questions(form, asked=False, sex="F")
    assert form.field(HEALTH).isHidden()
