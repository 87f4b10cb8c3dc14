from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tests.unit.cli.tool import tell


def test_a_new_desk_is_sound_and_can_be_copied(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert tell(home, "status").code == 0
    said = tell(home, "check", "--json")
    assert (said.code, said.json) == (0, {"ok": True, "problems": []})
    copied = tell(home, "backup", str(tmp_path / "copy.db"), "--json")
    assert (copied.code, copied.json["entries"]) == (0, 0)
    assert tell(home, "backup", str(tmp_path / "copy.db")).code == 1


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    for words in (["check"], ["backup", str(tmp_path / "copy.db")]):
        said = tell(tmp_path / "home", *words)
        assert said.code == 1 and "no desk" in said.err
    assert not (tmp_path / "home").exists() and not (tmp_path / "copy.db").exists()


def test_a_journal_that_was_touched_is_told(tmp_path: Path) -> None:
    with practice_desk(tmp_path / "home") as desk:
        walk_in(desk)
        desk.store.connection.execute("UPDATE registration SET name = 'Another'")
    said = tell(tmp_path / "home", "check", "--json")
    assert said.code == 1 and said.json["ok"] is False and len(said.json["problems"]) == 1
    assert "Another" not in said.out


@pytest.mark.parametrize("where", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_damage_is_a_problem_wherever_it_is_met(tmp_path: Path, where: float) -> None:
    with practice_desk(tmp_path / "home") as desk:
        for mobile in range(9826040000, 9826040030):
            walk_in(desk, name=f"Geeta {'abcdefghij'[mobile % 10] * 4}", mobile=str(mobile))
    file = tmp_path / "home" / "data" / "desk.db"
    with file.open("rb+") as opened:
        opened.seek(int(file.stat().st_size * where))
        opened.write(os.urandom(3000))
    said = tell(tmp_path / "home", "check", "--json")
    assert (said.code, said.err) == (1, "")
    assert said.json["ok"] is False and said.json["problems"]
    words = tell(tmp_path / "home", "check")
    assert (words.code, words.out.splitlines()[0]) == (1, said.json["problems"][0].splitlines()[0])
    assert "form" not in said.out.casefold()


def test_a_target_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert tell(tmp_path / "home", "status").code == 0
    said = tell(tmp_path / "home", "backup", str(tmp_path / "none" / "x"))
    assert (said.code, said.out) == (1, "") and str(tmp_path / "none") in said.err
