"""Closing a day from its card: what is open says what to do, the button closes once all is done."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.closing import back_up, close, make_ready, reopen, see_all, settle_vials
from tests.ui.busy_desk import PIN, busy_desk, typed_person
from tests.ui.pins import answer_soon
from tests.ui.showing import settle, show
from tikadesk.actions import register, session, void
from tikadesk.actions.desk import Desk
from tikadesk.store import closings
from tikadesk.ui.close_card import CloseCard
from tikadesk.ui.messages import MessageArea, area_of

CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")


@pytest.fixture
def card(qtbot: QtBot) -> CloseCard:
    """Of a day with one dose and one void."""
    desk = busy_desk(at_work="supervisor")
    setup = session.current(desk)
    assert setup is not None
    saved = register.register(desk, typed_person(), setup.as_dose() | CLEAR, intent=desk.ids.new())
    gone = register.register(desk, typed_person(name="RAM SAHU"), intent=desk.ids.new())
    void.void(desk, "registration", gone.id, reason="twice")
    assert saved.dose_id
    made = CloseCard(desk)
    made.show_day(desk.today())
    show(qtbot, MessageArea(), made, size=(350, 460))
    return made


def again(card: CloseCard) -> CloseCard:
    card.show_day(card.desk.today())
    settle()
    return card


def ready(desk: Desk) -> None:
    make_ready(desk, desk.today(), pin=PIN)


def test_what_is_open_says_what_to_do_first(card: CloseCard) -> None:
    assert str(card.summary) == "2 of 6 done"
    assert not card.close_day.isEnabled()
    assert card._first.text() == "Settle the vials first."
    assert not card.rows["vials"].act.isHidden() and not card.rows["voids"].act.isHidden()
    settle_vials(card.desk, card.day)
    assert again(card)._first.text() == "Review the 1 void first."
    assert card.rows["vials"].value.text() == "10 = 1 + 9"
    see_all(card.desk, card.day, pin=PIN)
    assert again(card)._first.text() == "Write the backup first."
    back_up(card.desk)
    assert str(again(card).summary) == "5 of 6 done" and card._first.isHidden()
    assert card.close_day.isEnabled()


def test_unsent_entries_are_told_and_stop_nothing(card: CloseCard) -> None:
    ready(card.desk)
    assert again(card)._unsent.text().endswith("entries not sent yet do not stop this.")
    assert card.close_day.isEnabled()


def test_the_pin_closes_it_and_the_slip_is_wanted(qtbot: QtBot, card: CloseCard) -> None:
    ready(card.desk)
    answer_soon(PIN)
    with qtbot.waitSignals([card.slip_wanted, card.done]):
        again(card).close_day.click()
    assert card.close_day.isHidden()  # for the second click of a double one
    made = closings.of(card.desk.store, card.day)
    assert made is not None and made.stands
    assert again(card).closed.isVisible() and card.close_day.isHidden()
    assert str(card.summary) == "Closed 14-10-2021"


def test_what_came_since_the_card_was_read_is_said_with_what_to_do(card: CloseCard) -> None:
    """A void that arrived after the card was read: the sentence says what to do."""
    ready(card.desk)
    again(card)
    rec = card.desk.store.connection.execute("SELECT id FROM registration WHERE void = 0").fetchone()[0]
    void.void(card.desk, "registration", rec, reason="twice")
    answer_soon(PIN)
    card.close_day.click()
    (sentence,) = area_of(card).texts()
    assert sentence.startswith("1 void of 2 has not been looked at. Review it with the supervisor's PIN")
    assert closings.of(card.desk.store, card.day) is None


def test_a_reopened_day_says_why_and_can_be_closed_again(card: CloseCard) -> None:
    ready(card.desk)
    close(card.desk, card.day, pin=PIN)
    reopen(card.desk, card.day, "Wrong name", pin=PIN)
    assert "Farida Bano: Wrong name" in again(card)._reopened.text.text()
    assert card.close_day.isEnabled()


def test_a_day_to_come_cannot_be_closed(card: CloseCard) -> None:
    card.show_day("2021-10-15")
    assert not card.close_day.isEnabled()
    assert "has not come yet" in card._first.text()
