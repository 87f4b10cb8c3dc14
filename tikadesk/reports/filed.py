"""Papers that are files for want of a printer: for this user only, and not for long, for they hold names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tikadesk.domain.clock import SystemClock
from tikadesk.errors import StoreTrouble
from tikadesk.reports import export

KEPT_S = 24 * 3600
"""How long such a paper lies on the disk, outside the encrypted database; it can be made again."""


def keep(folder: Path, name: str, write: Callable[[Path], Path]) -> Path:
    """What ``write`` makes of the file ``name`` in ``folder``, which is made; what is older is taken out.

    Raises StoreTrouble.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        yesterday = SystemClock().now().timestamp() - KEPT_S
        for old in folder.glob("*.pdf"):
            if old.stat().st_mtime < yesterday:
                old.unlink()
    except OSError as error:
        raise StoreTrouble(export.sentence(error), file=str(folder)) from error
    return write(folder / name)
