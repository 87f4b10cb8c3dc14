"""The sidebar: one entry a page, a count where something waits, words under the icons where there is little room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show_window
from tikadesk.ui import theme
from tikadesk.ui.screens import SCREENS
from tikadesk.ui.sidebar import FULL_WIDTH, NARROW_WIDTH, Sidebar

OWN = [screen for screen in SCREENS if not screen.under]


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar(practice=False)
    made.show_screens(SCREENS)
    show_window(qtbot, made, size=(190, 600))
    return made


def test_entries_stand_in_the_order_of_their_numbers(sidebar: Sidebar) -> None:
    tops = [sidebar.items[screen.key].y() for screen in sorted(OWN, key=lambda one: one.number)]
    assert tops == sorted(tops)
    assert sidebar.items["sync"].accessibleDescription() == "Ctrl 7"


def test_a_click_asks_for_the_page_and_one_is_marked(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.wanted) as told:
        QTest.mouseClick(sidebar.items["sync"], Qt.MouseButton.LeftButton)
    assert told.args == ["sync"]
    sidebar.mark("sync")
    assert [key for key, item in sidebar.items.items() if item.isChecked()] == ["sync"]


def test_a_count_is_seen_and_said(sidebar: Sidebar) -> None:
    item = sidebar.items["sync"]
    before = item.grab().toImage()
    sidebar.set_badge("sync", 1212)
    assert item.grab().toImage() != before
    assert "1212 waiting" in item.accessibleDescription()
    sidebar.set_badge("elsewhere", 3)


def test_there_are_two_widths_and_both_follow_the_text_size(sidebar: Sidebar, dressed: theme.Theme) -> None:
    assert sidebar.width() == FULL_WIDTH
    sidebar.set_narrow(True)
    assert sidebar.width() == NARROW_WIDTH
    assert sidebar.items["find"].words == "Find"
    dressed.resize(1.5)
    assert sidebar.width() == round(NARROW_WIDTH * 1.5)


def test_a_page_under_another_has_no_entry_of_its_own(sidebar: Sidebar) -> None:
    below = replace(SCREENS[0], key="below", number=0, under=SCREENS[0].key)
    sidebar.show_screens([SCREENS[0], below])
    assert list(sidebar.items) == [SCREENS[0].key]


def test_other_pages_replace_these(sidebar: Sidebar) -> None:
    sidebar.show_screens(SCREENS[:1])
    assert list(sidebar.items) == [SCREENS[0].key]
