"""The practice window: a real server behind it, and a plug that really takes the line away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tikadesk.app import practice
from tikadesk.app.running import Running
from tikadesk.domain.status import SyncState


def test_practice_opens_the_plug_is_pulled_and_nothing_stays(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    worlds: list[practice.Rehearsal] = []
    show = Running.show

    class Watched(practice.Rehearsal):
        def __enter__(self) -> practice.Rehearsal:
            worlds.append(self)
            return super().__enter__()

    def shown(running: Running) -> None:
        show(running)
        QTimer.singleShot(0, lambda: play(running))

    def play(running: Running) -> None:
        window = running.window
        try:
            seen.append(window.practice)
            QTest.keyClicks(window.lock_screen, "1")
            seen.append(not window.locked)
            running.start_sync()
            seen.append(until(lambda: window._status is not None and window._status.state is SyncState.IDLE))
            window.plug_pulled.emit(True)
            seen.append(until(lambda: window._status is not None and window._status.fault != ""))
            window.plug_pulled.emit(False)
            seen.append(until(lambda: window._status is not None and window._status.state is SyncState.IDLE))
        finally:
            window.close()

    monkeypatch.setattr(practice, "Rehearsal", Watched)
    monkeypatch.setattr(Running, "show", shown)
    assert practice.open_window() == 0
    assert seen == [True] * 5
    (world,) = worlds
    assert not world.home.data.parent.exists() and not world.server.running


def until(come: object, most_ms: int = 20_000) -> bool:
    assert callable(come)
    for _ in range(most_ms // 50):
        if come():
            return True
        QTest.qWait(50)
    return False
