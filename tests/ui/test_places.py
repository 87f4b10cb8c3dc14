"""The three places of the sync page and the ways between them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui import theme
from tikadesk.ui.places import Place, Places, Way
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, plain, say


def _places(qtbot: QtBot) -> tuple[Places, list[Place]]:
    three = [Place(icon, plain(icon)) for icon in ("monitor", "server", "cloud")]
    places = Places((three[0], three[1], three[2]))
    show(qtbot, places, size=(1100, 200))
    return places, three


@pytest.mark.parametrize("look", Look)
def test_a_place_takes_the_look_of_its_state(qtbot: QtBot, look: Look) -> None:
    _, three = _places(qtbot)
    three[1].show_fact(look, plain("Not reachable"), plain("next try in 38 s"))
    settle()
    texts = [text.text() for text in three[1].findChildren(Text)]
    assert texts == ["server", "Not reachable", "next try in 38 s"]
    ground = three[1].grab().toImage().pixelColor(three[1].width() - 20, 10).name().upper()
    assert ground == theme.tokens().shade(look).ground


def test_they_stand_beside_or_below_each_other(qtbot: QtBot) -> None:
    places, three = _places(qtbot)
    assert three[0].y() == three[1].y() and three[0].x() < three[1].x() < three[2].x()
    places.stack(True)
    settle()
    assert three[0].x() == three[1].x() and three[0].y() < three[1].y() < three[2].y()


def test_a_way_says_what_goes_there(qtbot: QtBot) -> None:
    way = Way()
    qtbot.addWidget(way)
    way.show_words(say("way.to_send", n=212))
    assert way.accessibleName() == "212 to send"
    way.resize(way.sizeHint())
    across = way.grab().toImage()
    way.down = True
    assert way.grab().toImage() != across
