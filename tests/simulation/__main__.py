"""Longer runs: ``python -m tests.simulation --seeds 20000 --from 0 [--workers 2]``. Prints a report as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.simulation.schedule import Outcome, play

CHUNK = 100
KINDS = (
    "lost", "twice", "invented", "altered", "diverged", "unexcused", "unflagged", "broken", "premature", "stuck",
    "crashed",
)  # fmt: skip


def _chunk(seeds: range) -> list[Outcome]:
    return [play(seed) for seed in seeds]


def main() -> int:
    """Play the seeds, tell each that fails as it happens, and the figures at the end."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--story", action="store_true", help="print the events of every failing seed")
    asked = parser.parse_args()
    chunks = [
        range(first, min(first + CHUNK, asked.start + asked.seeds))
        for first in range(asked.start, asked.start + asked.seeds, CHUNK)
    ]
    report: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    failing: list[int] = []
    began = time.monotonic()
    played = 0
    with ProcessPoolExecutor(asked.workers, mp_context=get_context("spawn")) as pool:
        for outcomes in pool.map(_chunk, chunks) if asked.workers > 1 else map(_chunk, chunks):
            for outcome in outcomes:
                report["operations"] += outcome.operations
                report["numbers_twice"] += outcome.findings.numbers_twice
                report["destroyed_before_second_copy"] += outcome.findings.destroyed
                report.update({kind: len(getattr(outcome.findings, kind)) for kind in KINDS})
                faults += outcome.faults
                if not outcome.sound:
                    failing.append(outcome.seed)
                    print(f"seed {outcome.seed}: {outcome.findings.short()}", file=sys.stderr)
                    if asked.story:
                        print(f"  {' '.join(outcome.story)}", file=sys.stderr)
            played += len(outcomes)
            print(f"{played} of {asked.seeds} played, {len(failing)} failed", file=sys.stderr)
    figures = {
        "seeds": asked.seeds,
        "first": asked.start,
        "seconds": round(time.monotonic() - began, 1),
        "failing": failing,
        **{
            name: report[name]
            for name in ("operations", *KINDS, "numbers_twice", "destroyed_before_second_copy")
        },
        "faults": dict(sorted(faults.items())),
    }
    print(json.dumps(figures, indent=1))
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
