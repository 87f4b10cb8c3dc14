"""Writing a backup from the window: off its thread, read back, remembered; what goes wrong is said."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.desk_window import desk_on_disk
from tests.ui.showing import show
from tikadesk.actions import backups
from tikadesk.ui.backup_line import BackupLine
from tikadesk.ui.messages import MessageArea


def test_a_backup_is_written_read_back_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path / "desk")
    line, messages = BackupLine(desk), MessageArea()
    show(qtbot, messages, line)
    offered: list[str] = []
    line.choose_file = lambda name: offered.append(name) or ""
    line.write()
    assert offered == ["tikadesk-20211014-1034.backup"] and line.isHidden()
    file = tmp_path / offered[0]
    line.choose_file = lambda name: str(tmp_path / name)
    with qtbot.waitSignal(line.written):
        line.write()
        assert line.isVisible()
    last = backups.last(desk)
    assert last is not None and (last.day, last.file) == (desk.today(), str(file))
    assert file.stat().st_size > 0 and line.isHidden()
    line.write()  # a backup is never written over
    qtbot.waitUntil(lambda: bool(messages.texts()))
    assert "is there already" in messages.texts()[0]
