from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tikadesk.server.home import ServerHome, server_home, write_private


def test_the_home_is_chosen_by_word_environment_or_the_desks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIKADESK_SERVER_HOME", str(tmp_path / "env"))
    assert server_home().folder == tmp_path / "env"
    assert server_home(tmp_path / "word").folder == tmp_path / "word"
    monkeypatch.delenv("TIKADESK_SERVER_HOME")
    monkeypatch.setenv("TIKADESK_HOME", str(tmp_path / "desk"))
    assert server_home().folder == tmp_path / "desk" / "data" / "server"


def test_the_keys_lie_apart_from_the_database(tmp_path: Path) -> None:
    home = ServerHome(tmp_path / "server").make()
    assert home.sidecar.parent == home.revoked.parent == home.keys
    assert home.database.parent != home.keys
    assert home.options() == {}
    if os.name == "posix":
        assert stat.S_IMODE(home.keys.stat().st_mode) == 0o700


def test_private_files_are_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret"
    write_private(file, b"first")
    monkeypatch.setattr(os, "fsync", _no_room)
    with pytest.raises(OSError, match="room"):
        write_private(file, b"second, longer")
    assert file.read_bytes() == b"first"


def _no_room(handle: int) -> None:
    raise OSError("no room")
