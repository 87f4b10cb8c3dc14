"""A desk asks a real server what it holds of a day: before sending, after it, and when the server is gone."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.enrolled_desk import QUICK, drain, enrolled, opened, walk_ins
from tests.server_process import ServerProcess
from tikadesk.actions import reconcile, staff, void
from tikadesk.app.running import Running
from tikadesk.domain.clock import SystemClock
from tikadesk.paths import home
from tikadesk.store.reconciling import Picture
from tikadesk.sync.opening import open_visitor
from tikadesk.ui import theme
from tikadesk.ui.reconcile_page import ReconcilePage


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


def test_the_page_asks_the_server_and_shows_what_it_said(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.start(qapp)
    with ServerProcess(tmp_path / "server") as server:
        folder = enrolled(server, tmp_path / "desk")
        with opened(folder) as desk:
            walk_ins(desk, 2, 2)
        drain(folder)
        running = Running(home(folder), SystemClock(), pace=QUICK)
        window = running.window
        try:
            running.desk.operator = staff.operators(running.desk)[0]
            window.lock_screen.opened.emit(running.desk.operator)
            page = window.show_page("reconcile")
            assert isinstance(page, ReconcilePage)
            running.start_sync()
            qtbot.waitUntil(lambda: page.counts.ask.isEnabled())
            page.counts.ask.click()
            qtbot.waitUntil(lambda: page.counts.server.figure.said == "2 on our server", timeout=15_000)
            assert "All of ours are there" in page.counts.server.note.text.text()
        finally:
            window.close()
