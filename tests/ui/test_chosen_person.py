"""The chosen person in two lines, in the window's script, with what to look at twice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk import i18n
from tikadesk.ui.chosen_person import ChosenPerson
from tikadesk.ui.words import Text, say

TYPED = {
    "name": "RAM KUMAR",
    "name_local": "राम कुमार",
    "age": "58",
    "sex": "M",
    "mobile": "9839043211",
    "village": "Tati",
}


def _texts(panel: ChosenPerson) -> list[str]:
    return [text.text() for text in panel.findChildren(Text) if text.isVisibleTo(panel)]


def test_it_shows_the_person_of_a_form(qtbot: QtBot) -> None:
    panel = ChosenPerson()
    show(qtbot, panel)
    assert panel.isHidden()
    panel.show_person(TYPED)
    assert _texts(panel)[:2] == ["RAM KUMAR", "58, Male · 98390 43211 · Tati"]
    i18n.use("hi")
    panel.show_person(TYPED)
    assert _texts(panel)[0] == "राम कुमार"


def test_somebody_else_is_one_click_away(qtbot: QtBot) -> None:
    panel = ChosenPerson()
    show(qtbot, panel)
    panel.show_person(TYPED)
    with qtbot.waitSignal(panel.other_wanted):
        panel.other.click()


def test_a_warning_stands_below_and_goes(qtbot: QtBot) -> None:
    panel = ChosenPerson()
    show(qtbot, panel)
    panel.show_person(TYPED)
    panel.warn(say("warning.sampled_today", no="CG K 1", time="10:34"))
    assert any("10:34" in text for text in _texts(panel))
    QCoreApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    panel.warn(None)
    assert len(_texts(panel)) == 2
