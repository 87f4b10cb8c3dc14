from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tikadesk import paths
from tikadesk.app.instance import Ear, call_first


def test_the_second_start_calls_the_first_of_the_same_home_only(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    mine, other = paths.home(tmp_path / "mine"), paths.home(tmp_path / "other")
    called: list[bool] = []
    ear = Ear(mine, lambda: called.append(True))
    assert not call_first(other)
    assert call_first(mine)
    qtbot.waitUntil(lambda: called == [True])
    del ear


def test_what_a_killed_desk_left_behind_does_not_deafen_the_next(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    home = paths.home(tmp_path)
    dead = Ear(home, lambda: None)
    called: list[bool] = []
    ear = Ear(home, lambda: called.append(True))
    assert call_first(home)
    qtbot.waitUntil(lambda: called == [True])
    del ear, dead
