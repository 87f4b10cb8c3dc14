"""Asking about a day: whatever answers, the desk knows why it has no answer, and keeps the one it had."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.desk_in_memory import DeskInMemory
from tests.unit.sync.test_joining import NOWHERE, answering
from tikadesk.domain import wire
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.wire import Fault
from tikadesk.errors import SyncFault
from tikadesk.store import reconciling
from tikadesk.sync.asking import ask_day
from tikadesk.sync.client import Client

DAY, NOW = "2021-05-16", datetime(2021, 5, 16, 6, 0, tzinfo=UTC)
REFUSED = {"type": Fault.DEVICE_REVOKED.uri, "title": "no", "challenge": "c"}


def ask(desk: DeskInMemory, *servers: str) -> SyncFault | None:
    client = Client()
    try:
        return ask_day(desk.store, client, servers, DAY, NOW, app="test")
    finally:
        client.close()


@pytest.mark.parametrize(
    ("status", "body", "kind", "tika", "fault"),
    [
        (200, b"<html>pay here</html>", "text/html", False, SyncFault.NOT_TIKADESK),
        (502, b"bad gateway", "text/html", False, SyncFault.SERVER_TROUBLE),
        (403, REFUSED, wire.PROBLEM_TYPE, True, SyncFault.REVOKED),
        (503, REFUSED, wire.PROBLEM_TYPE, True, SyncFault.BUSY),
        (404, REFUSED, wire.PROBLEM_TYPE, True, SyncFault.REFUSED),
        (401, b"[", wire.PROBLEM_TYPE, True, SyncFault.GARBLED),
    ],
)
def test_what_went_wrong_is_kept_beside_the_last_answer(
    status: int, body: object, kind: str, tika: bool, fault: SyncFault
) -> None:
    desk = DeskInMemory()
    held = DayHeld(DAY)
    with desk.store.write() as writer:
        reconciling.keep_word(writer.connection, DAY, held, "", NOW)
    with answering(status, body, kind, tika=tika) as server:
        assert ask(desk, server) is fault
    word = reconciling.server_word(desk.store.connection, DAY)
    assert (word.held, word.at, word.fault, word.asked_at) == (held, NOW, fault.value, NOW)


def test_without_a_server_the_day_is_unknown_and_the_next_address_is_tried() -> None:
    desk = DeskInMemory()
    assert ask(desk) is SyncFault.NO_SERVER
    assert reconciling.server_word(desk.store.connection, DAY).held is None
    with answering(403, REFUSED, wire.PROBLEM_TYPE) as server:
        assert ask(desk, NOWHERE, server) is SyncFault.REVOKED
