"""The folded part holds every field of the national form that is not asked elsewhere, and asks only what is due."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.domain.kinds import sample
from tikadesk.ui.collect_form import PERSON, SETTINGS
from tikadesk.ui.referral_form import ASKED_IF, ROLL_NO, ReferralForm, names

_ELSEWHERE = {*PERSON, *SETTINGS, "sample_type", "no_mobile_reason", "person", "repeat_of", "district"}
"""Asked above the fold, or told by the slip and the centre."""


@pytest.fixture
def form(qtbot: QtBot) -> ReferralForm:
    """The folded part, shown."""
    made = ReferralForm(lambda: date(2021, 10, 14))
    show(qtbot, made, size=(1100, 900))
    return made


def test_no_field_of_the_national_form_is_missing() -> None:
    assert set(names()) | _ELSEWHERE == set(sample.FORM) | {ROLL_NO}
    assert len(list(names())) == len(set(names()))


@pytest.mark.parametrize(("name", "question"), [(name, asked[0]) for name, asked in ASKED_IF.items()])
def test_details_are_asked_only_after_their_answer(form: ReferralForm, name: str, question: str) -> None:
    assert form.fields[name].isHidden()
    form.fields[question].editor.set_value(next(iter(ASKED_IF[name][1])))
    form.ask_what_is_due()
    assert not form.fields[name].isHidden()


def test_two_columns_where_there_is_room(form: ReferralForm) -> None:
    form.arrange(wide=False)
    settle()
    left = {
        form.fields[name].mapTo(form, form.fields[name].rect().topLeft()).x()
        for name in (ROLL_NO, "symptoms")
    }
    form.arrange(wide=True)
    settle()
    assert len(left) == 1
    assert form.fields["symptoms"].mapTo(form, form.rect().topLeft()).x() > form.width() / 3
    assert form.fields[ROLL_NO].mapTo(form, form.rect().topLeft()).x() < form.width() / 3
