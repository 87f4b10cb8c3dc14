"""The offer to open the person who is here: hidden without one, Enter opens, 2 takes it back, in the window's words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.showing import settle, show
from tikadesk.actions import find
from tikadesk.ui.same_offer import SameOffer


def test_it_names_the_person_and_answers_to_keys(qtbot: QtBot) -> None:
    desk = busy_desk()
    person = find.people(desk, "geeta")[0]
    offer = SameOffer(desk)
    show(qtbot, offer)
    offer.ask("")
    assert offer.isHidden()
    offer.ask(person.id)
    settle()
    assert offer.isVisible()
    assert offer._text.text().startswith("GEETA VERMA ")
    for key, opens in ((Qt.Key.Key_Return, True), (Qt.Key.Key_2, False)):
        with qtbot.waitSignal(offer.answered) as told:
            QTest.keyClick(offer.open, key)
        assert told.args == [person.id, opens]
    with qtbot.assertNotEmitted(offer.answered):
        QTest.keyClick(offer.open, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
