from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.cli.tool import DRILLED, tell


def test_practice_gives_the_windows_exit_code(tmp_path: Path) -> None:
    assert tell(tmp_path, "practice", practice=lambda: 4).code == 4


def test_the_drill_hands_its_plan_on_and_prints_the_report(tmp_path: Path) -> None:
    plans: list[dict[str, Any]] = []

    def drill(**plan: Any) -> dict[str, Any]:
        plans.append(plan)
        return DRILLED

    words = ["drill", "--registrations", "7", "--samples", "5", "--outage-minutes", "30", "--speed", "900"]
    words += ["--seed", "3"]
    said = tell(tmp_path, *words, "--out", str(tmp_path / "out"), "--json", drill=drill)
    assert (said.code, said.json) == (0, DRILLED)
    wanted = {"registrations": 7, "samples": 5, "outage_minutes": 30.0, "speed": 900.0, "seed": 3}
    assert plans == [wanted | {"out": tmp_path / "out"}]


def test_a_loss_or_a_number_that_stands_twice_is_exit_code_1(tmp_path: Path) -> None:
    for bad in ({"lost": 1}, {"duplicate_numbers": 1}):
        said = tell(tmp_path, "drill", "--out", str(tmp_path), drill=lambda bad=bad, **plan: DRILLED | bad)
        assert said.code == 1 and said.err.strip()
