"""Help at a field: said while it has the focus, gone when it is left, nothing where there is nothing to say."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.field_help import FieldHelp
from tikadesk.ui.form import Form
from tikadesk.ui.words import plain


def test_help_comes_with_f1_and_goes_with_the_focus(qtbot: QtBot) -> None:
    form = Form()
    form.row(Field(TextEditor("name"), plain("Name")), Field(TextEditor("other"), plain("Other")))
    show(qtbot, form)
    said = FieldHelp(form)
    form.focus("name")
    said.show()
    note = form.field("name").note
    assert note.isVisible() and note.text.text() == "As on the photo ID, in English or Hindi letters."
    assert not said.put_away("other")
    assert said.put_away("name") and not note.isVisible()
    form.focus("other")
    said.show()
    assert not form.field("other").note.isVisible()
