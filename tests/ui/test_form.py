"""The form: Enter, problems, clearing; and what each editor makes of keys. No data of a desk is needed here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.errors import Problem
from tikadesk.ui.choices import ChoiceSegment, ComboEditor, YesNoEditor
from tikadesk.ui.editors import DigitsEditor, TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.segments import Segment
from tikadesk.ui.suggest import SuggestEditor, Suggestion
from tikadesk.ui.words import plain

VILLAGES = (
    Suggestion("Makanpur", "Makanpur", "मकनपुर", "18"),
    Suggestion("Makankheda", "Makankheda", "मकनखेड़ा"),
)


def _villages(typed: str) -> list[Suggestion]:
    return [row for row in VILLAGES if row.text.casefold().startswith(typed.casefold()) or row.value == typed]


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    """One field of each editor, shown."""
    made = Form()
    made.row(Field(DigitsEditor("mobile", groups=(5, 5)), plain("Mobile"), width=214))
    made.row(Field(TextEditor("name", upper=True), plain("Name")))
    sexes = [Segment(code, plain(code), code) for code in "FMO"]
    ids = [Segment("aadhaar", plain("Aadhaar"), "A"), Segment("voter", plain("Voter card"), "V")]
    made.row(Field(ChoiceSegment("sex", sexes), plain("Sex")), Field(ComboEditor("id", ids), plain("ID")))
    made.row(Field(SuggestEditor("village", _villages), plain("Village")))
    made.row(Field(YesNoEditor("clear", plain("All clear"), plain("Something")), plain("Health")))
    window = show(qtbot, made, size=(700, 600))
    made.focus_first()
    yield made
    window.close()


def _focused(form: Form) -> str:
    return next(name for name in form.names if form.field(name).editor.inner.hasFocus())


def _type(form: Form, keys: str) -> None:
    for key in keys:
        target = form.field(_focused(form)).editor.inner
        if key == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, key)


def test_one_line_of_keys_fills_the_whole_form(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.finished):
        _type(form, "9839043210\nsushila devi\nF\nV\nmak\nY\n")
    assert form.values() == {
        "mobile": "9839043210",
        "name": "SUSHILA DEVI",
        "sex": "F",
        "id": "voter",
        "village": "Makanpur",
        "clear": "Y",
    }


def test_a_letter_that_digits_do_not_take_is_told_and_not_typed(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.letter) as told:
        _type(form, "n")
    assert told.args == ["mobile", "N"]
    assert form.values()["mobile"] == ""


def test_shift_enter_goes_back(form: Form) -> None:
    _type(form, "\n\n")
    QTest.keyClick(form.field("sex").editor.inner, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert _focused(form) == "name"


def test_a_warning_is_no_problem_and_goes_with_the_clearing(form: Form) -> None:
    form.show_warnings("mobile", [Problem("mobile", "form.required"), Problem("sex", "form.required")])
    assert form.warned_names == ("mobile",)
    assert form.bad_names == ()
    assert form.summary.isHidden()
    form.show_warnings("mobile", [])
    assert form.warned_names == ()
    form.show_warnings("mobile", [Problem("mobile", "form.required")])
    form.clear()
    assert form.warned_names == ()


def test_problems_are_summed_up_and_enter_goes_to_the_next_bad_field(form: Form) -> None:
    problems = [
        Problem("mobile", "form.required"),
        Problem("sex", "form.required"),
        Problem("clear", "form.required"),
    ]
    form.show_problems(problems)
    assert form.bad_names == ("mobile", "sex", "clear")
    assert _focused(form) == "mobile"
    _type(form, "\n")
    assert _focused(form) == "sex"
    _type(form, "M\n")
    assert _focused(form) == "clear"
    assert form.field("clear").editor.inner.accessibleDescription()


def test_a_mended_field_leaves_the_summary(form: Form) -> None:
    form.show_problems([Problem("mobile", "form.required"), Problem("sex", "form.required")])
    form.show_quietly("mobile", [])
    assert form.bad_names == ("sex",)
    form.show_quietly("sex", [])
    assert form.summary.isHidden()


def test_a_problem_without_a_field_is_still_said(form: Form) -> None:
    form.show_problems([Problem("elsewhere", "form.required")])
    assert not form.summary.isHidden()


def test_clear_can_be_brought_back(form: Form) -> None:
    form.set_defaults({"id": "aadhaar"})
    form.set_values({"name": "SUSHILA DEVI", "sex": "F"})
    form.clear()
    assert form.is_empty() and form.can_bring_back()
    assert form.values()["id"] == "aadhaar"
    form.bring_back()
    assert form.values()["name"] == "SUSHILA DEVI"
    assert form.values()["sex"] == "F"


def test_rows_are_laid_out_anew_and_enter_follows_what_is_seen(qtbot: QtBot) -> None:
    made, column = Form(), QVBoxLayout()
    made.add(column)
    made.own(*(Field(TextEditor(name), plain(name)) for name in ("one", "two", "three")))
    made.lay_out_anew(column, [[("one", 0), ("two", 1)], [("three", 0)]])
    show(qtbot, made, size=(600, 300))
    assert made.path() == ["one", "two", "three"]
    assert made.field("one").y() == made.field("two").y() < made.field("three").y()
    made.lay_out_anew(column, [[("three", 0)], [("one", 0)], [("two", 0)]])
    settle()
    assert column.count() == 3 and made.path() == ["three", "one", "two"]
    assert made.field("three").y() < made.field("one").y() < made.field("two").y()
