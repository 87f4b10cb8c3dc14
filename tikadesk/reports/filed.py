"""Papers that are files for want of a printer: for this user only, and not for long, for they hold names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tikadesk.domain.clock import SystemClock
from tikadesk.errors import StoreTrouble
from tikadesk.reports import whole_file

KEPT_S = 24 * 3600
"""How long such a paper lies on the disk, outside the encrypted database; it can be made again."""
_SWEPT_EVERY_S = 3600
_swept: dict[Path, float] = {}
"""When this process last looked through a folder: a night's labels are thousands, and each of them is a look."""


def keep(folder: Path, name: str, write: Callable[[Path], Path]) -> Path:
    """What ``write`` makes of the file ``name`` in ``folder``, which is made; what is older is taken out.

    Raises StoreTrouble.
    """
    now = SystemClock().now().timestamp()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if now - _swept.get(folder, 0.0) > _SWEPT_EVERY_S:
            _swept[folder] = now
            _sweep(folder, now - KEPT_S)
    except OSError as error:
        raise StoreTrouble(whole_file.sentence(error), file=str(folder)) from error
    return write(folder / name)


def _sweep(folder: Path, before: float) -> None:
    for old in folder.glob("*.pdf"):
        if old.stat().st_mtime < before:
            old.unlink()
