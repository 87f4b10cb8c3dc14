from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tests.dump import tables
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home, home
from tikadesk.store import backup, connection, keys
from tikadesk.store.store import Store


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return home(tmp_path / "desk")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk") as opened:
        walk_in(opened)
        yield opened


def test_a_copy_holds_everything_and_opens_with_the_desks_key_only(
    desk: Desk, place: Home, tmp_path: Path
) -> None:
    made = backup.write(desk.store, place, tmp_path / "copy.db")
    key, _ = keys.load(place, make=False)
    with closing(connection.connect(made.file, key, query_only=True)) as copy:
        assert tables(copy) == tables(desk.store.connection)
    assert made.entries == desk.store.connection.execute("SELECT max(n) FROM journal").fetchone()[0]
    assert made.size == made.file.stat().st_size
    assert b"Sushila" not in made.file.read_bytes()
    with pytest.raises(StoreTrouble) as met:
        connection.connect(made.file, bytes(32))
    assert met.value.key == "store.wrong_key"


def test_a_reader_copies_while_the_desk_goes_on_writing(
    desk: Desk, place: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = desk.store.connection.execute("SELECT max(n) FROM journal").fetchone()[0]
    check = connection.quick_check

    def meanwhile(copy: connection.Connection) -> list[str]:
        walk_in(desk, name="Ram Sahu")
        return check(copy)

    monkeypatch.setattr(connection, "quick_check", meanwhile)
    with closing(Store.open(place, query_only=True)) as reader:
        assert backup.write(reader, place, tmp_path / "copy.db").entries == entries
        with pytest.raises(Exception, match="readonly"):
            reader.connection.execute("DELETE FROM note")


def test_a_copy_that_lacks_an_entry_is_no_backup(
    desk: Desk, place: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = backup.write(desk.store, place, tmp_path / "older.db").file
    walk_in(desk, name="Ram Sahu")
    key, _ = keys.load(place, make=False)
    with closing(connection.connect(older, key)) as copy:
        copy.execute("DROP TRIGGER op_kept")
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("DELETE FROM op WHERE row = 1")
    monkeypatch.setattr(backup, "_copy", lambda _connection, part: part.write_bytes(older.read_bytes()))
    with pytest.raises(StoreTrouble) as met:
        backup.write(desk.store, place, tmp_path / "copy.db")
    assert met.value.key == "backup.differs"


def test_the_sealed_key_goes_along(desk: Desk, place: Home, tmp_path: Path) -> None:
    assert not backup.write(desk.store, place, tmp_path / "one.db").sealed_key
    (place.data / keys.SEALED).write_bytes(b"sealed")
    assert backup.write(desk.store, place, tmp_path / "two.db").sealed_key
    assert (tmp_path / "two.db.key.sealed").read_bytes() == b"sealed"


def test_a_backup_is_never_written_over(desk: Desk, place: Home, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    file.write_bytes(b"older backup")
    with pytest.raises(StoreTrouble) as met:
        backup.write(desk.store, place, file)
    assert met.value.key == "backup.exists"
    assert file.read_bytes() == b"older backup"


def test_a_place_that_cannot_be_written_leaves_nothing(desk: Desk, place: Home, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble):
        backup.write(desk.store, place, tmp_path / "none" / "copy.db")
    assert not (tmp_path / "none").exists()


def test_a_copy_that_does_not_read_back_is_no_backup(
    desk: Desk, place: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "quick_check", lambda copy: ["page 3 is damaged"])
    with pytest.raises(StoreTrouble) as met:
        backup.write(desk.store, place, tmp_path / "copy.db")
    assert met.value.key == "backup.differs"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.replace", full)
    monkeypatch.setattr(backup, "_verified", full)
    with pytest.raises(StoreTrouble):
        backup.write(desk.store, place, tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir()] == ["desk"]


def test_a_copy_is_for_this_user_only(desk: Desk, place: Home, tmp_path: Path) -> None:
    (place.data / keys.SEALED).write_bytes(b"sealed")
    backup.write(desk.store, place, tmp_path / "copy.db")
    copies = sorted(tmp_path.glob("copy.db*"))
    assert [file.name for file in copies] == ["copy.db", "copy.db.key.sealed"]
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in copies} == {0o600}


def test_a_folder_that_is_not_there_is_named(desk: Desk, place: Home, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as met:
        backup.write(desk.store, place, tmp_path / "none" / "copy.db")
    assert (met.value.key, met.value.params) == ("store.cannot_write", {"folder": str(tmp_path / "none")})
