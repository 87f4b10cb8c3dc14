from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.tool import tell
from tikadesk import __version__
from tikadesk.cli.group import COMMANDS
from tikadesk.paths import Home


@pytest.mark.parametrize(
    "name", [name for name in COMMANDS if name != "server"]
)  # its home is the server's own
def test_every_command_says_what_it_does(name: str) -> None:
    said = tell(None, name, "--help")
    assert said.code == 0 and "--home" in said.out


def test_without_a_command_the_window_opens_on_the_chosen_home(tmp_path: Path) -> None:
    opened: list[Home] = []

    def desk(home: Home) -> int:
        opened.append(home)
        return 3

    assert tell(tmp_path, desk=desk).code == 3
    assert opened[0].data == tmp_path / "data"


def test_wrong_usage_is_2(tmp_path: Path) -> None:
    for words in (["nonsense"], ["status", "--nonsense"], ["export", "register"], ["import"], ["drill"]):
        assert tell(tmp_path, *words).code == 2, words


def test_the_version() -> None:
    assert __version__ in tell(None, "--version").out


def test_the_servers_commands_are_attached(tmp_path: Path) -> None:
    assert "enrol-code" in tell(None, "server", "--help").out
