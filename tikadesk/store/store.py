"""The store of one desk: opening it, who this desk is, and the one way to write. Reads of the desk's screens are in
``records``; what only sync does is in ``ledger``.
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tikadesk.domain.entry import Entry
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home, create_private
from tikadesk.store import connection as connections
from tikadesk.store import journal, keys, leases, notes, projections, schema
from tikadesk.store.connection import Connection, troubles, write_txn

_log = logging.getLogger("tikadesk.store")
DEFAULT_STATE = "CG"
_SHUT = ("store.cannot_open", "store.disk_error")
"""What the engine says of a folder in which it cannot make its files."""


@dataclass(frozen=True)
class Centre:
    """The vaccination centre that this desk works for."""

    code: str
    name: str
    name_hi: str
    district: str


@dataclass(frozen=True)
class Me:
    """This desk's identity. ``seed`` signs its journal; ``cert`` is the server's word for it, None before enrolment."""

    device: str
    label: str
    state: str
    seed: bytes
    cert: str | None
    centre: Centre | None
    service_key: bytes | None


class Writer:
    """What may be done inside one write transaction. Made by ``Store.write`` only."""

    def __init__(self, connection: Connection, me: Me, source: random.Random) -> None:
        self.connection = connection
        self.me = me
        self._source = source

    def number(self, letter: str) -> str:
        """Use up the next official number of a kind's letter."""
        return leases.take(self.connection, self.me.device, self.me.state, letter, self._source)

    def wants_numbers(self, letter: str) -> bool:
        """Whether more numbers should be asked for now."""
        return leases.wanting(self.connection, self.me.device, letter)

    def append(self, entry: Entry) -> int:
        """Journal an entry and write its record's row; its number in the journal."""
        n, _ = journal.append(self.connection, self.me.device, entry.body(), entry)
        projections.project(self.connection, entry)
        return n

    def seal(self) -> journal.Tip:
        """Sign this desk's journal as it now ends, so that a journal edited on disk shows; its end."""
        tip = journal.tip(self.connection, self.me.device)
        journal.seal(self.connection, self.me.device, self.me.seed, tip.n, tip.head)
        return tip

    def note(self, topic: str, id: str, value: object) -> None:
        """Keep a small fact; None forgets it."""
        if value is None:
            notes.drop(self.connection, topic, id)
        else:
            notes.put(self.connection, topic, id, value)


class Store:
    """One connection to the desk's database; it stays on the thread that opened it."""

    def __init__(
        self, connection: Connection, *, key_place: str, source: random.Random, home: Home | None = None
    ) -> None:
        self.connection = connection
        self.home = home
        self.key_place = key_place
        self.source = source
        self._me: Me | None = None
        self._me_version = -1

    @classmethod
    def open(cls, home: Home, *, source: random.Random | None = None, query_only: bool = False) -> Store:
        """Open the desk in ``home``, making it when it is new; raises StoreTrouble with a sentence for every trouble.

        A ``query_only`` store is a reader for another thread.
        """
        try:
            home.make()
        except OSError as error:
            raise StoreTrouble("store.cannot_write", folder=str(home.data)) from error
        if keys.has_sealed_copy(home) and not _has_content(home.database):
            # An enrolled desk had data: a file that is gone or empty is a loss to be told, not a new desk.
            raise StoreTrouble("store.damaged")
        key, place = keys.load(home, make=not home.database.exists())
        connection = _connect(home.database, key, query_only=query_only)
        store = cls(connection, key_place=place, source=source or random.SystemRandom(), home=home)
        if not query_only:
            try:
                store._prepare()
            except BaseException:
                connection.close()
                raise
        return store

    @classmethod
    def in_memory(cls, source: random.Random) -> Store:
        """A desk that lives as long as the object: the simulation's disks are copies of its pages."""
        store = cls(connections.connect(Path(":memory:"), bytes(32)), key_place=keys.FILE, source=source)
        store._prepare()
        return store

    def _prepare(self) -> None:
        schema.ensure(self.connection)
        projections.ensure(self.connection)
        if self.connection.execute("SELECT count(*) FROM me").fetchone()[0] == 0:
            with write_txn(self.connection):
                new_identity(self.connection, self.source, label="", state=DEFAULT_STATE)

    def close(self) -> None:
        """Close the connection; writers also fold the write-ahead log back."""
        with troubles():
            self.connection.close()

    @property
    def me(self) -> Me:
        """This desk's present identity; read again whenever another connection has written, for it may have changed."""
        with troubles():
            version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        if self._me is None or version != self._me_version:
            self._me, self._me_version = read_me(self.connection), version
        return self._me

    def forget_me(self) -> None:
        """Read the identity again at the next use: this connection has changed it."""
        self._me = None

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One write transaction: entries, rows, numbers and notes together, or nothing."""
        with write_txn(self.connection):
            yield Writer(self.connection, self.me, self.source)

    def note(self, topic: str, id: str) -> object:
        """A small fact, or None."""
        with troubles():
            value: object = notes.get(self.connection, topic, id)
        return value

    def noted(self, topic: str, start: str) -> list[str]:
        """The ids of a topic's small facts that begin with ``start``."""
        with troubles():
            return notes.beginning(self.connection, topic, start)

    def notes(self, topic: str) -> dict[str, object]:
        """All small facts of a topic."""
        with troubles():
            return notes.every(self.connection, topic)

    def rebuild(self) -> None:
        """Make every projection again from the entries."""
        projections.rebuild(self.connection)

    def integrity(self) -> list[str]:
        """What the engine finds wrong with the file."""
        return connections.quick_check(self.connection)


def _has_content(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connect(file: Path, key: bytes, *, query_only: bool) -> Connection:
    existed = file.exists()
    try:
        if not existed:
            create_private(file)  # the engine gives its own files beside it the same rights
        return connections.connect(file, key, query_only=query_only)
    except StoreTrouble as trouble:
        if not existed and file.exists() and file.stat().st_size == 0:
            os.unlink(file)
        _log.error("database does not open: %s", trouble.key)
        if trouble.key in _SHUT and not _writable(file.parent):
            raise StoreTrouble("store.read_only") from trouble
        raise
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(file.parent)) from error


def new_identity(connection: Connection, source: random.Random, *, label: str, state: str) -> str:
    """Become a new device: a fresh id and signing key, with an empty journal. The caller holds the transaction."""
    device = str(UUID(int=source.getrandbits(128), version=4))
    connection.execute("UPDATE me SET active = 0")
    connection.execute(
        "INSERT INTO me(dev, label, state, seed, active, made_at) VALUES(?, ?, ?, ?, 1, '')",
        [device, label, state, source.randbytes(32)],
    )
    return device


def read_me(connection: Connection) -> Me:
    """The active identity."""
    with troubles():
        row = connection.execute(
            "SELECT dev, label, state, seed, cert, service_key FROM me WHERE active = 1"
        ).fetchone()
        centre = notes.get(connection, "centre", "mine")
    device, label, state, seed, cert, service_key = row
    return Me(device, label, state, seed, cert, Centre(**centre) if centre else None, service_key)
