"""Where TikaDesk keeps things."""

from __future__ import annotations

import stat
from pathlib import Path

import platformdirs
import pytest

from tikadesk import paths


def test_a_chosen_home_holds_data_and_configuration_apart(tmp_path: Path) -> None:
    home = paths.home(tmp_path / "desk").make()
    assert home.data == tmp_path / "desk" / "data"
    assert home.config == tmp_path / "desk" / "config"
    assert home.data not in home.config.parents and home.config not in home.data.parents


def test_everything_that_grows_lies_in_the_data_folder(tmp_path: Path) -> None:
    home = paths.home(tmp_path)
    assert all(home.data in place.parents for place in (home.database, home.log, home.server_data))


def test_the_folders_are_for_this_user_only(tmp_path: Path) -> None:
    home = paths.home(tmp_path / "desk").make()
    for folder in (home.data, home.config):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_environment_moves_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.ENV_HOME, str(tmp_path))
    assert paths.home() == paths.home(tmp_path)


def test_what_is_chosen_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.ENV_HOME, str(tmp_path / "environment"))
    assert paths.home(tmp_path / "chosen").data == tmp_path / "chosen" / "data"


def test_a_relative_home_does_not_move_with_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    home = paths.home("desk")
    monkeypatch.chdir("/")
    assert home.data == tmp_path / "desk" / "data"


def test_without_either_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.ENV_HOME, raising=False)
    home = paths.home()
    assert home.data == Path(platformdirs.user_data_dir("TikaDesk", appauthor=False))
    assert home.config == Path(platformdirs.user_config_dir("TikaDesk", appauthor=False))


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        paths.home(tmp_path / "file").make()
