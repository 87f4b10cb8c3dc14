"""A copy of the desk's database: encrypted with the same key, whole as of one moment, verified by reading it back."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home, create_private
from tikadesk.store import connection as connections
from tikadesk.store import journal, keys
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.store import Store

SEALED = ".key.sealed"


@dataclass(frozen=True)
class Backup:
    """A finished copy. ``sealed_key``: whether the key lies beside it, for the server's eyes only."""

    file: Path
    entries: int
    size: int
    sealed_key: bool


def write(store: Store, home: Home, file: Path) -> Backup:
    """Copy the database into ``file``, which must not exist. Raises StoreTrouble, and then nothing is left behind."""
    if file.exists():
        raise StoreTrouble("backup.exists", file=str(file))
    part = file.with_name(f".{file.name}.part")
    try:
        _sweep(part)
        create_private(part)
        _copy(store.connection, part)
        key, _ = keys.load(home, make=False)
        entries = _verified(part, key, store)
        with part.open("rb+") as copy:
            os.fsync(copy.fileno())
        sealed = keys.has_sealed_copy(home)
        if sealed:
            beside = file.with_name(file.name + SEALED)
            create_private(beside)
            shutil.copyfile(home.data / keys.SEALED, beside)
        part.replace(file)
        return Backup(file, entries, file.stat().st_size, sealed)
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(file.absolute().parent)) from error
    finally:
        _sweep(part)


def _copy(connection: Connection, part: Path) -> None:
    """Copy as of now; a reader's connection may write this file, which is not its own."""
    with troubles():
        (reads_only,) = connection.execute("PRAGMA query_only").fetchone()
        connection.execute("PRAGMA query_only = OFF")
        try:
            connection.execute("VACUUM INTO ?", [str(part)])
        finally:
            connection.execute(f"PRAGMA query_only = {reads_only}")


def _verified(part: Path, key: bytes, store: Store) -> int:
    """The length of the copy's journal after reading all of it. Raises StoreTrouble."""
    with closing(connections.connect(part, key, query_only=True)) as copy, troubles():
        if connections.quick_check(copy) or journal.faults(copy) or not _is_copy(copy, store.connection):
            raise StoreTrouble("backup.differs")
        return journal.tip(copy, store.me.device).n


def _is_copy(copy: Connection, original: Connection) -> bool:
    """Whether a copy holds exactly the entries that the original held then: others may have been written since."""
    ends = copy.execute("SELECT dev, max(n), h FROM journal GROUP BY dev").fetchall()
    count, last = copy.execute("SELECT count(*), ifnull(max(row), 0) FROM op").fetchone()
    there = "SELECT 1 FROM journal WHERE dev = ? AND n = ? AND h = ?"
    return (
        all(original.execute(there, end).fetchone() for end in ends)
        and original.execute("SELECT count(*) FROM op WHERE row <= ?", [last]).fetchone()[0] == count
    )


def _sweep(part: Path) -> None:
    """Remove what a copy that failed, or its reading back, has left."""
    for name in (part.name, part.name + "-wal", part.name + "-shm"):
        # Asked first: where nothing may be written, not even removing what is not there is allowed.
        if part.with_name(name).exists():
            part.with_name(name).unlink()
