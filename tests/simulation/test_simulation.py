"""Five hundred schedules of the product's own core against the product's own server, and the checker's own honesty."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.simulation import checker
from tests.simulation.schedule import play

CHUNKS, SEEDS = 10, 500


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_is_lost_doubled_invented_or_stuck(chunk: int) -> None:
    wrong = {}
    for seed in range(chunk * SEEDS // CHUNKS, (chunk + 1) * SEEDS // CHUNKS):
        outcome = play(seed)
        if not outcome.sound:
            wrong[seed] = outcome.findings.short()
    assert not wrong, (
        f"play again with: python -m tests.simulation --seeds 1 --from {min(wrong)} --story\n{wrong}"
    )


def test_a_seed_tells_the_same_story_twice() -> None:
    for seed in (3, 11, 130):
        one, other = play(seed), play(seed)
        assert one.story == other.story
        assert one.faults == other.faults
        assert one.book.attempted == other.book.attempted


def test_the_schedules_meet_every_kind_of_fault() -> None:
    from tests.simulation.line import KINDS
    from tests.simulation.schedule import FAULTS

    met: set[str] = set()
    for seed in range(60):
        met |= play(seed, steps=40).faults.keys()
    assert not {*KINDS, *FAULTS, "late_arrival"} - met


def test_the_checker_shares_no_code_with_the_product() -> None:
    tree = ast.parse(Path(checker.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {
        "__future__", "hashlib", "json", "collections", "collections.abc", "dataclasses", "typing", "nacl.exceptions",
        "nacl.signing",
    }  # fmt: skip
