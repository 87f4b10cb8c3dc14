"""What the sync thread tells of the line becomes a record; a disk that is full stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desk import MORNING, practice_desk
from tikadesk.app.outage_watch import OutageWatch
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.store import records


def test_the_line_goes_down_and_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        watch = OutageWatch(desk)
        told: list[int] = []
        watch.saved.connect(lambda: told.append(len(records.every(desk.store.connection, "outage"))))
        watch.see(SyncStatus(SyncState.NO_LINE, fault="no_line", since=clock.now()))
        clock.advance(seconds=90)
        watch.see(SyncStatus(SyncState.NO_LINE, fault="no_line", since=clock.now()))
        assert told == [1]
        clock.advance(seconds=60)
        watch.see(SyncStatus(SyncState.IDLE, last_answer_at=clock.now()))
        assert watch._again.isActive()
        clock.advance(seconds=60)
        watch._again.timeout.emit()
        assert told == [1, 1] and not watch._again.isActive()
        assert records.every(desk.store.connection, "outage")[0]["ended_at"] is not None


def test_a_store_in_trouble_is_logged_and_tried_again(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        watch = OutageWatch(desk)
        desk.store.connection.execute("PRAGMA query_only = ON")
        status = SyncStatus(SyncState.NO_LINE, fault="no_line", since=clock.now())
        watch.see(status)
        assert "store.read_only" in caplog.text
        desk.store.connection.execute("PRAGMA query_only = OFF")
        watch.see(status)
        assert watch._again.isActive()
        watch.stop()
        assert not watch._again.isActive()


def test_a_picture_that_arrives_after_the_end_touches_no_closed_store(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        watch = OutageWatch(desk)
        watch.stop()
    watch.see(SyncStatus(SyncState.NO_LINE, fault="no_line", since=clock.now()))
    assert not watch._again.isActive()
