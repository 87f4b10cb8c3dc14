"""Rows 9 and 11: from the process's start to the painted lock screen, and the open desk's memory, with 200,000 people
on disk, beside an empty window of the same Qt.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.big import desk_of
from tests.bench.harness import Figure, processes_in_turn

ROWS, STARTS = 200_000, 7


def run() -> list[Figure]:
    """The figures of both rows."""
    with tempfile.TemporaryDirectory() as folder:
        with desk_of(Path(folder), ROWS, journalled=True):
            pass
        # As installed: compiled once. A developer's environment may forbid to write bytecode beside the sources.
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        empty, lock, desk = processes_in_turn(
            [["-m", "tests.bench.opening", mode] for mode in ("empty", "lock", "desk")],
            STARTS,
            TIKADESK_HOME=folder,
            **compiled,
        )
    people = f"{ROWS:,} people"
    beside = "empty PySide6 window"
    return [
        Figure(9, f"start to lock screen, {people}", "s", lock["painted"], 3, beside, empty["painted"]),
        Figure(11, f"memory of the open desk, {people}", "MB", desk["rss"], 150),
        Figure(11, "memory of an empty window", "MB", empty["rss"], None),
    ]
