"""Five minutes without a touch lock the desk; the last half minute is counted down; any touch starts anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tikadesk.ui.idle import LOCK_AFTER_S, IdleWatch


class Hours:
    """A clock of seconds that the test moves."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def watch(qtbot: QtBot, hours: Hours) -> IdleWatch:
    keeper = QObject()
    made = IdleWatch(keeper, now=hours)
    made.keeper = keeper
    made.start()
    yield made
    made.stop()


def test_nothing_is_said_for_four_and_a_half_minutes(watch: IdleWatch, hours: Hours, qtbot: QtBot) -> None:
    hours.at += LOCK_AFTER_S - 31
    with qtbot.assertNotEmitted(watch.warned), qtbot.assertNotEmitted(watch.expired):
        watch.look()


def test_the_last_half_minute_is_counted(watch: IdleWatch, hours: Hours, qtbot: QtBot) -> None:
    hours.at += LOCK_AFTER_S - 20
    with qtbot.waitSignal(watch.warned) as told:
        watch.look()
    assert told.args == [20]


def test_a_key_starts_anew_and_ends_the_countdown(watch: IdleWatch, hours: Hours, qtbot: QtBot) -> None:
    hours.at += LOCK_AFTER_S - 20
    watch.look()
    anywhere = QWidget()
    qtbot.addWidget(anywhere)
    with qtbot.waitSignal(watch.warned) as told:
        QTest.keyClick(anywhere, Qt.Key.Key_A)
    assert told.args == [0]
    hours.at += LOCK_AFTER_S - 40
    with qtbot.assertNotEmitted(watch.warned):
        watch.look()


def test_after_five_minutes_it_asks_for_the_lock_once(watch: IdleWatch, hours: Hours, qtbot: QtBot) -> None:
    hours.at += LOCK_AFTER_S
    with qtbot.waitSignal(watch.expired):
        watch.look()
