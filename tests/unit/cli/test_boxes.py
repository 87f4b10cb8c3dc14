"""``tikadesk consign``."""

from __future__ import annotations

from pathlib import Path

from tests.boxes import LAB, tube
from tests.desk import SUPERVISOR, practice_desk
from tests.unit.cli.tool import tell
from tikadesk.actions import boxes


def test_boxes_are_packed_and_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with practice_desk(home, staffed=False) as desk:
        for _ in range(3):
            tube(desk)
    said = tell(home, "consign", "--lab", LAB, "--box-size", "2", "--dispatch", "--json")
    assert (said.code, said.err) == (0, "")
    assert [one["samples"] for one in said.json["boxes"]] == [2, 1]
    assert all(len(one["no"]) == 14 for one in said.json["boxes"])
    again = tell(home, "consign", "--lab", LAB)
    assert (again.code, again.out) == (0, "0 samples packed; boxes: 0.\n")


def test_a_driver_goes_with_boxes_that_leave(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with practice_desk(home, staffed=False) as desk:
        tube(desk)
    driver = ("--lab", LAB, "--driver", "Ramesh Pal", "--vehicle", "CG04 AB 1234")
    assert tell(home, "consign", *driver).code == 2
    assert tell(home, "consign", *driver, "--dispatch").code == 0
    with practice_desk(home, staffed=False) as desk:
        assert [one.driver for one in boxes.boxes(desk)] == ["Ramesh Pal"]


def test_an_operator_is_asked_for_and_a_lab_must_be_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with practice_desk(home) as desk:
        tube(desk)
    assert tell(home, "consign", "--lab", LAB).code == 1
    named = ("--as", SUPERVISOR[0], "--pin-stdin")
    wrong = tell(home, "consign", "--lab", "NOWHERE", *named, typed=SUPERVISOR[1])
    assert (wrong.code, wrong.out) == (1, "") and len(wrong.err.splitlines()) == 1
    assert tell(home, "consign", "--lab", LAB, "--box-size", "0", *named).code == 2
    done = tell(home, "consign", "--lab", LAB, *named, typed=SUPERVISOR[1])
    assert done.code == 0 and "1 tube" in done.out
