"""What every row of the bench shares: a figure beside its floor or peer from the same run, timing, and the table.

No row lives here. A row is a module with ``run() -> list[Figure]``.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter, time

MS = 1000.0


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``goal`` is the most that ``ratio``, or ``ours`` where no floor is told, may be; None: no
    goal, told for the picture.
    """

    row: int
    what: str
    unit: str
    ours: float
    goal: float | None
    beside: str = ""
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the floor or peer."""
        return self.ours / self.floor if self.floor else None

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.goal is None or (self.ours if self.ratio is None else self.ratio) <= self.goal

    def as_dict(self) -> dict[str, object]:
        """For the JSON file."""
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def in_turn(works: Sequence[Callable[[int], object]], times: int, warm: int = 20) -> list[list[float]]:
    """Milliseconds of each work in each round, taken in turn, so that a drifting machine touches all alike."""
    taken: list[list[float]] = [[] for _ in works]
    gc.collect()
    for number in range(warm + times):
        for place, work in enumerate(works):
            started = perf_counter()
            work(number)
            if number >= warm:
                taken[place].append((perf_counter() - started) * MS)
    return taken


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which ``part`` of the values lie: ``quantile(times, 0.99)``."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def processes_in_turn(
    commands: Sequence[Sequence[str]], times: int, **environment: str
) -> list[dict[str, float]]:
    """The medians of the figures that each command prints as its last line of JSON; one warm-up each, then in turn.

    ``TIKADESK_BENCH_STARTED`` tells each process when it was started.
    """
    seen: list[list[dict[str, float]]] = [[] for _ in commands]
    for number in range(times + 1):
        for place, command in enumerate(commands):
            told = {**os.environ, **environment, "TIKADESK_BENCH_STARTED": str(time())}
            done = subprocess.run(
                [sys.executable, *command], env=told, capture_output=True, text=True, timeout=300, check=True
            )
            if number:
                seen[place].append(json.loads(done.stdout.splitlines()[-1]))
    return [{name: statistics.median(run[name] for run in runs) for name in runs[0]} for runs in seen]


def table(figures: Sequence[Figure]) -> str:
    """The figures as one table of text."""
    lines = [("row", "what", "beside", "floor", "ours", "ratio", "goal", "met")]
    for figure in figures:
        ratio = figure.ratio
        lines.append(
            (
                str(figure.row),
                figure.what,
                figure.beside,
                "" if figure.floor is None else f"{figure.floor:,.2f} {figure.unit}",
                f"{figure.ours:,.2f} {figure.unit}",
                "" if ratio is None else f"{ratio:.2f}",
                ""
                if figure.goal is None
                else f"{figure.goal:g}×"
                if ratio
                else f"{figure.goal:g} {figure.unit}",
                "" if figure.goal is None else "yes" if figure.met else "NO",
            )
        )
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )
