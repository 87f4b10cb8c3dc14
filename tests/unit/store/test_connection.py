"""Connections: one kind of write transaction; every trouble of disk or key a sentence, nothing half written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desk import walk_in
from tests.sentences import assert_said
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.store.connection import Connection, connect, quick_check, troubles, write_txn

KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with one table ``t`` of two rows."""
    place = tmp_path / "some.db"
    connection = connect(place, KEY)
    connection.execute("CREATE TABLE t(n INT)")
    connection.execute("INSERT INTO t VALUES(1), (2)")
    connection.close()
    return place


@contextmanager
def refused(key: str) -> Iterator[None]:
    """The block meets exactly this trouble, and it can be said."""
    with pytest.raises(StoreTrouble) as trouble:
        yield
    assert trouble.value.key == key
    assert_said(trouble.value.key, trouble.value.params)


def rows(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT n FROM t ORDER BY n")]


def test_what_is_on_disk_cannot_be_read_without_the_key(file: Path) -> None:
    assert b"CREATE TABLE" not in file.read_bytes()
    assert not file.read_bytes().startswith(b"SQLite format 3")
    with refused("store.wrong_key"):
        connect(file, bytes(32))
    connection = connect(file, KEY)
    assert rows(connection) == [1, 2]
    connection.close()


def test_nothing_acknowledged_is_lost_by_a_power_cut(file: Path) -> None:
    connection = connect(file, KEY)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
    connection.close()


def test_a_transaction_is_whole_or_not_at_all(file: Path) -> None:
    connection = connect(file, KEY)
    with pytest.raises(RuntimeError), write_txn(connection):
        connection.execute("INSERT INTO t VALUES(3)")
        raise RuntimeError
    assert rows(connection) == [1, 2]
    assert not connection.in_transaction
    with write_txn(connection):
        connection.execute("INSERT INTO t VALUES(3)")
    assert rows(connection) == [1, 2, 3]
    connection.close()


def test_who_reads_before_writing_does_not_lose_to_another_writer(file: Path) -> None:
    one, other = connect(file, KEY), connect(file, KEY)
    other.execute("PRAGMA busy_timeout = 20")
    with write_txn(one):
        highest = one.execute("SELECT max(n) FROM t").fetchone()[0]
        with refused("store.busy"), write_txn(other):
            raise AssertionError("the second writer must wait before it reads")
        one.execute("INSERT INTO t VALUES(?)", [highest + 1])
    with write_txn(other):
        other.execute("INSERT INTO t SELECT max(n) + 1 FROM t")
    assert rows(one) == [1, 2, 3, 4]
    one.close()
    other.close()


def test_a_reader_does_not_wait_for_a_writer(file: Path) -> None:
    writer, reader = connect(file, KEY), connect(file, KEY, query_only=True)
    with write_txn(writer):
        writer.execute("INSERT INTO t VALUES(3)")
        assert rows(reader) == [1, 2]
    assert rows(reader) == [1, 2, 3]
    with refused("store.read_only"), write_txn(reader):
        reader.execute("INSERT INTO t VALUES(4)")
    writer.close()
    reader.close()


def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(desk: Desk) -> None:
    connection = desk.store.connection
    walk_in(desk)
    counted = "SELECT (SELECT count(*) FROM op), (SELECT count(*) FROM journal), (SELECT count(*) FROM registration)"
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    saved = connection.execute(counted).fetchone()
    with refused("store.full"):
        for _ in range(500):
            walk_in(desk, notes="क" * 400)
            saved = connection.execute(counted).fetchone()
    assert connection.execute(counted).fetchone() == saved
    assert not connection.in_transaction
    assert desk.store.integrity() == []
    connection.execute(f"PRAGMA max_page_count = {pages * 10}")
    walk_in(desk)  # room again: the form that was left open is saved


def test_a_damaged_page_is_a_sentence_and_is_found_by_the_check(file: Path) -> None:
    connection = connect(file, KEY)
    connection.execute("CREATE TABLE filler(text)")
    connection.executemany("INSERT INTO filler VALUES(?)", [["x" * 900]] * 60)
    connection.close()
    content = bytearray(file.read_bytes())
    for place in range(5 * 4096, len(content)):
        content[place] ^= 0xFF
    file.write_bytes(bytes(content))
    connection = connect(file, KEY)
    assert quick_check(connection) != []
    with refused("store.damaged"), troubles():
        connection.execute("SELECT count(text) FROM filler").fetchone()
    connection.close()


def test_a_sound_file_passes_the_check(file: Path) -> None:
    connection = connect(file, KEY)
    assert quick_check(connection) == []
    connection.close()


@pytest.mark.parametrize("content", [b"no database at all " * 300, b"\x00" * 4096])
def test_a_file_that_is_no_database_does_not_open(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "some.db"
    place.write_bytes(content)
    with refused("store.wrong_key"):
        connect(place, KEY)
    assert place.read_bytes() == content


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with refused("store.cannot_open"):
        connect(tmp_path, KEY)


def test_a_mistake_of_ours_stays_a_bug(file: Path) -> None:
    connection = connect(file, KEY)
    with pytest.raises(Exception, match="no such table") as bug, troubles():
        connection.execute("SELECT * FROM nowhere")
    assert not isinstance(bug.value, StoreTrouble)
    connection.close()
