"""A damaged database is told while the desk is open, not found out at the end of the day."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desk import practice_desk, walk_in
from tikadesk.app.soundness import SoundnessCheck
from tikadesk.paths import home

_PAGE = 4096


def _fill(folder: Path) -> Path:
    with practice_desk(folder) as desk:
        for number in range(40):
            walk_in(desk, mobile=f"98260{number:05d}")
        desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home(folder).database


def test_a_spoilt_page_is_told(qtbot: QtBot, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = _fill(tmp_path)
    content = bytearray(file.read_bytes())
    middle = len(content) // _PAGE // 2 * _PAGE
    content[middle + 100 : middle + 200] = bytes(100)
    file.write_bytes(content)
    check = SoundnessCheck(home(tmp_path))
    with qtbot.waitSignal(check.found, timeout=10_000) as told:
        check.start()
    assert told.args is not None
    assert told.args[0].key == "store.damaged"


def test_a_sound_file_is_no_news(qtbot: QtBot, tmp_path: Path) -> None:
    _fill(tmp_path)
    check = SoundnessCheck(home(tmp_path))
    with qtbot.assertNotEmitted(check.found, wait=1_500):
        check.start()
