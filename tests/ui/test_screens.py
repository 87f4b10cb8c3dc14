"""The registry of pages: every page has its words and outline in both languages, and roles see theirs."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk, offline
from tikadesk.domain.roles import Role
from tikadesk.i18n import tr_in
from tikadesk.ui import icons
from tikadesk.ui.page import Page
from tikadesk.ui.screens import DIALOGS, SCREENS, Screen, for_role

PLACES = {
    "desk": 1,
    "find": 2,
    "register": 3,
    "samples": 4,
    "consignments": 5,
    "stock": 6,
    "sync": 7,
    "help": 8,
    "staff": 9,
}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.key)
def test_a_page_has_words_an_outline_and_the_mocks_number(screen: Screen) -> None:
    assert (PLACES[screen.key] if not screen.under else 0) == screen.number
    assert not screen.under or screen.under in {other.key for other in SCREENS if not other.under}
    assert screen.icon in icons.names()
    for key in (f"page.{screen.key}", f"page.{screen.key}.short"):
        assert tr_in("en", key) != key
        assert tr_in("hi", key) not in (key, tr_in("en", key))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.key)
def test_a_page_can_be_made_and_counts_what_waits(qtbot: QtBot, screen: Screen) -> None:
    desk = busy_desk()
    page = screen.factory(desk)
    qtbot.addWidget(page)
    assert isinstance(page, Page)
    if screen.badge is not None:
        assert screen.badge(offline(desk)) == 11


def test_roles_are_offered_their_pages() -> None:
    assert [screen.key for screen in for_role(None)] == [screen.key for screen in SCREENS]
    assert "desk" in {screen.key for screen in for_role(Role.REGISTRAR)}
    assert "desk" not in {screen.key for screen in for_role(Role.LAB)}
    assert "sync" in {screen.key for screen in for_role(Role.LAB)}


def test_dialogs_can_be_made(qtbot: QtBot) -> None:
    desk = busy_desk()
    for dialog in DIALOGS:
        made = dialog.factory(desk)
        qtbot.addWidget(made)
        assert made.windowTitle()
