"""What a supervisor looks at: each with what stood there and why, and one PIN for all of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN, busy_desk, typed_person
from tests.ui.pins import answer_soon
from tests.ui.showing import settle, show
from tikadesk.actions import correct, give_dose, register, reviews, session, vials, void
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.review_card import ReviewCard
from tikadesk.ui.words import Text

CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")


@pytest.fixture
def card(qtbot: QtBot) -> ReviewCard:
    desk = busy_desk(at_work="supervisor")
    setup = session.current(desk)
    assert setup is not None
    gone = register.register(
        desk, typed_person(name="RAM SAHU"), setup.as_dose() | CLEAR, intent=desk.ids.new()
    )
    correct.correct(desk, "registration", gone.id, {"village": "Kota"}, reason="heard_wrong")
    void.void(desk, "registration", gone.id, reason="twice", dose_used=True)
    later = register.register(desk, typed_person(name="GEETA"), intent=desk.ids.new())
    give_dose.defer(desk, later.id, reason="fever", typed=CLEAR, until="20-10-2021", intent=desk.ids.new())
    session.set_up(desk, setup.as_dose() | {"vial": "9"})
    spare = vials.current(desk)
    assert spare is not None
    void.void(desk, "vial", spare.id, reason="other")
    made = ReviewCard(desk)
    made.show_day(desk.today())
    show(qtbot, MessageArea(), made, size=(350, 560))
    return made


def said(card: ReviewCard) -> str:
    rows = " | ".join(f"{row.first} / {row.second} / {row.more}" for row in card.rows)
    return rows + " | " + " | ".join(text.text() for text in card.findChildren(Text))


def test_each_thing_is_shown_with_what_stood_there_what_changed_and_why(card: ReviewCard) -> None:
    told = said(card)
    for part in (
        "RAM SAHU", "Entered twice · Farida Bano · 10:34", "1st dose · Covishield · 4121Z025 / 4",
        "Makanpur → Kota · Heard wrong", "GEETA", "Fever · until 20-10-2021", "Vial 9",
    ):  # fmt: skip
        assert part in told, part
    assert card.see.text() == "Seen: all 3" and card._count.text() == "0 of 3 seen"


def test_the_keys_go_through_the_list_and_open_the_person(qtbot: QtBot, card: ReviewCard) -> None:
    card.start()
    assert card.rows[0].hasFocus()
    with qtbot.waitSignal(card.opened) as wish:
        QTest.keyClick(card.rows[0], Qt.Key.Key_Return)
    assert wish.args[0].person == card.rows[0].thing
    QTest.keyClick(card.rows[0], Qt.Key.Key_Down)
    assert card.rows[1].hasFocus()
    card.show_day(card.day)
    settle()
    assert card.rows[1].thing is None or card.rows[1].hasFocus()


def test_one_pin_says_that_all_of_it_was_seen(qtbot: QtBot, card: ReviewCard) -> None:
    answer_soon(PIN)
    with qtbot.waitSignal(card.done):
        card.see.click()
    assert {one.unseen for one in reviews.count(card.desk, card.day).values()} == {0}
    card.show_day(card.day)
    assert card.see.isHidden() and card.rows[0].chip_text == "Seen"


def test_a_day_without_anything_says_so(card: ReviewCard) -> None:
    card.show_day("2021-10-13")
    assert card._nothing.isVisible() and card.see.isHidden()
    card.start()
    assert card._back.hasFocus()
