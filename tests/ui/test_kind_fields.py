"""Every field of every typed form becomes an editor with its label, and no two choices share a letter."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tikadesk.domain import reference
from tikadesk.domain.fields import Choice
from tikadesk.domain.kinds import KINDS, dose, registration
from tikadesk.ui.choices import ChoiceSegment, ComboEditor
from tikadesk.ui.kind_fields import kind_field, reasons, segments

NAMES = [("registration", name) for name in registration.FORM] + [("dose", name) for name in dose.FORM]


def _today() -> date:
    return date(2021, 10, 14)


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_a_field_has_a_label_and_takes_back_what_it_shows(qtbot: QtBot, kind: str, name: str) -> None:
    field = kind_field(kind, name, today=_today)
    qtbot.addWidget(field)
    assert field.label.text() not in ("", f"field.{kind}.{name}")
    assert field.editor.inner.accessibleName() == field.label.text()
    declared = KINDS[kind].by_name.get(name)
    if isinstance(declared, Choice):
        assert isinstance(field.editor, ChoiceSegment | ComboEditor)
        code = segments(declared.words)[0].code
        field.editor.set_value(code)
        assert field.value() == code


TABLES = sorted({f.words for kind in KINDS.values() for f in kind.fields if isinstance(f, Choice)})


@pytest.mark.parametrize("table", TABLES)
def test_letters_are_told_apart(table: str) -> None:
    letters = [segment.letter for segment in segments(table) if segment.letter]
    assert len(letters) == len(set(letters))


def test_at_the_desk_a_person_can_be_asked() -> None:
    assert "not_recorded" not in [segment.code for segment in segments("id_type")]
    assert "not_recorded" in [segment.code for segment in segments("id_type", paper=True)]


@pytest.mark.parametrize("table", ["correct_reason", "void_reason", "override_reason"])
def test_reasons_are_counted_from_one(table: str) -> None:
    assert [one.letter for one in reasons(table)] == [
        str(n + 1) for n in range(len(reference.options(table)))
    ]
