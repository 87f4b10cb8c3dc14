"""Our own command line, tied to the process that started it: when the pipe on standard input closes, it ends at once.

``python -m tikadesk.app.tether server run …`` is how practice and drills start their server: whatever becomes of them,
no server is left behind.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading


def hold_on() -> None:
    """Watch the pipe on a thread of its own."""
    # The descriptor itself: the command line may put something else in the place of sys.stdin.
    threading.Thread(target=_watch, args=(os.dup(0),), name="tether", daemon=True).start()


def _watch(pipe: int) -> None:
    while os.read(pipe, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    hold_on()
    sys.argv[0] = "tikadesk"
    runpy.run_module("tikadesk", run_name="__main__")
