"""The log of the line: only changes, only what was seen, the newest first."""

from __future__ import annotations

from datetime import datetime, timedelta

from tikadesk.domain.clock import IST
from tikadesk.domain.status import Look, SyncState, SyncStatus
from tikadesk.ui.line_log import LineLog

NOW = datetime(2026, 10, 14, 10, 34, tzinfo=IST)


def _said(log: LineLog) -> list[str]:
    return [str(event.words) for event in log.newest(10)]


def test_a_state_is_told_once() -> None:
    log = LineLog()
    for minute in range(3):
        log.note(SyncStatus(SyncState.NO_SERVER, waiting=5), NOW + timedelta(minutes=minute))
    assert _said(log) == ["The server does not answer. The line here works."]
    assert log.newest(1)[0].at == NOW


def test_what_the_server_received_is_counted() -> None:
    log = LineLog()
    log.note(SyncStatus(SyncState.NO_LINE, waiting=34), NOW)
    log.note(SyncStatus(SyncState.SENDING, waiting=34), NOW)
    log.note(SyncStatus(SyncState.IDLE, waiting=0), NOW)
    assert _said(log) == [
        "The server has everything.",
        "34 entries received by the server",
        "No internet line here.",
    ]
    assert log.newest(1)[0].look == Look.OK


def test_the_first_picture_after_a_start_is_no_news() -> None:
    log = LineLog()
    log.note(SyncStatus(SyncState.UNKNOWN, waiting=12), NOW)
    log.note(SyncStatus(SyncState.UNENROLLED, waiting=0), NOW)
    assert _said(log) == []


def test_every_state_that_is_told_has_words() -> None:
    for state in SyncState:
        log = LineLog()
        log.note(SyncStatus(state), NOW)
        assert all(not words.startswith("happened.") for words in _said(log))
