"""Leased ranges of official numbers: kept, used up one by one, asked for again at half.

Callers hold the write transaction in which the number's record is saved, so that both happen or neither.
"""

from __future__ import annotations

import random

from tikadesk.domain import numbers
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.numbers import Lease
from tikadesk.store.connection import Connection


def keep(connection: Connection, device: str, lease: Lease, request: str) -> None:
    """Add a range granted on ``request``, an entry's id or the enrolment; granting it again changes nothing."""
    connection.execute(
        "INSERT INTO lease VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT(id) DO NOTHING",
        [lease.id, request, device, lease.state, lease.kind, lease.series, lease.low, lease.high, lease.next],
    )


def take(connection: Connection, device: str, state: str, letter: str, source: random.Random) -> str:
    """The next official number: from the oldest lease with any left, else a fallback number.

    Numbers that a record here bears already are left out: a disk put back to an older copy learns of such records
    before it is granted their lease again.
    """
    while True:
        lease = _oldest(connection, device, letter)
        if lease is None:
            number = numbers.fallback(state, source)
        else:
            number, after = lease.take()
            connection.execute("UPDATE lease SET next = ? WHERE id = ?", [after.next, after.id])
        if not _borne(connection, number):
            return number


def peek(connection: Connection, device: str, letter: str) -> str | None:
    """The number that ``take`` would begin with; None when no lease has any left."""
    lease = _oldest(connection, device, letter)
    return lease.take()[0] if lease is not None else None


def _oldest(connection: Connection, device: str, letter: str) -> Lease | None:
    row = connection.execute(
        "SELECT id, state, kind, series, low, high, next FROM lease"
        " WHERE dev = ? AND kind = ? AND burned = 0 AND next <= high ORDER BY rowid LIMIT 1",
        [device, letter],
    ).fetchone()
    return Lease(*row) if row is not None else None


def _borne(connection: Connection, number: str) -> bool:
    letter = number[2]
    return any(
        connection.execute(f"SELECT 1 FROM {kind.name} WHERE own = 1 AND no = ?", [number]).fetchone()
        for kind in KINDS.values()
        if kind.letter is not None and letter in (kind.letter, numbers.FALLBACK)
    )


def left(connection: Connection, device: str) -> dict[str, int]:
    """How many numbers of each kind are left."""
    rows = connection.execute(
        "SELECT kind, sum(high - next + 1) FROM lease WHERE dev = ? AND burned = 0 GROUP BY kind", [device]
    )
    return dict.fromkeys(numbers.LEASED, 0) | {kind: int(total) for kind, total in rows}


def wanting(connection: Connection, device: str, kind: str) -> bool:
    """Whether it is time to ask for more numbers of ``kind``, and none have been asked for since the last grant."""
    held = connection.execute(
        "SELECT coalesce(sum(high - next + 1), 0), coalesce(max(high - low + 1), 0), count(*) FROM lease"
        " WHERE dev = ? AND kind = ? AND burned = 0",
        [device, kind],
    ).fetchone()
    if not numbers.must_refill(held[0], held[1]):
        return False
    asked = connection.execute(
        "SELECT count(*) FROM lease_request WHERE own = 1 AND letter = ?"
        " AND id NOT IN (SELECT request FROM lease) AND dev = ?",
        [kind, device],
    ).fetchone()
    return not asked[0]


def pass_over(connection: Connection, device: str, number: Value) -> None:
    """Never issue ``number`` again from ``device``'s leases: an entry that this disk did not have bears it, because
    the disk was put back to an older copy, or was copied and the other copy is at work.
    """
    used = numbers.parse(number) if isinstance(number, str) else None
    if used is not None:
        connection.execute(
            "UPDATE lease SET next = ? WHERE dev = ? AND kind = ? AND series = ?"
            " AND ? BETWEEN low AND high AND next <= ?",
            [used.counter + 1, device, used.kind, used.series, used.counter, used.counter],
        )


def burn(connection: Connection, device: str) -> None:
    """Give up what is left of an identity's ranges: they may be in use elsewhere."""
    connection.execute("UPDATE lease SET burned = 1 WHERE dev = ?", [device])
