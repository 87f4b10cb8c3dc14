"""The picture of the line is true for what the desk knows, and says "unknown" for what it does not."""

from __future__ import annotations

import gzip
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk import MORNING, practice_desk, walk_in
from tests.unit.sync.raw_server import answer, raw_server
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.status import SyncState
from tikadesk.errors import SyncFault
from tikadesk.store.ledger import Ledger
from tikadesk.sync.client import Client
from tikadesk.sync.engine import Engine
from tikadesk.sync.pace import Pace
from tikadesk.sync.visit import Visitor

ZIPPED = gzip.compress(b'{"ok":true,"notice":"' + b"a long line that is cut on its way " * 9 + b'"}')


def visitor_of(desk: Desk, clock: FixedClock, server: str) -> Visitor:
    engine = Engine(
        Ledger(desk.store), clock, desk.random, [server], app="test", pace=Pace(return_spread_s=0)
    )
    return Visitor(engine, Client(), desk.store)


def certify(desk: Desk) -> None:
    with desk.store.write() as writer:
        writer.connection.execute("UPDATE me SET cert = 'c.s'")
    desk.store.forget_me()


def test_a_desk_without_a_certificate_sends_nothing(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        visitor = visitor_of(desk, clock, "http://127.0.0.1:1")
        wait, changed = visitor.step()
        assert wait is not None and wait.until is None and not changed
        assert visitor.status(clock.now(), 0).state is SyncState.UNENROLLED


def test_before_a_server_was_heard_nothing_is_claimed(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        walk_in(desk)
        certify(desk)
        status = visitor_of(desk, clock, "http://127.0.0.1:1").status(clock.now(), 0)
        assert status.state is SyncState.UNKNOWN
        assert status.waiting == status.entries > 0


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (answer(b"<html>log in</html>", kind="text/html"), SyncFault.NOT_TIKADESK),
        (answer(b'{"ok":true}').replace(b"Tika-Proto: 1\r\n", b""), SyncFault.NOT_TIKADESK),
        (answer(b"oops", status="500 Internal Server Error", kind="text/plain"), SyncFault.SERVER_TROUBLE),
        (answer(ZIPPED[:-12], more="Content-Encoding: gzip\r\n"), SyncFault.GARBLED),
    ],
    ids=["portal", "no-proto-header", "plain-500", "gzip-cut"],
)
def test_a_page_from_somebody_else_is_no_server(tmp_path: Path, said: bytes, fault: SyncFault) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk, raw_server(said) as server:
        walk_in(desk)
        certify(desk)
        visitor = visitor_of(desk, clock, server)
        assert visitor.step() == (None, frozenset())
        status = visitor.status(clock.now(), 0)
        assert (status.state, status.fault) == (SyncState.NO_SERVER, fault)
        assert status.since == MORNING and status.next_try_at is not None and status.next_try_at >= MORNING
        walk_in(desk, name="Still Saving", mobile="9826041188")
        assert visitor.status(clock.now(), 0).waiting >= status.waiting + 2


def test_what_waits_for_more_than_a_day_is_said(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        walk_in(desk)
        certify(desk)
        visitor = visitor_of(desk, clock, "http://127.0.0.1:1")
        clock.advance(seconds=timedelta(hours=30).total_seconds())
        visitor.step()
        status = visitor.status(clock.now(), 0)
        assert status.state is SyncState.OLD
        assert status.sentence(clock.now())[1]["hours"] == 30
