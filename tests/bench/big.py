"""A desk with very many people, made the fast way: rows as a save would leave them, without saving one by one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import people
from tests.desk import practice_desk
from tikadesk.actions.desk import Desk
from tikadesk.domain import journal as chain
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.numbers import REGISTRATION, Number
from tikadesk.store import journal, search
from tikadesk.store.connection import write_txn

_CHUNK = 20_000


@contextmanager
def desk_of(folder: Path, rows: int, *, journalled: bool) -> Iterator[Desk]:
    """A staffed desk that knows ``rows`` people; with ``journalled`` it has their entries too."""
    with practice_desk(folder) as desk:
        connection = desk.store.connection
        connection.execute("PRAGMA synchronous = OFF")
        for first in range(0, rows, _CHUNK):
            with write_txn(connection):
                _add(desk, first, min(rows, first + _CHUNK), rows, journalled=journalled)
                search.catch_up(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA synchronous = FULL")
        gc.collect()
        yield desk


def _add(desk: Desk, first: int, last: int, total: int, *, journalled: bool) -> None:
    connection, device = desk.store.connection, desk.store.me.device
    made: list[tuple[str, dict[str, Value]]] = []
    for number in range(first, last):
        day = f"2019-{1 + number * 12 // total:02d}-{1 + number % 28:02d}"
        values = people.registration(number) | {"no": str(Number("CG", REGISTRATION, 1, number)), "day": day}
        made.append((desk.ids.new(), values))
    names = list(made[0][1])
    connection.executemany(
        f"INSERT INTO registration(id, heads, dev, own, n, at, gen, void, {','.join(names)})"
        f" VALUES(?, ?, ?, 1, ?, '2019-05-17T10:20:00+05:30', 1, 0, {','.join('?' * len(names))})",
        [(rec, rec, device, n, *values.values()) for n, (rec, values) in enumerate(made, first + 1)],
    )
    if not journalled:
        return
    end = journal.tip(connection, device)
    head, row = end.head, connection.execute("SELECT coalesce(max(row), 0) FROM op").fetchone()[0]
    ops, lines = [], []
    for n, (rec, values) in enumerate(made, end.n + 1):
        entry = Entry(rec, "registration", rec, Op.CREATE, "2019-05-17T10:20:00+05:30", "-", values)
        body, row = entry.body(), row + 1
        digest = chain.digest(body)
        head = chain.link(head, n, digest)
        ops.append((row, rec, rec, device, body.decode(), n))
        lines.append((device, n, row, digest, head))
    connection.executemany(
        "INSERT INTO op(row, id, rec, kind, gen, dev, here, body, n) VALUES(?, ?, ?, 'registration', 1, ?, 1, ?, ?)",
        ops,
    )
    connection.executemany("INSERT INTO journal VALUES(?, ?, ?, ?, ?)", lines)
