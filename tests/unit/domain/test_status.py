"""The strip's sentences: every state has its words in both languages and its look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.sentences import assert_said
from tikadesk import i18n
from tikadesk.domain.status import Look, SyncState, SyncStatus, hour

NOW = datetime(2021, 5, 17, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize("waiting", [0, 1, 47])
@pytest.mark.parametrize("state", SyncState)
def test_every_state_has_its_sentence(state: SyncState, waiting: int) -> None:
    status = SyncStatus(
        state, waiting=waiting, total=60, done=12, since=NOW, next_try_at=NOW, last_answer_at=NOW
    )
    assert_said(*status.sentence(NOW))


@pytest.mark.parametrize("state", SyncState)
def test_nothing_known_is_a_sentence_too(state: SyncState) -> None:
    assert_said(*SyncStatus(state).sentence(NOW))


def test_how_many_wait_is_told_whenever_any_do() -> None:
    for state in (SyncState.NO_LINE, SyncState.NO_SERVER):
        key, params = SyncStatus(state, waiting=47).sentence(NOW)
        assert "47" in i18n.tr(key, **params)
        key, params = SyncStatus(state, waiting=0).sentence(NOW)
        assert key.endswith(".none_waiting")


def test_times_are_indian() -> None:
    assert hour(NOW) == "21:40"
    assert hour(None) == "–"


def test_what_is_left_and_how_old_is_counted() -> None:
    status = SyncStatus(
        SyncState.OLD,
        next_try_at=NOW + timedelta(seconds=89.6),
        oldest_waiting_at=NOW - timedelta(hours=26),
        skew_s=-420,
    )
    _, params = status.sentence(NOW)
    assert (params["left"], params["hours"], params["minutes"]) == (90, 26, 7)
    _, late = status.sentence(NOW + timedelta(hours=1))
    assert late["left"] == 0


@pytest.mark.parametrize(
    ("state", "look"),
    [
        (SyncState.IDLE, Look.OK),
        (SyncState.SENDING, Look.INFO),
        (SyncState.NO_SERVER, Look.NEUTRAL),  # an outage is no fault of the operator, so nothing turns red
        (SyncState.SENT_BACK, Look.AMBER),
        (SyncState.DISK, Look.DANGER),
    ],
)
def test_how_a_state_is_drawn(state: SyncState, look: Look) -> None:
    assert SyncStatus(state).look() is look


def test_only_a_full_disk_is_drawn_as_danger() -> None:
    assert [state for state in SyncState if SyncStatus(state).look() is Look.DANGER] == [SyncState.DISK]
