"""Errors are said inside the window: problems at the fields, the rest in a band, "not saved" until a save succeeds."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show_window
from tikadesk.errors import InvalidRecord, NotAllowed, Problem, StoreTrouble
from tikadesk.ui.buttons import Button
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.messages import MessageArea, announce, area_of, shown
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import plain, say


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    window = QWidget()
    column = QVBoxLayout(window)
    area, made = MessageArea(), Form()
    made.row(Field(TextEditor("name"), plain("Name")))
    column.addWidget(area)
    column.addWidget(made)
    made.shown_in = window
    show_window(qtbot, window, size=(600, 300))
    return made


def test_problems_go_to_the_form(form: Form) -> None:
    with shown(form, form) as outcome:
        raise InvalidRecord([Problem("name", "form.required")])
    assert not outcome.ok
    assert form.bad_names == ("name",)
    assert area_of(form).texts() == []


def test_without_a_form_the_problems_themselves_are_said(form: Form) -> None:
    with shown(form):
        raise InvalidRecord([Problem("vaccine", "misfit.no_session")])
    assert area_of(form).texts() == [str(say("misfit.no_session"))]


def test_other_errors_are_said_in_the_band_and_success_takes_them_away(form: Form) -> None:
    with shown(form) as outcome:
        raise NotAllowed("pin.nobody")
    assert isinstance(outcome.error, NotAllowed)
    assert area_of(form).texts() == [str(say("pin.nobody"))]
    assert area_of(form).isVisible()
    with shown(form) as outcome:
        pass
    assert outcome.ok
    assert area_of(form).texts() == []
    assert not area_of(form).isVisible()


def test_not_saved_stays_until_something_is_saved(form: Form) -> None:
    with shown(form):
        raise StoreTrouble("store.full")
    area = area_of(form)
    assert len(area.texts()) == 1
    assert area.findChildren(Button) == []
    area.say(Look.AMBER, plain("later"))
    assert len(area.texts()) == 2
    with shown(form):
        pass
    assert area.texts() == []


def test_a_passing_message_can_be_put_away(form: Form, qtbot: QtBot) -> None:
    area = area_of(form)
    area.say(Look.INFO, plain("Copied"))
    area.findChildren(Button)[0].click()
    settle()
    assert not area.isVisible()


def test_a_bug_goes_through(form: Form) -> None:
    with pytest.raises(ZeroDivisionError), shown(form):
        _ = 1 / 0
    assert area_of(form).texts() == []


def test_a_window_without_an_area_is_a_bug(qtbot: QtBot) -> None:
    lonely = QWidget()
    qtbot.addWidget(lonely)
    with pytest.raises(LookupError):
        area_of(lonely)


def test_announcing_moves_no_focus(form: Form) -> None:
    form.focus_first()
    announce(form, "Saved")
    assert form.field("name").editor.inner.hasFocus()
