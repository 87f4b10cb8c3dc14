"""Where TikaDesk keeps things: one data folder and one configuration folder, apart from each other.

``TIKADESK_HOME`` (or ``--home``) moves both, for tests, drills and a harmless second desk.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

ENV_HOME = "TIKADESK_HOME"


@dataclass(frozen=True)
class Home:
    """The folders of one desk. The key file must never lie in ``data``: a copy of the data alone opens nothing."""

    data: Path
    config: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.data / "desk.db"

    @property
    def log(self) -> Path:
        """The rotating log; it holds no personal data."""
        return self.data / "tikadesk.log"

    @property
    def server_data(self) -> Path:
        """The folder of a central server that runs on this machine."""
        return self.data / "server"

    def make(self) -> Home:
        """Create both folders, readable by this user only; raises OSError where that is not possible."""
        for folder in (self.data, self.config):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self


def create_private(file: Path) -> None:
    """Create ``file`` empty and for this user only, where it is not there yet; raises OSError.

    Made before anyone writes to it, because a copy made with open rights could be read until they are taken away.
    """
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))


def home(chosen: str | os.PathLike[str] | None = None) -> Home:
    """The desk's folders: ``chosen``, else ``TIKADESK_HOME``, else the platform's own places."""
    root = chosen or os.environ.get(ENV_HOME)
    if root:
        base = Path(root).expanduser().absolute()
        return Home(data=base / "data", config=base / "config")
    return Home(
        data=Path(platformdirs.user_data_dir("TikaDesk", appauthor=False)),
        config=Path(platformdirs.user_config_dir("TikaDesk", appauthor=False)),
    )
