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
        with troubles():
            store.connection.execute("VACUUM INTO ?", [str(part)])
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


def _verified(part: Path, key: bytes, store: Store) -> int:
    """The length of the copy's journal after reading all of it. Raises StoreTrouble."""
    with closing(connections.connect(part, key, query_only=True)) as copy, troubles():
        if connections.quick_check(copy) or journal.faults(copy) or _shape(copy) != _shape(store.connection):
            raise StoreTrouble("backup.differs")
        return journal.tip(copy, store.me.device).n


def _shape(connection: Connection) -> list[tuple[object, ...]]:
    """The length of every journal with its head: equal shapes hold exactly the same entries."""
    rows = connection.execute(
        "SELECT dev, max(n), h, (SELECT count(*) FROM op) FROM journal GROUP BY dev ORDER BY dev"
    )
    return [tuple(row) for row in rows]


def _sweep(part: Path) -> None:
    """Remove what a copy that failed, or its reading back, has left."""
    for name in (part.name, part.name + "-wal", part.name + "-shm"):
        # Asked first: where nothing may be written, not even removing what is not there is allowed.
        if part.with_name(name).exists():
            part.with_name(name).unlink()
