from __future__ import annotations

from pathlib import Path

from tests import raipur
from tests.desk import practice_desk, walk_in
from tests.unit.cli.tool import tell


def test_a_day_is_counted_four_ways_and_references_are_bound(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with practice_desk(home, staffed=False) as desk:
        walk_in(desk, name="Sunita Sahu", name_local="")
        walk_in(desk, name="Geeta Verma", name_local="", mobile="9827012345")
    day = "2021-05-17"
    said = tell(home, "reconcile", "--day", day)
    assert said.code == 0
    assert said.out.splitlines()[0] == "2 given here · ? on the server · ? on the portal · ? on paper"
    rows = [
        ["62682606457710", "SUNEETA SAHU", "1987", "F", "2"],
        ["32600491890923", "Somebody Else", "1950", "M", "1"],
    ]
    file = raipur.write_csv(
        tmp_path / "portal.csv", ["CoWIN ID", "Name", "Year of birth", "Gender", "Dose"], rows
    )
    assert tell(home, "import", str(file), "--kind", "portal", "--day", day).code == 0
    found = tell(home, "reconcile", "--day", day, "--bind", "--json").json
    assert (found["here"], found["server"], found["portal"], found["paper"]) == (2, None, 2, None)
    assert found["groups"] == {
        "here_only": 1, "portal_only": 1, "differs": 1, "twice": 0, "unclear": 0, "agrees": 0,
    }  # fmt: skip
    assert (found["to_look_at"], found["bound"], found["server_fault"]) == (3, 1, None)
    assert tell(home, "reconcile", "--day", day, "--bind", "--json").json["bound"] == 0
    out = tmp_path / "found.csv"
    made = tell(home, "export", "reconciliation", "--day", day, "--out", str(out), "--json").json
    assert made["rows"] == 3 and "62682606457710" in out.read_text("utf-8-sig")


def test_a_day_that_is_none_is_refused_with_a_sentence(tmp_path: Path) -> None:
    said = tell(tmp_path / "home", "reconcile", "--day", "yesterday")
    assert said.code == 1 and said.err
