"""The collection's form: what is asked of whom, what stays, what Enter passes over, what is typed in the end."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.errors import Problem
from tikadesk.ui.collect_form import CollectForm

SETTLED = {"sample_type": "np_op", "test": "rtpcr", "lab": "LAB-JNMRPR", "icmr_category": "9"}


@pytest.fixture
def form(qtbot: QtBot) -> CollectForm:
    """A form of a desk that has taken samples before."""
    made = CollectForm(lambda _typed: [], lambda: date(2021, 10, 14))
    show(qtbot, made, size=(460, 900))
    made.settle(SETTLED)
    return made


def test_the_first_sample_of_a_desk_asks_for_everything_once(qtbot: QtBot) -> None:
    form = CollectForm(lambda _typed: [], lambda: date(2021, 10, 14))
    show(qtbot, form, size=(460, 900))
    assert form.path() == ["sample_type", "test", "lab", "icmr_category"]
    form.settle(SETTLED)
    settle()
    assert form.path() == []
    assert "RT-PCR" in form.band.findChildren(type(form.field("name").label))[0].text()


def test_what_is_set_is_passed_over_until_it_is_to_be_changed(form: CollectForm) -> None:
    form.ask_person(True, mobile=False)
    assert form.path() == ["name", "age", "sex", "village"]
    form.change_settings()
    settle()
    assert form.field("test").editor.inner.hasFocus()
    assert {"test", "lab", "icmr_category"} <= set(form.path())


def test_the_hindi_name_is_written_by_itself_until_it_is_mended(form: CollectForm) -> None:
    form.ask_person(True)
    form.field("name").editor.set_value("ANITA")
    form.changed.emit("name")
    assert form.field("name_local").value() == "अनीता"
    form.field("name_local").editor.set_value("अनिता")
    form.changed.emit("name_local")
    form.field("name").editor.set_value("ANITA YADAV")
    form.changed.emit("name")
    assert form.field("name_local").value() == "अनिता"


def test_no_mobile_is_noted_by_its_letter(form: CollectForm) -> None:
    form.ask_person(True)
    assert "mobile" in form.path()
    form.letter.emit("mobile", "N")
    assert form.typed()["no_mobile_reason"] == "none"
    assert "mobile" not in form.path()


def test_typed_holds_what_was_said_and_no_count_of_tubes(form: CollectForm) -> None:
    form.ask_person(True)
    form.set_values({"name": "RAM", "age": "34", "sex": "M", "tubes": "2", "symptoms": "fever"})
    assert form.tubes == 2
    typed = form.typed()
    assert (typed["name"], typed["lab"], typed["symptoms"]) == ("RAM", "LAB-JNMRPR", "fever")
    assert "tubes" not in typed and "travelled" not in typed


def test_an_answer_taken_back_takes_its_details_along(form: CollectForm) -> None:
    form.set_values({"travelled": "Y", "travel_places": "Delhi"})
    assert form.typed()["travel_places"] == "Delhi"
    form.set_values({"travelled": "N"})
    assert "travel_places" not in form.typed()


def test_a_problem_unfolds_what_it_is_in(form: CollectForm) -> None:
    form.show_problems([Problem("srf_id", "misfit.digits", {"length": 13, "n": 3})])
    assert form.whole and form.bad_names == ("srf_id",)
    form.clear()
    assert not form.whole
    form.show_problems([Problem("name", "misfit.missing.name")])
    assert form.asks_person and form.bad_names == ("name",)


def test_what_was_written_for_the_operator_is_not_scolded(form: CollectForm) -> None:
    form.show_problems([Problem("name", "misfit.name_short"), Problem("name_local", "misfit.name_short")])
    assert form.bad_names == ("name",)


def test_after_a_save_only_what_stays_is_left(form: CollectForm) -> None:
    form.ask_person(True)
    form.set_values({"name": "RAM", "tubes": "3", "srf_id": "1234567890123", "transport": "own"})
    form.clear()
    form.settle(SETTLED)
    assert form.is_empty() and form.tubes == 1
    assert form.field("lab").value() == "LAB-JNMRPR"
    assert not form.field("srf_id").value() and not form.field("transport").value()


def test_another_person_keeps_the_sample(form: CollectForm) -> None:
    form.set_values({"name": "RAM", "mobile": "9839043210", "tubes": "2", "srf_id": "1234567890123"})
    form.forget_person()
    assert not form.field("name").value() and not form.field("mobile").value()
    assert form.tubes == 2 and form.field("srf_id").value() == "1234567890123"


def test_ctrl_d_takes_the_last_person_s_value_but_no_id(form: CollectForm) -> None:
    form.ask_person(True)
    form.set_values({"village": "Tatibandh", "id_type": "voter", "id_number": "ABC1234567"})
    form.remember()
    form.clear()
    form.ask_person(True)
    form.focus("village")
    form.repeat()
    assert form.field("village").value() == "Tatibandh"
    form.unfold(True)
    form.focus("id_number")
    form.repeat()
    assert not form.field("id_number").value()
