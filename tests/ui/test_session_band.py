"""The session's band: what it says with and without a session, wide and tight."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.showing import show
from tikadesk.actions import session
from tikadesk.ui.session_band import SessionBand
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import say


def test_without_a_session_it_asks_for_one(qtbot: QtBot) -> None:
    band = SessionBand()
    show(qtbot, band)
    band.show_session(None, say("option.dose_no.1"), given=0, of=0, day="14-10-2021")
    assert band.look == Look.AMBER
    assert band._first.text() == "No session is set up today"
    with qtbot.waitSignal(band.wanted):
        band.change.click()


def test_it_says_batch_vial_and_the_next_dose(qtbot: QtBot) -> None:
    band = SessionBand()
    show(qtbot, band)
    setup = session.current(busy_desk())
    band.show_session(setup, say("option.dose_no.1"), given=6, of=10, day="14-10-2021")
    assert band.look is None
    assert band._first.text() == "1st dose · Covishield · batch 4121Z025 · vial 4, dose 7 of 10"
    assert not band._second.isHidden()
    band.set_tight(True)
    assert band._second.isHidden()


def test_a_spent_vial_is_told_in_amber_with_the_way_on(qtbot: QtBot) -> None:
    band = SessionBand()
    show(qtbot, band)
    setup, why = session.current(busy_desk()), say("desk.vial.used_up", no="4")
    band.show_session(setup, say("option.dose_no.1"), given=10, of=10, day="14-10-2021", spent=why)
    assert band.look == Look.AMBER
    assert band._first.text() == "Vial 4 is used up · open the next (F7)"
    assert band._second.text() == "1st dose · Covishield · batch 4121Z025 · vial 4"
    band.show_session(setup, say("option.dose_no.1"), given=0, of=10, day="14-10-2021")
    assert band.look is None


def test_a_vial_given_beyond_its_doses_counts_no_next_one(qtbot: QtBot) -> None:
    band = SessionBand()
    show(qtbot, band)
    setup = session.current(busy_desk())
    band.show_session(setup, say("option.dose_no.1"), given=11, of=10, day="14-10-2021")
    assert band._first.text().endswith("vial 4")


def test_a_day_that_is_closed_is_told_also_where_room_is_short(qtbot: QtBot) -> None:
    band = SessionBand()
    show(qtbot, band)
    setup = session.current(busy_desk())
    band.set_tight(True)
    band.show_session(setup, say("option.dose_no.1"), given=6, of=10, day="14-10-2021")
    band.tell_closed("14-10-2021")
    assert band.look == Look.AMBER and band._second.isVisible()
    assert band._second.text() == "14-10-2021 is closed: what is saved now is marked as late"
    band.show_session(setup, say("option.dose_no.1"), given=6, of=10, day="14-10-2021")
    assert band.look is None and band._second.isHidden()
