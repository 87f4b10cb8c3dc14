"""The strip says three facts in a fixed order, in every state, and counts down to the next try."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.domain.clock import IST, FixedClock
from tikadesk.domain.status import Look, SyncState, SyncStatus
from tikadesk.ui import icons
from tikadesk.ui.strip import Strip, icon_of

NOW = datetime(2026, 10, 14, 10, 34, tzinfo=IST)


def _strip(qtbot: QtBot, *, practice: bool = False) -> tuple[Strip, FixedClock]:
    clock = FixedClock(NOW)
    strip = Strip(clock, practice=practice)
    show(qtbot, strip, size=(1366, 90))
    return strip, clock


def _status(state: SyncState) -> SyncStatus:
    return SyncStatus(
        state, waiting=12, entries=214, done=5, total=12, held=1, since=NOW - timedelta(minutes=22),
        next_try_at=NOW + timedelta(seconds=38), until=NOW, last_answer_at=NOW, oldest_waiting_at=NOW,
    )  # fmt: skip


def test_the_sentence_counts_down(qtbot: QtBot) -> None:
    strip, clock = _strip(qtbot)
    strip.show_status(_status(SyncState.NO_SERVER))
    assert strip.first.text() == "Saved here"
    assert strip.rest.text() == "· 12 waiting · server not reachable since 10:12 · next try in 38 s"
    clock.advance(seconds=8)
    strip.retranslate()
    assert strip.rest.text().endswith("30 s")


@pytest.mark.parametrize("state", SyncState)
def test_every_state_has_words_and_an_outline(qtbot: QtBot, state: SyncState) -> None:
    strip, _ = _strip(qtbot)
    strip.show_status(_status(state))
    assert strip.first.text() and not strip.first.text().startswith("strip.")
    assert "{" not in strip.rest.text()
    assert icon_of(_status(state)) in icons.names()
    assert strip.height() >= 36


def test_not_saved_is_red_and_offline_is_not(qtbot: QtBot) -> None:
    strip, _ = _strip(qtbot)
    strip.show_status(_status(SyncState.DISK))
    assert strip.first.ink == Look.DANGER.value
    strip.show_status(_status(SyncState.NO_LINE))
    assert strip.first.ink == "strip"


def test_try_now_is_a_click_or_ctrl_r_away(qtbot: QtBot) -> None:
    strip, _ = _strip(qtbot)
    strip.show_status(_status(SyncState.NO_SERVER))
    with qtbot.waitSignal(strip.try_wanted):
        QTest.keyClick(strip, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    strip.show_status(_status(SyncState.IDLE))
    assert not strip.try_now.isVisible()


def test_the_lock_counts_down_in_the_strip(qtbot: QtBot) -> None:
    strip, _ = _strip(qtbot)
    strip.show_status(_status(SyncState.IDLE))
    strip.warn_of_lock(20)
    assert "20 s" in strip.first.text()
    strip.warn_of_lock(0)
    assert "214" in strip.first.text()


def test_practice_is_marked_and_has_a_plug(qtbot: QtBot) -> None:
    strip, _ = _strip(qtbot, practice=True)
    assert strip.badge.isVisible() and "अभ्यास" in strip.badge.text
    with qtbot.waitSignal(strip.plug_pulled) as told:
        strip.plug.click()
    assert told.args == [True]
    with qtbot.waitSignal(strip.plug_pulled) as told:
        strip.plug.click()
    assert told.args == [False]
    real, _ = _strip(qtbot)
    assert not real.plug.isVisible() and not real.badge.isVisible()
