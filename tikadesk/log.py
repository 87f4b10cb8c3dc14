"""The rotating log file. It never holds a person's name, number or mobile: callers log keys, counts and ids only."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tikadesk.paths import create_private

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class _PrivateFile(RotatingFileHandler):
    """A log that only this user can read."""

    def _open(self) -> TextIOWrapper:
        create_private(Path(self.baseFilename))
        return super()._open()


def start(file: Path, level: int = logging.INFO) -> None:
    """Send the ``tikadesk`` loggers to ``file``: five files of at most 1 MB."""
    handler = _PrivateFile(file, maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("tikadesk")
    for before in root.handlers:
        before.close()
    root.handlers[:] = [handler]
    root.setLevel(level)
    root.propagate = False
