"""The copy that is carried away: written, read back, remembered with its time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tests.sentences import assert_said
from tests.two_desks import TwoDesks
from tikadesk.actions import backups
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk") as opened:
        yield opened


def test_the_last_copy_is_remembered_and_journalled(desk: Desk, tmp_path: Path) -> None:
    assert backups.last(desk) is None
    walk_in(desk)
    assert backups.place(desk) == Path("tikadesk-20210517-1020.backup")
    folder = tmp_path / "drive"
    folder.mkdir()
    made = backups.write(desk, folder / backups.place(desk))
    last = backups.last(desk)
    assert last is not None
    assert (last.at, last.day, last.file, last.entries) == (
        "2021-05-17T10:20", "2021-05-17", str(made.file), made.entries,
    )  # fmt: skip
    assert backups.place(desk).parent == folder
    folder.rename(tmp_path / "unplugged")
    assert backups.place(desk).parent == Path()
    events = desk.store.connection.execute("SELECT what, count FROM event WHERE what = 'backup'").fetchall()
    assert events == [("backup", made.entries)]


def test_what_was_not_written_is_not_remembered(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble):
        backups.write(desk, tmp_path / "none" / "copy.backup")
    assert backups.last(desk) is None


def test_a_desk_in_memory_says_that_it_has_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        backups.write(TwoDesks().desks[0], tmp_path / "copy.backup")
    assert_said(trouble.value.key, trouble.value.params)
