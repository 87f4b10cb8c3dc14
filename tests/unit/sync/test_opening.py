"""A visitor is put together from what the desk knows: its servers, its identity, a connection of its own."""

from __future__ import annotations

import random
from pathlib import Path

from tests.desk import practice_desk
from tikadesk.domain.clock import SystemClock
from tikadesk.paths import home
from tikadesk.sync.opening import open_visitor
from tikadesk.sync.pace import Pace


def test_the_visitor_has_the_desks_servers_and_a_connection_of_its_own(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        with desk.store.write() as writer:
            writer.note("servers", "list", ["https://one.example", "https://two.example"])
        visitor, close = open_visitor(
            home(tmp_path), SystemClock(), random.Random(1), app="test", pace=Pace()
        )
        assert visitor.engine.server == "https://one.example"
        assert visitor.engine.ledger.me() == desk.store.me
        close()
        assert desk.store.note("servers", "list") is not None, (
            "closing the visitor leaves the desk's store open"
        )
