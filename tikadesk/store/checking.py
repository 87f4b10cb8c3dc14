"""Whether everything is as it was written: pages, journal, signatures, rows against a fresh fold. Reads all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tikadesk.domain.kind import Kind
from tikadesk.domain.kinds import KINDS
from tikadesk.errors import StoreTrouble
from tikadesk.store import journal, projections
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.store import Store

_SHOWN = 10


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written: the key of its sentence and its places. It names no person."""

    key: str
    params: dict[str, object] = field(default_factory=dict)


def faults(store: Store) -> list[Fault]:
    """All that is wrong, empty when sound. Reads the whole database; one that cannot be read on has a fault."""
    found: list[Fault] = []
    try:
        for fault in _look(store):
            found.append(fault)
    except StoreTrouble as trouble:
        found.append(Fault(trouble.key, trouble.params))
    return found


def _look(store: Store) -> Iterator[Fault]:
    connection = store.connection
    sound = True
    for line in store.integrity():
        sound = False
        yield Fault("check.file", {"words": line})
    if not sound:
        return  # what lies in damaged pages cannot be judged
    with troubles():
        damaged = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        yield from (Fault("check.file", {"words": row[0]}) for row in damaged[:_SHOWN])
        for told in journal.faults(connection):
            what, _, n = told.partition(":")
            yield Fault(f"check.{what}", {"n": n})
        for kind in KINDS.values():
            yield from (
                Fault("check.row", {"kind": kind.name, "rec": rec}) for rec in _stray(connection, kind)
            )
        twice = connection.execute(
            "SELECT no FROM registration WHERE no IS NOT NULL GROUP BY no HAVING count(*) > 1 LIMIT ?",
            [_SHOWN],
        ).fetchall()
        yield from (Fault("check.number_twice", {"no": row[0]}) for row in twice)


def _stray(connection: Connection, kind: Kind) -> Iterator[str]:
    """Records whose row is missing, left over, or not what a fresh fold over their entries gives."""
    names = [name for name in projections.columns(kind) if name != "row"]
    rows = {
        row[0]: row[1:]
        for row in connection.execute(f"SELECT id, {','.join(names)} FROM {kind.name}").fetchall()
    }
    for (rec,) in connection.execute("SELECT DISTINCT rec FROM op WHERE kind = ?", [kind.name]).fetchall():
        fresh = projections.refolded(connection, kind, rec)
        if rows.pop(rec, None) != tuple(fresh[name] for name in names):
            yield rec
    yield from rows
