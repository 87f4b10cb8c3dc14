"""A field says its label, echoes how a value was understood, and puts a problem before everything else."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui import theme
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field, Side
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, plain, say


def _texts(field: Field) -> list[str]:
    return [text.text() for text in field.findChildren(Text) if text.isVisibleTo(field) and text.text()]


@pytest.mark.parametrize("side", Side)
def test_label_echo_and_problem(qtbot: QtBot, side: Side) -> None:
    field = Field(TextEditor("age"), plain("Age"), also=plain("आयु"), width=130, side=side, required=True)
    show(qtbot, field)
    assert _texts(field) == ["Age", "आयु"]
    field.set_said(plain("34 years"), plain("Born about 1992"))
    assert _texts(field)[2:] == ["34 years", "Born about 1992"]
    field.set_problem(plain("Type an age."))
    assert _texts(field)[2:] == ["Type an age."]
    assert field.is_bad
    field.set_problem(None)
    assert _texts(field)[2:] == ["34 years", "Born about 1992"]
    field.set_echo(Look.OK, plain("Not here yet."))
    assert _texts(field)[2:] == ["Not here yet."]
    field.set_echo(Look.OK, None)
    assert _texts(field) == ["Age", "आयु"]


def test_a_warning_stands_between_problem_and_echo(qtbot: QtBot) -> None:
    field = Field(TextEditor("id_number"), plain("ID number"))
    show(qtbot, field)
    field.set_echo(Look.OK, plain("Not here yet."))
    field.set_warning(plain("Look again."))
    assert _texts(field)[1:] == ["Look again."]
    assert field.note.text.ink == "amber"
    assert field.editor.inner.accessibleDescription() == "Look again."
    assert not field.is_bad
    field.set_problem(plain("Too short."))
    assert _texts(field)[1:] == ["Too short."]
    field.set_problem(None)
    assert _texts(field)[1:] == ["Look again."]
    assert field.editor.inner.accessibleDescription() == "Look again."
    field.set_warning(None)
    assert _texts(field)[1:] == ["Not here yet."]
    assert field.editor.inner.accessibleDescription() == ""


def test_the_label_is_the_name_of_what_it_labels(qtbot: QtBot) -> None:
    field = Field(TextEditor("pin"), say("lock.pin"), required=True)
    show(qtbot, field)
    assert field.label.buddy() is field.editor.inner
    assert field.editor.inner.accessibleName() == "PIN"
    assert field.editor.inner.whatsThis()


def test_the_width_follows_the_text_size_and_stands_at_the_left(qtbot: QtBot, dressed: theme.Theme) -> None:
    field = Field(TextEditor("age"), plain("Age"), width=100)
    show(qtbot, field, size=(500, 120))
    assert field.editor.width() == 100
    assert field.editor.x() == 0
    dressed.resize(1.5)
    assert field.editor.width() == 150


def test_another_name_reaches_label_and_screen_reader(qtbot: QtBot) -> None:
    field = Field(TextEditor("id_number"), plain("Last 4 digits"))
    show(qtbot, field)
    field.set_label(plain("Number"))
    assert field.label.text() == field.editor.inner.accessibleName() == str(field.words) == "Number"
