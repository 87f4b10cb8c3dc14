"""Putting a visitor together: store, ledger, engine and client of one desk, on the thread that will use them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tikadesk.domain.clock import Clock
from tikadesk.paths import Home
from tikadesk.store.ledger import Ledger
from tikadesk.store.store import Store
from tikadesk.sync.client import Client
from tikadesk.sync.engine import Engine
from tikadesk.sync.pace import Pace
from tikadesk.sync.visit import Visitor


def open_visitor(
    home: Home, clock: Clock, source: random.Random, *, app: str, pace: Pace
) -> tuple[Visitor, Callable[[], None]]:
    """A visitor for the desk in ``home``, and how to close it. Raises StoreTrouble."""
    store = Store.open(home, source=source)
    client = Client()
    listed = store.note("servers", "list")
    servers = [str(server) for server in listed] if isinstance(listed, list) else []
    engine = Engine(Ledger(store), clock, source, servers, app=app, pace=pace)

    def close() -> None:
        client.close()
        store.close()

    return Visitor(engine, client, store), close
