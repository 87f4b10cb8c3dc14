"""The window that opens instead of the desk: a sentence, a way on, and nothing done by closing it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show_window
from tikadesk.ui.trouble import TroubleWindow, WayOn
from tikadesk.ui.words import Text, say


def _window(qtbot: QtBot, taken: list[str], *, closes: bool = True) -> TroubleWindow:
    def way(name: str) -> WayOn:
        return WayOn(say(f"start.{name}"), lambda: taken.append(name) is None and closes)

    detail = say("start.detail", folder="TikaDesk")
    window = TroubleWindow(say("start.title"), say("store.damaged"), detail, [way("again"), way("afresh")])
    show_window(qtbot, window, size=(560, 260))
    return window


def test_it_says_what_is_wrong_and_enter_takes_the_likeliest_way(qtbot: QtBot) -> None:
    taken: list[str] = []
    window = _window(qtbot, taken)
    assert str(say("store.damaged")) in [text.text() for text in window.findChildren(Text)]
    assert window.buttons[0].hasFocus()
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Return)
    assert taken == ["again"]
    assert not window.isVisible()


def test_it_stays_open_where_the_way_did_not_lead_on(qtbot: QtBot) -> None:
    taken: list[str] = []
    window = _window(qtbot, taken, closes=False)
    window.buttons[1].click()
    assert taken == ["afresh"]
    assert window.isVisible()


def test_escape_leaves_without_doing_anything(qtbot: QtBot) -> None:
    taken: list[str] = []
    window = _window(qtbot, taken)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert taken == []
    assert not window.isVisible()
