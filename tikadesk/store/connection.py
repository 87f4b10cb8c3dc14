"""Connections: encryption, pragmas, the one kind of write transaction, and the engine's errors as sentences.

A connection never leaves the thread that opened it. No table is known here.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as engine

from tikadesk.errors import StoreTrouble

BUSY_MS = 5_000
_STATEMENTS = 512
"""Statements kept ready: with the engine's own few, a save compiles some of its statements each time."""
_ROOM = 1_000_000
Connection = Any
"""An ``sqlcipher3`` connection; the package has no type stubs."""

_FULL, _READONLY, _CORRUPT, _NOT_A_DATABASE, _CANT_OPEN, _BUSY, _LOCKED, _IO = 13, 8, 11, 26, 14, 5, 6, 10
_SENTENCES = {
    _FULL: "store.full",
    _READONLY: "store.read_only",
    _CORRUPT: "store.damaged",
    _NOT_A_DATABASE: "store.damaged",
    _CANT_OPEN: "store.cannot_open",
    _BUSY: "store.busy",
    _LOCKED: "store.busy",
    _IO: "store.disk_error",
}


@contextmanager
def troubles(*, opening: bool = False) -> Iterator[None]:
    """Turn the engine's troubles into StoreTrouble; a mistake of ours (bad SQL, a broken rule) stays a bug.

    A page that does not decrypt means another key while ``opening``, and damage once the file has been open.
    """
    try:
        yield
    except engine.Error as error:
        told = getattr(error, "sqlite_errorcode", None)
        code = told & 0xFF if isinstance(told, int) else -1
        key = _SENTENCES.get(code)
        if key is None:
            raise
        if opening and code == _NOT_A_DATABASE:
            key = "store.wrong_key"
        raise StoreTrouble(key) from error


def connect(file: Path, key: bytes, *, query_only: bool = False) -> Connection:
    """Open ``file`` with a raw 256-bit key; raises StoreTrouble for a wrong key, damage, or a folder without rights.

    WAL with ``synchronous=FULL``: a power cut loses nothing that was acknowledged.
    """
    try:
        return _connect(file, key, query_only=query_only)
    except StoreTrouble as trouble:
        # Where not even the shared-memory file can be made, the engine calls a full disk an I/O error.
        if trouble.key == "store.disk_error" and shutil.disk_usage(file.parent).free < _ROOM:
            raise StoreTrouble("store.full") from trouble
        raise


def _connect(file: Path, key: bytes, *, query_only: bool) -> Connection:
    with troubles(opening=True):
        connection = engine.connect(
            str(file), timeout=BUSY_MS / 1000, isolation_level=None, cached_statements=_STATEMENTS
        )
        # The engine would print its own account of a wrong key to stderr; ours is a sentence on screen.
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -8000")
            if query_only:
                connection.execute("PRAGMA query_only = ON")
        except engine.Error:
            connection.close()
            raise
    return connection


@contextmanager
def write_txn(connection: Connection) -> Iterator[Connection]:
    """One write transaction: all of it or nothing.

    ``BEGIN IMMEDIATE``, because a transaction that reads before it writes would otherwise fail at once when another
    connection wrote in between, whatever the busy timeout.
    """
    with troubles():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def read_txn(connection: Connection) -> Iterator[None]:
    """Several reads that see the database as it stood at one moment."""
    with troubles():
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("COMMIT")


def quick_check(connection: Connection) -> list[str]:
    """What the engine finds wrong with the file; empty when sound."""
    with troubles():
        found = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
    return [line for line in found if line != "ok"]
