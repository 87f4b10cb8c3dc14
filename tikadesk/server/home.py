"""The folder of one central server: what lies where, and its few settings. Keys and the series sidecar lie beside the
database but apart from it, so that a wiped or restored database can be told from a new one.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tikadesk import paths
from tikadesk.errors import StoreTrouble

ENV_HOME = "TIKADESK_SERVER_HOME"


@dataclass(frozen=True)
class ServerHome:
    """Where a server keeps its things."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite database, when no other is set."""
        return self.folder / "central.db"

    @property
    def keys(self) -> Path:
        """The folder of the keys; back it up apart from the database."""
        return self.folder / "keys"

    @property
    def sidecar(self) -> Path:
        """What must outlive the database: series, how far numbers were leased, the last boot."""
        return self.keys / "series"

    @property
    def revoked(self) -> Path:
        """One revoked device a line, so that a wiped database does not admit them again."""
        return self.keys / "revoked"

    @property
    def barred(self) -> Path:
        """One barred operator a line, with the instant."""
        return self.keys / "barred"

    @property
    def log(self) -> Path:
        """The rotating log."""
        return self.folder / "server.log"

    @property
    def options_file(self) -> Path:
        """What ``init`` was told."""
        return self.folder / "server.json"

    def options(self) -> dict[str, Any]:
        """``database`` (URL), ``practice`` (bool), ``servers`` and ``hosts`` (lists); empty before ``init``.

        Raises StoreTrouble for a damaged file.
        """
        if not self.options_file.is_file():
            return {}
        try:
            options = json.loads(self.options_file.read_text(encoding="utf-8"))
        except ValueError:
            options = None
        if not isinstance(options, dict):
            raise StoreTrouble("server.options_damaged", file=str(self.options_file))
        return options

    def make(self) -> ServerHome:
        """Create the folders, readable by this user only; raises OSError."""
        for folder in (self.folder, self.keys):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self


def server_home(chosen: str | os.PathLike[str] | None = None) -> ServerHome:
    """The server's folder: ``chosen``, else ``TIKADESK_SERVER_HOME``, else below the desk's home."""
    root = chosen or os.environ.get(ENV_HOME)
    return ServerHome(Path(root).expanduser().absolute() if root else paths.home().server_data)


def write_private(file: Path, content: bytes) -> None:
    """Write ``file`` whole or not at all, mode 0600, on disk before it returns; raises OSError."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(file)
    if os.name == "posix":  # the new name itself must survive a power cut
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
