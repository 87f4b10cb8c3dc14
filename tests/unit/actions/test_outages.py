"""An outage is journalled once, survives a kill and a restart, and closes when the server answers again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.desk import MORNING, practice_desk, walk_in
from tikadesk.actions import outages
from tikadesk.actions.desk import NOBODY, Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.outage import Span
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.errors import SyncFault
from tikadesk.store import records
from tikadesk.store.outages import between, live

DAY = "2021-05-17"


def wait(desk: Desk, minutes: float) -> datetime:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=minutes * 60)
    return desk.clock.now()


def stay(desk: Desk, minutes: int) -> None:
    """The desk is switched on meanwhile and looks at the clock, as ``OutageWatch`` has it do."""
    for _ in range(minutes):
        wait(desk, 1)
        outages.look(desk)


def down(desk: Desk, fault: SyncFault = SyncFault.NO_SERVER) -> bool:
    status = SyncStatus(
        SyncState.NO_SERVER, since=desk.clock.now(), fault=fault.value, server="https://central.example"
    )
    return outages.notice(desk, status)


def up(desk: Desk) -> bool:
    return outages.notice(desk, SyncStatus(SyncState.IDLE, last_answer_at=desk.clock.now()))


def written(desk: Desk) -> list[tuple[str, str | None, str]]:
    rows = records.every(desk.store.connection, "outage")
    return [
        (row["began_at"][11:16], row["ended_at"] and row["ended_at"][11:16], row["faults"]) for row in rows
    ]


def test_an_outage_is_written_when_it_counts_and_once_more_when_it_is_over(desk: Desk) -> None:
    assert not down(desk) and written(desk) == []
    wait(desk, 2)
    assert down(desk, SyncFault.NO_LINE)
    assert written(desk) == [("10:20", None, "no_server no_line")]
    stay(desk, 40)
    assert not down(desk)
    wait(desk, 1)
    assert not up(desk)
    wait(desk, 1)
    assert outages.look(desk) and not outages.pending(desk)
    assert written(desk) == [("10:20", "11:03", "no_server no_line")]
    (row,) = records.every(desk.store.connection, "outage")
    entries = records.entries_of(desk.store.connection, row["id"])
    assert [entry.op.value for entry in entries] == ["create", "edit"]
    assert {entry.by for entry in entries} == {NOBODY}
    assert (row["day"], row["tried_at"][11:16], row["server"]) == (DAY, "11:02", "https://central.example")


def test_flapping_is_one_outage_and_few_entries(desk: Desk) -> None:
    for _ in range(20):
        down(desk)
        wait(desk, 1)
        up(desk)
        wait(desk, 0.5)
    wait(desk, 1)
    up(desk)
    assert written(desk) == [("10:20", "10:49", "no_server")]
    assert (
        len(
            records.entries_of(desk.store.connection, records.every(desk.store.connection, "outage")[0]["id"])
        )
        == 2
    )


def test_a_moment_without_an_answer_leaves_no_trace(desk: Desk) -> None:
    before = records.every(desk.store.connection, "outage")
    down(desk)
    wait(desk, 0.5)
    up(desk)
    wait(desk, 5)
    assert not outages.look(desk) and not outages.pending(desk)
    assert records.every(desk.store.connection, "outage") == before == []


def test_an_outage_whose_end_was_seen_late_is_written_whole(desk: Desk) -> None:
    down(desk)
    wait(desk, 0.9)
    down(desk)
    wait(desk, 0.9)
    up(desk)
    wait(desk, 3)
    assert outages.look(desk)
    assert written(desk) == [("10:20", "10:21", "no_server")]


def test_a_kill_in_the_middle_and_a_restart_leave_one_outage(tmp_path: Path) -> None:
    clock_at = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock_at) as desk:
        down(desk)
        wait(desk, 5)
        down(desk)
    clock_at.advance(seconds=600)
    with practice_desk(tmp_path, clock=clock_at, seed=3) as again:
        outages.notice(
            again, SyncStatus(SyncState.UNKNOWN, last_answer_at=clock_at.now() - timedelta(hours=3))
        )
        assert outages.pending(again)
        down(again)
        wait(again, 5)
        up(again)
    clock_at.advance(seconds=36_000)
    with practice_desk(tmp_path, clock=clock_at, seed=4) as last:
        # the server answered at 10:40 and the power went before that was settled
        assert outages.look(last)
        assert written(last) == [("10:20", "10:40", "no_server")]
        (span,) = between(last.store.connection, DAY, DAY)
        assert span.unseen_from is None


def test_the_night_that_a_switched_off_computer_did_not_see_is_not_counted(desk: Desk) -> None:
    down(desk)
    stay(desk, 30)
    wait(desk, 20 * 60)
    up(desk)
    wait(desk, 2)
    outages.look(desk)
    (span,) = between(desk.store.connection, DAY, DAY)
    assert span.unseen_from == span.began + timedelta(minutes=30)
    assert between(desk.store.connection, "2021-05-18", "2021-05-18") == [span]
    assert between(desk.store.connection, "2021-05-19", "2021-05-19") == []
    assert between(desk.store.connection, "2021-05-16", "2021-05-16") == []


def test_a_morning_that_begins_without_a_server_is_an_outage_of_its_own(desk: Desk) -> None:
    down(desk)
    stay(desk, 30)
    wait(desk, 20 * 60)
    down(desk)
    stay(desk, 5)
    wait(desk, 0.5)
    up(desk)
    wait(desk, 2)
    outages.look(desk)
    night, morning = between(desk.store.connection, DAY, "2021-05-18")
    assert night.certain_until == night.began + timedelta(minutes=30)
    assert morning.unseen_from is None and morning.until - morning.began == timedelta(minutes=5.5)


def test_in_practice_hours_pass_in_a_moment_and_nobody_was_away(desk: Desk) -> None:
    desk.practice = True
    down(desk)
    wait(desk, 300)
    down(desk)
    wait(desk, 300)
    up(desk)
    wait(desk, 2)
    outages.look(desk)
    (span,) = between(desk.store.connection, DAY, DAY)
    assert span.unseen_from is None and span.until - span.began == timedelta(minutes=600)


def test_the_present_outage_stands_with_its_newest_try(desk: Desk) -> None:
    down(desk)
    wait(desk, 2)
    down(desk)
    began = desk.clock.now() - timedelta(minutes=2)
    wait(desk, 7)
    down(desk, SyncFault.BUSY)
    (span,) = between(desk.store.connection, DAY, DAY)
    assert span == Span(
        desk.store.me.device, began, desk.clock.now(), None, ("no_server", "busy"), "https://central.example"
    )


def test_tries_are_not_written_one_by_one(desk: Desk) -> None:
    down(desk)
    wait(desk, 2)
    down(desk)
    walk_in(desk)
    kept = live(desk.store.connection)
    for _ in range(5):
        wait(desk, 0.09)
        down(desk)
    assert live(desk.store.connection) == kept
    wait(desk, 1)
    down(desk)
    assert live(desk.store.connection) != kept
