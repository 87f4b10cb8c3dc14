"""Projections: one typed table per kind, made by sqlite-utils from its declaration, plus the search index.

A row is a pure fold over its record's entries, so every table here can be dropped and made again. Nothing but the fold
writes a row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

import sqlite_utils

from tikadesk.domain import entry as entries
from tikadesk.domain.entry import Entry, Value
from tikadesk.domain.fold import State, fold
from tikadesk.domain.kind import DAY, NUMBER, Kind
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.wire import Judgement
from tikadesk.store import search
from tikadesk.store.connection import Connection, troubles, write_txn

FOLD_VERSION = 1
"""Raised when the fold or a kind changes what a row holds: the next start makes the projections again."""

_SYSTEM: dict[str, type] = {
    "row": int, "id": str, NUMBER: str, DAY: str, "dev": str, "own": int, "n": int, "at": str, "by": str, "gen": int,
    "heads": str, "conflict": str, "void": int, "why": str, "verdict": str, "extra": str,
}  # fmt: skip
_INDEXED = {"registration": ("day, dev, token",), "dose": ("person", "day, batch, vial")}


@cache
def columns(kind: Kind) -> dict[str, type]:
    """The columns of a kind's table: the system's, then the declaration's."""
    return _SYSTEM | {field.name: field.sql for field in kind.fields if field.name not in _SYSTEM}


def ensure(connection: Connection) -> bool:
    """Make the tables where they are missing or of an older fold; True when they were made (and must be filled)."""
    with troubles():
        row = connection.execute("SELECT value FROM note WHERE topic='fold' AND id='version'").fetchone()
    if row is not None and row[0] == _signature():
        return False
    rebuild(connection)
    return True


def _signature() -> str:
    # A new field changes the table, so the declarations are part of what the rows depend on.
    return f"{FOLD_VERSION}:" + ";".join(f"{kind.name}({','.join(columns(kind))})" for kind in KINDS.values())


def rebuild(connection: Connection) -> None:
    """Drop every projection and fold all entries again, in one transaction."""
    with write_txn(connection):
        fill(connection)


def fill(connection: Connection) -> None:
    """``rebuild`` inside the caller's transaction."""
    _create(connection)
    order: dict[str, list[Entry]] = {}
    for body, kind in connection.execute("SELECT body, kind FROM op ORDER BY row"):
        if kind in KINDS:
            parsed = entries.parse(body)
            order.setdefault(parsed.rec, []).append(parsed)
    for rec, ops in order.items():
        kind = KINDS[ops[0].kind]
        _write(connection, kind, rec, fold(ops, kind.merge_rules), fresh=True)
    connection.execute(
        "INSERT INTO note VALUES('fold', 'version', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        [_signature()],
    )


def _create(connection: Connection) -> None:
    db = sqlite_utils.Database(connection)
    for kind in KINDS.values():
        connection.execute(f"DROP TABLE IF EXISTS {kind.name}")
        table = db.table(kind.name)
        table.create(columns(kind), pk="row", not_null={"id", "heads"}, strict=True)
        connection.execute(f"CREATE UNIQUE INDEX {kind.name}_id ON {kind.name}(id)")
        # Another desk's number may collide and must still be storable; this desk's own may never.
        connection.execute(
            f"CREATE UNIQUE INDEX {kind.name}_own_no ON {kind.name}({NUMBER}) WHERE own = 1 AND {NUMBER} IS NOT NULL"
        )
        for number, indexed in enumerate(_INDEXED.get(kind.name, ())):
            connection.execute(f"CREATE INDEX {kind.name}_by{number} ON {kind.name}({indexed})")
    search.create(connection)


def project(connection: Connection, changed: Entry) -> State | None:
    """Fold the record that ``changed`` belongs to and write its row; None for a kind that this release lacks.

    The entry must be in ``op`` already.
    """
    kind = KINDS.get(changed.kind)
    if kind is None:
        return None
    if changed.op is entries.Op.CREATE:
        known = connection.execute(
            "SELECT 1 FROM op WHERE rec = ? AND id <> ? LIMIT 1", [changed.rec, changed.id]
        )
        if known.fetchone() is None:
            state = fold([changed], kind.merge_rules)
            _write(connection, kind, changed.rec, state, fresh=True)
            return state
    bodies = connection.execute("SELECT body FROM op WHERE rec = ?", [changed.rec])
    state = fold([entries.parse(body) for (body,) in bodies], kind.merge_rules)
    _write(connection, kind, changed.rec, state, fresh=False)
    return state


def _write(connection: Connection, kind: Kind, rec: str, state: State, *, fresh: bool) -> None:
    row = row_of(connection, kind, rec, state)
    if fresh:
        marks = ",".join("?" * len(row))
        inserted = connection.execute(
            f"INSERT INTO {kind.name}({','.join(row)}) VALUES({marks})", list(row.values())
        )
        place = inserted.lastrowid
    else:
        sets = ",".join(f"{name}=excluded.{name}" for name in row if name != "id")
        marks = ",".join("?" * len(row))
        place = connection.execute(
            f"INSERT INTO {kind.name}({','.join(row)}) VALUES({marks})"
            f" ON CONFLICT(id) DO UPDATE SET {sets} RETURNING row",
            list(row.values()),
        ).fetchone()[0]
    if kind.found_by:
        search.index(connection, kind, place, row, fresh=fresh)


def row_of(connection: Connection, kind: Kind, rec: str, state: State) -> dict[str, Value]:
    """What the row of a record in ``state`` holds, by column; its place in the table is not among them."""
    known = {name: value for name, value in state.values.items() if name in columns(kind)}
    extra = {name: value for name, value in state.values.items() if name not in known}
    first = state.created or state.last
    dev, own, n, verdict = _standing(connection, rec, first.id)
    fields: dict[str, Value] = {name: None for name in columns(kind) if name != "row"}
    fields |= {name: int(value) if isinstance(value, bool) else value for name, value in known.items()}
    fields |= {
        "id": rec, "dev": dev, "own": own, "n": n, "at": first.at, "by": first.by, "gen": state.gen,
        "heads": " ".join(state.heads), "conflict": " ".join(state.conflicts) or None, "void": int(state.void),
        "why": state.why, "verdict": verdict, "extra": json.dumps(extra, ensure_ascii=False) if extra else None,
    }  # fmt: skip
    return fields


def _standing(connection: Connection, rec: str, first: str) -> tuple[str | None, int, int | None, str | None]:
    """Whose record it is, this desk's newest journal number for it, and the verdict that needs someone."""
    dev = own = newest = verdict = None
    rows = connection.execute(
        "SELECT id, dev, judgement, reason, n, here FROM op WHERE rec = ?",
        [rec],
    )
    for op, op_dev, judgement, reason, n, here in rows:
        if op == first:
            dev, own = op_dev, here
        if n is not None:
            newest = max(newest or 0, n)
        if judgement in (Judgement.HELD, Judgement.FLAGGED):
            verdict = f"{judgement}:{reason}"
    return dev, own or 0, newest, verdict


def refresh(connection: Connection, recs: Iterable[tuple[str, str]]) -> None:
    """Write the rows of (kind, record) again, after a verdict or a change of identity."""
    for name, rec in recs:
        kind = KINDS.get(name)
        bodies = connection.execute("SELECT body FROM op WHERE rec = ?", [rec]).fetchall()
        if kind is not None and bodies:
            _write(
                connection,
                kind,
                rec,
                fold([entries.parse(body) for (body,) in bodies], kind.merge_rules),
                fresh=False,
            )
