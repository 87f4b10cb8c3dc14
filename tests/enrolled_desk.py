"""Real desks on disk, enrolled at a real server process, and the desk's own engine driven until nothing is left."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

from tests.desk import SESSION, SUPERVISOR
from tests.server_process import ServerProcess
from tikadesk.actions import enrol, facts, session, vials
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.rehearsal import people
from tikadesk.domain.status import SyncStatus
from tikadesk.paths import Home, home
from tikadesk.store.store import Store
from tikadesk.sync import joining
from tikadesk.sync.opening import open_visitor
from tikadesk.sync.pace import Pace

PATIENCE_S = 60.0
SHOT = {name: value for name, value in SESSION.items() if name != "expires_on"} | {"source": "live"}
CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")
QUICK = Pace(return_spread_s=0.0, scale=0.02)


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """The desk in ``folder``, with its supervisor at work."""
    store = Store.open(home(folder))
    try:
        desk = Desk(store, SystemClock())
        present = enrol.staff.operators(desk)
        desk.operator = present[0] if present else None
        yield desk
    finally:
        store.close()


def enrolled(server: ServerProcess, folder: Path, centre: str = "CG-0231") -> Path:
    """A new desk in ``folder`` that ``server`` knows, with a supervisor and today's session."""
    with opened(folder) as desk:
        answer = joining.join([server.url], enrol.ask(desk, server.enrol_code(centre)), app="test")
        enrol.keep(desk, answer, [server.url], home(folder))
        enrol.first_supervisor(desk, *SUPERVISOR)
        desk.operator = enrol.staff.operators(desk)[0]
        session.set_up(desk, SESSION | {"expires_on": "31-12-2090"})
    return folder


def walk_ins(desk: Desk, seed: int, count: int) -> list[str]:
    """Register people with their first dose; the records' ids."""
    from tikadesk.actions import register

    return [register.register(desk, one, shot(desk), intent=desk.ids.new()).id for one in people(seed, count)]


def shot(desk: Desk) -> dict[str, str]:
    """A dose's form from the vial in use, or from the next one where that is empty."""
    vial = vials.current(desk)
    setup = session.current(desk) or session.last(desk)
    if vial is not None and not vial.left:
        setup = session.next_vial(desk)
    assert setup is not None
    return setup.as_dose() | CLEAR


def drain(folder: Path, *, patience_s: float = PATIENCE_S) -> SyncStatus:
    """Drive the desk's engine until everything is confirmed and the news is fetched; the picture at the end."""
    place: Home = home(folder)
    visitor, close = open_visitor(place, SystemClock(), random.SystemRandom(), app="test", pace=QUICK)
    pause, until = Event(), monotonic() + patience_s
    try:
        while True:
            wait, _ = visitor.step()
            engine = visitor.engine
            if wait is not None and engine.fault is None and engine.heard:
                return visitor.status(SystemClock().now(), 0)
            assert monotonic() < until, f"not drained: {engine.fault}"
            if wait is not None and wait.until is not None:
                left = (wait.until - SystemClock().now()).total_seconds()
                pause.wait(max(0.0, min(0.05, left)))
    finally:
        close()


def counted(folder: Path) -> dict[str, int]:
    """How many registrations and doses the desk itself counts."""
    with opened(folder) as desk:
        found = facts.facts_of(desk).records
    return {kind: found[kind] for kind in ("registration", "dose")}


def counted_there(server: ServerProcess) -> dict[str, int]:
    """How many registrations and doses the server counts."""
    found = server.status()["records"]
    return {kind: found.get(kind, 0) for kind in ("registration", "dose")}
