"""What all forms about a person share: the Hindi name follows, N stands for "no phone", and nothing of it lingers."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.kind_fields import NO_MOBILE, NO_MOBILE_LETTERS, kind_field
from tikadesk.ui.person_form import PersonForm


def today() -> date:
    return date(2021, 10, 14)


@pytest.fixture
def form(qtbot: QtBot) -> PersonForm:
    made = PersonForm(today)
    made.row(*(kind_field("sample", name, today=today) for name in ("mobile", "name", "name_local", "age")))
    show(qtbot, made)
    return made


def typed(form: PersonForm, name: str, value: str) -> None:
    form.field(name).editor.set_value(value)
    form.changed.emit(name)


def test_the_hindi_name_follows_until_somebody_writes_it(form: PersonForm) -> None:
    typed(form, "name", "RAM")
    assert form.values()["name_local"] == "राम"
    typed(form, "name_local", "रामू")
    typed(form, "name", "RAMESH")
    assert form.values()["name_local"] == "रामू"
    typed(form, "name_local", "")
    typed(form, "name", "RAM")
    assert form.values()["name_local"] == "राम", "emptied, it follows again"


@pytest.mark.parametrize("shown", ["रामू", "राम"])
def test_a_hindi_name_that_is_shown_is_kept_where_it_is_somebodys_own(form: PersonForm, shown: str) -> None:
    form.set_values({"name": "RAM", "name_local": shown})
    typed(form, "name", "SITA")
    assert (form.values()["name_local"] == shown) is (shown == "रामू")


@pytest.mark.parametrize("letter", list(NO_MOBILE_LETTERS))
def test_a_letter_says_why_there_is_no_mobile_and_a_number_takes_it_back(
    form: PersonForm, letter: str
) -> None:
    typed(form, "mobile", "98390")
    form.letter.emit("mobile", letter)
    why = NO_MOBILE_LETTERS[letter]
    assert form.values()["mobile"] == "" and form.values()[NO_MOBILE] == why
    assert form.with_reason({"name": "RAM"}) == {"name": "RAM", NO_MOBILE: why}
    assert not form.field("mobile").note.isHidden()
    typed(form, "mobile", "9839043210")
    assert form.values()[NO_MOBILE] == ""
    assert form.with_reason({"mobile": "9839043210"}) == {"mobile": "9839043210"}
    assert form.field("mobile").note.isHidden()


def test_another_letter_or_field_says_nothing_of_the_mobile(form: PersonForm) -> None:
    form.letter.emit("mobile", "Q")
    form.letter.emit("age", next(iter(NO_MOBILE_LETTERS)))
    assert form.values()[NO_MOBILE] == ""


def test_a_cleared_form_forgets_and_brings_back(form: PersonForm) -> None:
    typed(form, "name", "RAM")
    typed(form, "name_local", "रामू")
    form.without_mobile("refused")
    form.clear()
    assert form.values() == {"mobile": "", "name": "", "name_local": "", "age": "", NO_MOBILE: ""}
    form.bring_back()
    assert form.values()["name_local"] == "रामू" and form.values()[NO_MOBILE] == "refused"


def test_enter_passes_the_hindi_name_by(form: PersonForm) -> None:
    assert form.path() == ["mobile", "name", "age"]
