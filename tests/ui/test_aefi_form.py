"""The report's form: which dose, what fills itself, what Enter passes by, and what is checked while typing."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import CLEAR, aefi_desk, report
from tests.ui.showing import show
from tikadesk.actions import aefi, give_dose, session
from tikadesk.actions.aefi import Shot
from tikadesk.actions.desk import Desk
from tikadesk.ui.aefi_form import AefiForm
from tikadesk.ui.messages import MessageArea


@pytest.fixture
def desk() -> Desk:
    return aefi_desk()


def shown(qtbot: QtBot, desk: Desk) -> AefiForm:
    card = AefiForm(desk)
    show(qtbot, MessageArea(), card)
    return card


def second_dose(desk: Desk, shot: Shot) -> list[Shot]:
    """Twelve weeks on, somebody's second dose; all their doses, the newest first."""
    desk.clock.advance(seconds=85 * 24 * 3600)
    setup = session.set_up(
        desk,
        {
            "vaccine": "covishield",
            "batch": "4121Z099",
            "expires_on": "30-06-2022",
            "vial": "1",
            "vaccinator": "Rekha Yadav",
        },
    )
    give_dose.give(desk, shot.person, setup.as_dose() | CLEAR, intent=desk.ids.new())
    return aefi.shots(desk, shot.person)


def test_the_newest_dose_is_asked_about_and_another_can_be_chosen(qtbot: QtBot, desk: Desk) -> None:
    first = aefi.observed(desk)[0]
    card = shown(qtbot, desk)
    card.show_shots([first])
    assert card.which is None
    card.show_shots(second_dose(desk, first))
    assert card.shot is not None and card.shot.batch == "4121Z099"
    assert card.which is not None
    card.which.editor.set_value(first.id)
    card.which.editor.changed.emit()
    assert card.shot == first
    assert card._vial_line.text().startswith("batch 4121Z025")


def test_the_officer_of_the_last_report_is_offered_again(qtbot: QtBot, desk: Desk) -> None:
    shot, other, *_ = aefi.observed(desk)
    report(desk, shot, officer="Dr A. Sahu")
    card = shown(qtbot, desk)
    card.show_shots([other])
    assert card.form.values()["officer"] == "Dr A. Sahu"
    assert not card.half_filled(), "what fills itself is nothing typed"
    card.form.set_values({"onset_time": "11:00"})
    assert card.half_filled()


def test_enter_passes_by_what_is_seldom_known_at_once(qtbot: QtBot, desk: Desk) -> None:
    card = shown(qtbot, desk)
    card.show_shots(aefi.observed(desk)[:1])
    assert card.form.path() == ["onset_time", "severity", "symptoms", "officer", "officer_told_at"]


def test_a_time_that_cannot_be_is_told_on_leaving_it(qtbot: QtBot, desk: Desk) -> None:
    card = shown(qtbot, desk)
    card.show_shots(aefi.observed(desk)[:1])
    for name, typed in (("onset_time", "0500"), ("officer_told_at", "2359"), ("onset_on", "01-01-2020")):
        card.form.set_values({name: typed})
        card.form.left.emit(name)
        assert name in card.form.bad_names, name
        card.form.set_values({name: ""})
        card.form.show_problems(())
    card.form.left.emit("severity")
    assert card.form.bad_names == (), "what is not typed yet is no problem yet"


def test_a_second_click_reports_nothing_more(qtbot: QtBot, desk: Desk) -> None:
    card = shown(qtbot, desk)
    card.show_shots(aefi.observed(desk)[:1])
    card.form.set_values({"severity": "minor", "symptoms": "fever"})
    before = len(aefi.reported_today(desk))
    for _ in range(2):
        card.report(form=False)
    assert len(aefi.reported_today(desk)) == before + 1
