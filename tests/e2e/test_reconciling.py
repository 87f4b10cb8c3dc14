"""A desk asks a real server what it holds of a day: before sending, after it, and when the server is gone."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

from tests.enrolled_desk import QUICK, drain, enrolled, opened, walk_ins
from tests.server_process import ServerProcess
from tikadesk.actions import reconcile, void
from tikadesk.domain.clock import SystemClock
from tikadesk.paths import home
from tikadesk.store.reconciling import Picture
from tikadesk.sync.opening import open_visitor


def ask(folder: Path) -> Picture:
    """What a person sees after asking about today."""
    visitor, close = open_visitor(home(folder), SystemClock(), random.SystemRandom(), app="test", pace=QUICK)
    try:
        with opened(folder) as desk:
            visitor.ask_day(desk.today(), datetime.now(UTC), app="test")
            return reconcile.picture(desk, desk.today())
    finally:
        close()


def test_what_waits_is_told_and_what_the_server_cannot_say_is_unknown(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server") as server:
        folder = enrolled(server, tmp_path / "desk")
        with opened(folder) as desk:
            people = walk_ins(desk, 1, 3)
            assert reconcile.picture(desk, desk.today()).server.held is None
        before = ask(folder)
        assert (before.given, len(before.unsent), before.unheard) == (3, 3, 0)
        drain(folder)
        sent = ask(folder)
        assert (sent.given, len(sent.unsent), sent.unheard) == (3, 0, 0)
        assert sent.server.held is not None and sent.server.held.registered == frozenset(people)
        with opened(folder) as desk:
            void.void(desk, "registration", people[0], reason="twice")
        struck = ask(folder)
        assert (struck.given, len(struck.unsent), struck.unheard) == (2, 0, 1)
        server.kill()
        gone = ask(folder)
        assert gone.server.fault == "no_server" and gone.server.held == struck.server.held
        assert (
            gone.server.at == struck.server.at and (gone.server.asked_at or gone.server.at) > gone.server.at
        )
