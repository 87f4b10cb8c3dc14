from __future__ import annotations

from pathlib import Path

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
    from tests.desk import practice_desk, walk_in

    with practice_desk(tmp_path / "home") as desk:
        walk_in(desk)
        desk.store.connection.execute("UPDATE registration SET name = 'Another'")
    said = tell(tmp_path / "home", "check", "--json")
    assert said.code == 1 and said.json["ok"] is False and len(said.json["problems"]) == 1
    assert "Another" not in said.out
