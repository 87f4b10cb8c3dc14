"""The bar above the page: search, language, who is at work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.page import Fold
from tikadesk.ui.top_bar import TopBar
from tikadesk.ui.words import plain, say


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    made = TopBar()
    made.show_operator(plain("Sunita Devi"), say("option.role.registrar"))
    made.show_page(say("page.sync"), say("sync.subtitle"))
    show(qtbot, made, size=(1200, 120))
    return made


def test_enter_in_the_box_searches_and_empties_it(bar: TopBar, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.find_box, "  sushila ")
    with qtbot.waitSignal(bar.searched) as told:
        QTest.keyClick(bar.find_box, Qt.Key.Key_Return)
    assert told.args == ["sushila"]
    assert bar.find_box.text() == ""
    with qtbot.assertNotEmitted(bar.searched):
        QTest.keyClick(bar.find_box, Qt.Key.Key_Return)


def test_it_says_where_and_who(bar: TopBar) -> None:
    assert (bar.title.text(), bar.operator.text(), bar.role.text()) == ("Sync", "Sunita Devi", "Operator")
    assert bar.avatar.initials == "SD"
    assert bar.height() == 50


def test_the_language_not_in_force_can_be_asked_for(bar: TopBar, qtbot: QtBot) -> None:
    assert bar.language.code() == "en"
    with qtbot.waitSignal(bar.language_wanted) as told:
        QTest.keyClick(bar.language, Qt.Key.Key_Right)
    assert told.args == ["hi"]


def test_with_little_room_the_box_gives_way_to_its_key(bar: TopBar) -> None:
    bar.fold(Fold.NARROW)
    assert not bar.find_box.isVisible() and not bar.operator.isVisible()
    assert bar.avatar.isVisible() and bar.lock.isVisible()
    bar.fold(Fold.FULL)
    assert bar.find_box.isVisible()
