"""Filters with counts: one is in view, a click or Enter takes another, what waits for a person looks different."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk import i18n
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.words import plain, say


def _bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar([("today", say("samples.filter.today")), ("all", say("samples.filter.all"))])
    show(qtbot, bar)
    bar.choose("today")
    return bar


def test_one_list_is_in_view(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    assert bar.code == "today"
    with qtbot.waitSignal(bar.chosen) as told:
        bar.buttons["all"].click()
    assert told.args == ["all"]
    assert bar.code == "all"


def test_enter_takes_the_one_with_the_focus(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    bar.buttons["all"].setFocus()
    QTest.keyClick(bar.buttons["all"], Qt.Key.Key_Return)
    assert bar.code == "all"


def test_counts_stand_behind_the_names_and_make_room(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    wide = bar.buttons["today"].width()
    bar.show_counts({"today": plain("102")}, ["today"])
    settle()
    assert bar.buttons["today"].text() == "Today 102"
    assert bar.buttons["today"].accessibleDescription() == "102"
    assert bar.buttons["today"].alert and not bar.buttons["all"].alert
    assert bar.buttons["today"].width() > wide


def test_it_speaks_the_language_in_force(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    i18n.use("hi")
    QCoreApplication.sendEvent(bar, QEvent(QEvent.Type.LanguageChange))
    assert bar.buttons["today"].accessibleName() == "आज"
