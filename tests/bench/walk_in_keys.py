"""Row 13: the keys of a scripted walk-in, as the test of the desk's window counts them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.bench.harness import Figure


class _Counted:
    """Runs the test's own script inside pytest, which lends it its fixtures, and keeps the number of keys."""

    def __init__(self) -> None:
        self.keys = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if "no_more_keys" in item.name]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        assert isinstance(item, pytest.Function)
        module: Any = item.module
        script = module.keys_of_a_walk_in

        def counting(*given: object) -> object:
            told = script(*given)
            self.keys = told[0]
            return told

        module.keys_of_a_walk_in = counting


def run() -> list[Figure]:
    """The figure of this row."""
    counted = _Counted()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(__file__).parents[1] / "ui" / "test_walk_in_keys.py"
        code = pytest.main([str(script), "-q", "--no-header", f"--basetemp={folder}/t"], plugins=[counted])
    if code != pytest.ExitCode.OK or not counted.keys:
        raise RuntimeError("the walk-in did not pass")
    return [Figure(13, "keys of a walk-in", "keys", counted.keys, 45)]
