"""The page of all keys is made from the key map, leaves nothing out, and Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import a_desk
from tests.ui.showing import settle, show_window
from tikadesk.ui.blocks import KeyCap
from tikadesk.ui.keys import KEYS
from tikadesk.ui.keys_page import KeysPage
from tikadesk.ui.page import Fold


def test_every_key_is_listed(qtbot: QtBot) -> None:
    page = KeysPage(a_desk())
    qtbot.addWidget(page)
    caps = {cap.text for cap in page.findChildren(KeyCap)}
    assert {key.cap for key in KEYS.values()} <= caps
    assert "Enter" in caps


def test_columns_follow_the_room(qtbot: QtBot) -> None:
    page = KeysPage(a_desk())
    show_window(qtbot, page, size=(1100, 600))
    across = {cap.x() for cap in page.findChildren(KeyCap)}
    page.fold(Fold.SINGLE)
    settle()
    assert len({cap.x() for cap in page.findChildren(KeyCap)}) < len(across)


def test_escape_goes_back_to_the_page_before(qtbot: QtBot) -> None:
    page = KeysPage(a_desk())
    show_window(qtbot, page, size=(1100, 600))
    with qtbot.waitSignal(page.wanted) as told:
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert told.args[0] == ""
