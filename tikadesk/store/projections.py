"""Projections: one typed table per kind, made by sqlite-utils from its declaration, plus the search index.

A row is a pure fold over its record's entries, so every table here can be dropped and made again. Nothing but the fold
writes a row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from tikadesk.domain import entry as entries
from tikadesk.domain.entry import Entry, Value
from tikadesk.domain.fold import State, fold
from tikadesk.domain.kind import DAY, NUMBER, Kind
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.wire import Judgement
from tikadesk.store import journal, search
from tikadesk.store.connection import Connection, troubles, write_txn

FOLD_VERSION = 1
"""Raised when the fold or a kind changes what a row holds: the next start makes the projections again."""

SYSTEM: dict[str, type] = {
    "row": int, "id": str, NUMBER: str, DAY: str, "dev": str, "own": int, "n": int, "at": str, "by": str, "gen": int,
    "heads": str, "conflict": str, "void": int, "why": str, "judged": str, "extra": str,
}  # fmt: skip
"""The columns of every kind's table with their types."""
_INDEXED = {
    "registration": (
        "(day, dev, token, void)",
        "(portal_ref) WHERE portal_ref IS NOT NULL",
    ),
    "dose": (
        "(person)",
        "(day, batch, vial, void, outcome, dose_no)",
        "(person) WHERE outcome = 'deferred' AND void = 0",
    ),
    "sample": (
        "(no)",
        "(day, void, own, portal_id, time)",
        "(mobile) WHERE mobile IS NOT NULL",
        "(box, slot) WHERE box IS NOT NULL",
        "(portal_id) WHERE portal_id IS NOT NULL",
        "(srf_id) WHERE srf_id IS NOT NULL",
        "(icmr_id) WHERE icmr_id IS NOT NULL",
        "(repeat_of) WHERE repeat_of IS NOT NULL",
        "(lost_on) WHERE lost_reason IS NOT NULL",
        "(conflict) WHERE conflict IS NOT NULL",
        "(day, time) WHERE box IS NULL AND lost_reason IS NULL AND void = 0",
    ),
    "consignment": ("(state)", "(no)"),
    "receipt": ("(consignment)",),
    "receipt_line": (
        "(consignment)",
        "(tube, void, verdict, result)",
        "(at, tube) WHERE verdict IN ('rejected', 'short') AND void = 0",
    ),
    "stock_move": ("(batch)",),
    "vial": ("(day, batch, vial)", "(batch)"),
    "aefi": ("(day)", "(dose)", "(person)"),
    "quota_plan": ("(day)",),
    "day_count": ("(day)",),
    "day_closing": ("(day)",),
    "review": ("(day)",),
    "event": ("(subject)", "(what) WHERE what >= 'alike.' AND what < 'alike/'"),
}
"""Each costs a save some pages: one about the few samples that something happened to holds those only."""


@cache
def columns(kind: Kind) -> dict[str, type]:
    """The columns of a kind's table: the system's, then the declaration's."""
    return SYSTEM | {field.name: field.sql for field in kind.fields if field.name not in SYSTEM}


def ensure(connection: Connection) -> bool:
    """Make the tables where they are missing or of an older fold; True when they were made (and must be filled)."""
    with troubles():
        row = connection.execute("SELECT value FROM note WHERE topic='fold' AND id='version'").fetchone()
    if row is not None and row[0] == _signature():
        return False
    rebuild(connection)
    return True


def _signature() -> str:
    # A new field or index changes the table, so the declarations are part of what the rows depend on.
    tables = (
        f"{kind.name}({','.join((*columns(kind), *_INDEXED.get(kind.name, ())))})" for kind in KINDS.values()
    )
    return f"{FOLD_VERSION}:" + ";".join(tables)


def rebuild(connection: Connection) -> None:
    """Drop every projection and fold all entries again, in one transaction."""
    with write_txn(connection):
        fill(connection)


def fill(connection: Connection) -> None:
    """``rebuild`` inside the caller's transaction."""
    _create(connection)
    order: dict[str, tuple[Kind, list[_Op]]] = {}
    for rec, kind, *op in connection.execute(f"SELECT rec, kind, {_OP_COLUMNS} FROM op ORDER BY row"):
        if kind in KINDS:
            order.setdefault(rec, (KINDS[kind], []))[1].append(_Op(*op))
    for rec, (known, ops) in order.items():
        _write(connection, known, row_of(known, rec, ops, _state(known, ops)), fresh=True)
    connection.execute(
        "INSERT INTO note VALUES('fold', 'version', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        [_signature()],
    )


def _create(connection: Connection) -> None:
    import sqlite_utils  # slow to import, and the tables are seldom made

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
        connection.execute(f"CREATE INDEX {kind.name}_void ON {kind.name}(void) WHERE void = 1")
        for number, indexed in enumerate(_INDEXED.get(kind.name, ())):
            connection.execute(f"CREATE INDEX {kind.name}_by{number} ON {kind.name}{indexed}")
    search.create(connection)


class _Op(NamedTuple):
    """What a projection needs to know of one entry."""

    id: str
    dev: str
    here: int
    n: int | None
    judgement: str | None
    reason: str | None
    body: str


_OP_COLUMNS = ",".join(_Op._fields)


def _ops(connection: Connection, rec: str) -> list[_Op]:
    found = connection.execute(f"SELECT {_OP_COLUMNS} FROM op WHERE {journal.OF_RECORD}", [rec])
    return [_Op(*row) for row in found]


def _state(kind: Kind, ops: Iterable[_Op]) -> State:
    return fold([entries.parse(op.body) for op in ops], kind.merge_rules)


def project(connection: Connection, changed: Entry) -> State | None:
    """Fold the record that ``changed`` belongs to and write its row; None for a kind that this release lacks.

    The entry must be in ``op`` already.
    """
    kind = KINDS.get(changed.kind)
    if kind is None:
        return None
    ops = _ops(connection, changed.rec)
    alone = len(ops) == 1
    state = fold([changed], kind.merge_rules) if alone else _state(kind, ops)
    _write(
        connection,
        kind,
        row_of(kind, changed.rec, ops, state),
        fresh=alone and changed.op is entries.Op.CREATE,
    )
    return state


def refresh(connection: Connection, recs: Iterable[tuple[str, str]]) -> None:
    """Write the rows of (kind, record) again, after a verdict or a change of identity."""
    for name, rec in recs:
        kind = KINDS.get(name)
        ops = _ops(connection, rec)
        if kind is not None and ops:
            _write(connection, kind, row_of(kind, rec, ops, _state(kind, ops)), fresh=False)


def refolded(connection: Connection, kind: Kind, rec: str) -> dict[str, Value]:
    """What the row of a record should hold by its entries, at least one: for checking."""
    ops = _ops(connection, rec)
    return row_of(kind, rec, ops, _state(kind, ops))


def row_of(kind: Kind, rec: str, ops: Iterable[_Op], state: State) -> dict[str, Value]:
    """What the row of a record in ``state`` holds, by column; its place in the table is not among them."""
    first = state.created or state.last
    row: dict[str, Value] = dict.fromkeys(_written(kind))
    extra: dict[str, Value] = {}
    for name, value in state.values.items():
        if name in row:
            row[name] = int(value) if isinstance(value, bool) else value
        else:
            extra[name] = value
    dev, own, n, judged = _standing(ops, first.id)
    return row | {
        "id": rec, "dev": dev, "own": own, "n": n, "at": first.at, "by": first.by, "gen": state.gen,
        "heads": " ".join(state.heads), "conflict": " ".join(state.conflicts) or None, "void": int(state.void),
        "why": state.why, "judged": judged, "extra": json.dumps(extra, ensure_ascii=False) if extra else None,
    }  # fmt: skip


def _standing(ops: Iterable[_Op], first: str) -> tuple[str | None, int, int | None, str | None]:
    """Whose record it is, this desk's newest journal number for it, and the verdict that needs someone."""
    dev = own = newest = judged = None
    for op in ops:
        if op.id == first:
            dev, own = op.dev, op.here
        if op.n is not None:
            newest = max(newest or 0, op.n)
        if op.judgement in (Judgement.HELD, Judgement.FLAGGED):
            judged = f"{op.judgement}:{op.reason}"
    return dev, own or 0, newest, judged


def _write(connection: Connection, kind: Kind, row: Mapping[str, Value], *, fresh: bool) -> None:
    written = connection.execute(_statement(kind, fresh), list(row.values()))
    place = written.lastrowid if fresh else written.fetchone()[0]
    if kind is search.FOUND:
        search.index(connection, place, row, fresh=fresh)


@cache
def _written(kind: Kind) -> tuple[str, ...]:
    return tuple(name for name in columns(kind) if name != "row")


@cache
def _statement(kind: Kind, fresh: bool) -> str:
    names = _written(kind)
    insert = f"INSERT INTO {kind.name}({','.join(names)}) VALUES({','.join('?' * len(names))})"
    if fresh:
        return insert
    sets = ",".join(f"{name}=excluded.{name}" for name in names if name != "id")
    return f"{insert} ON CONFLICT(id) DO UPDATE SET {sets} RETURNING row"
