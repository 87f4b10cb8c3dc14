from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tikadesk.ui.page import Fold
from tikadesk.ui.paper_line_form import DOSE_NO, NUMBER, OUTCOME, OVERRIDE, SERIAL, LineForm

ALWAYS = ["serial", "time", "sticker_no", "mobile", "name", "name_local", "age", "sex", "id_type"]


@pytest.fixture
def form(qtbot: QtBot) -> LineForm:
    made = LineForm(lambda _typed: [], lambda: date(2021, 10, 11))
    qtbot.addWidget(made)
    made.show()
    return made


def asked(form: LineForm) -> list[str]:
    return [name for name in form.names if not form.field(name).isHidden()]


def test_what_is_asked_follows_from_what_is_typed(form: LineForm) -> None:
    assert asked(form) == [*ALWAYS, "id_number", "village", "category", OUTCOME, DOSE_NO]
    form.set_values({"age": "15", "id_type": "none", OUTCOME: "deferred"})
    more = [
        "village",
        "category",
        "facilitator_name",
        "facilitator_mobile",
        "guardian_name",
        "guardian_relation",
    ]
    assert asked(form) == [*ALWAYS, *more, OUTCOME, "defer_reason", "defer_until"]
    form.set_values({"age": "44", OUTCOME: "given", DOSE_NO: "2"})
    assert "earlier_dose_shown" in asked(form) and "guardian_name" not in asked(form)
    form.breached = True
    form.ask_what_is_due()
    assert asked(form)[-1] == OVERRIDE and OVERRIDE not in form.typed()


def test_of_somebody_known_only_what_happened_is_asked(form: LineForm) -> None:
    form.set_values({"mobile": "9826041187", "name": "X", "age": "15"})
    form.known = True
    form.ask_what_is_due()
    assert asked(form) == [SERIAL, "time", NUMBER, OUTCOME, DOSE_NO]
    assert set(form.typed()) == {SERIAL, "time", NUMBER, OUTCOME, DOSE_NO}


@pytest.mark.parametrize("fold", list(Fold))
def test_enter_follows_the_papers_columns_and_passes_what_counts_by_itself(
    form: LineForm, fold: Fold
) -> None:
    form.arrange(fold)
    path = [name for name in form.path() if name in (*ALWAYS, "village", OUTCOME, DOSE_NO)]
    assert path == [
        "time",
        "sticker_no",
        "mobile",
        "name",
        "age",
        "sex",
        "id_type",
        "village",
        OUTCOME,
        DOSE_NO,
    ]


def test_the_next_line_keeps_what_stays_and_counts_on(form: LineForm) -> None:
    form.count_on("7")
    assert not form.is_begun()
    form.set_values(
        {"id_type": "voter", OUTCOME: "registered", DOSE_NO: "2", "name": "VIKAS", "category": "bpl"}
    )
    assert form.is_begun()
    form.keep_for_next()
    form.clear()
    form.count_on("8")
    values = form.values()
    assert (values[SERIAL], values["id_type"], values["category"], values["name"]) == (
        "8",
        "voter",
        "bpl",
        "",
    )
    assert (values[OUTCOME], values[DOSE_NO]) == ("registered", "2") and not form.is_begun()


def test_a_whole_aadhaar_does_not_stay(form: LineForm) -> None:
    form.set_values({"id_type": "aadhaar", "id_number": "2341 2341 2346"})
    form.reduce_id()
    assert form.typed()["id_number"] == "XXXX XXXX 2346"
