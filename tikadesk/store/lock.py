"""One desk at a time: the lock that a second instance meets. It vanishes with the process, however that ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from tikadesk.errors import StoreTrouble

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class InstanceLock:
    """Held while a desk is open on a folder; raises StoreTrouble when another process holds it."""

    def __init__(self, folder: Path) -> None:
        file = folder / "desk.lock"
        try:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreTrouble("store.cannot_write", folder=str(folder)) from error
        try:
            _hold(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise StoreTrouble("store.second_instance") from error

    def release(self) -> None:
        """Let go."""
        os.close(self._descriptor)

    def __enter__(self) -> InstanceLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
