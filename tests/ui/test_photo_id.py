"""Of an Aadhaar the last four digits stay, whatever else is in the form; other numbers stay whole."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.photo_id import ID_NUMBER, ID_TYPE, reduce_id


@pytest.mark.parametrize(
    ("kind", "typed", "left"),
    [
        ("aadhaar", "2341 2341 2346", "XXXX XXXX 2346"),
        ("", "234123412346", "XXXX XXXX 2346"),
        ("aadhaar", "2346", "2346"),
        ("aadhaar", "23412341", "23412341"),
        ("voter", "ABC1234567", "ABC1234567"),
    ],
)
def test_what_stays_of_a_number(qtbot: QtBot, kind: str, typed: str, left: str) -> None:
    form = Form()
    qtbot.addWidget(form)
    today = date(2021, 10, 14)
    form.row(*(kind_field("registration", name, today=lambda: today) for name in (ID_TYPE, ID_NUMBER)))
    form.set_values({ID_TYPE: kind, ID_NUMBER: typed})
    reduce_id(form)
    assert form.field(ID_NUMBER).value() == left
