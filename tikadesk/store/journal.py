"""The journal on disk: this desk's own entries, numbered and chained, and the entries of others beside them.

Only appends. Callers hold a write transaction wherever something is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from nacl.signing import SigningKey

from tikadesk.domain import entry as entries
from tikadesk.domain import journal as chain
from tikadesk.domain.entry import Entry
from tikadesk.store import notes
from tikadesk.store.connection import Connection

HEARD = "heard"
"""The notes that say how far each other desk's journal is here: ``n``, and when that entry was made, ``at``."""
OF_RECORD = "(id = ?1 OR (rec = ?1 AND rec <> id))"
"""The condition for the entries of one record: the one that made it bears its id, the others are in ``op_rec``."""


@dataclass(frozen=True)
class Tip:
    """The end of a device's journal: its length and the head there."""

    n: int
    head: bytes


def tip(connection: Connection, device: str) -> Tip:
    """The end of ``device``'s own journal."""
    row = connection.execute(
        "SELECT n, h FROM journal WHERE dev = ? ORDER BY n DESC LIMIT 1", [device]
    ).fetchone()
    return Tip(*row) if row else Tip(0, chain.genesis(device))


def append(
    connection: Connection, device: str, body: bytes, parsed: Entry | None = None
) -> tuple[int, Entry]:
    """Journal ``body`` as ``device``'s next entry; the entry itself may be known already (salvage)."""
    what = parsed or entries.parse(body)
    end = tip(connection, device)
    d = chain.digest(body)
    n = end.n + 1
    op = _op_row(connection, what, body, device, n)
    connection.execute(
        "INSERT INTO journal VALUES(?, ?, ?, ?, ?)", [device, n, op, d, chain.link(end.head, n, d)]
    )
    return n, what


def absorb(connection: Connection, device: str, body: bytes, n: int | None = None) -> Entry | None:
    """Take in the entry ``n`` of another device's journal that the server's feed shows, and mark it central; None when
    it was known. A server of an older release does not say ``n``.
    """
    what = entries.parse(body)
    known = connection.execute("SELECT row FROM op WHERE id = ?", [what.id]).fetchone()
    row = known[0] if known else _op_row(connection, what, body, device, None)
    connection.execute("UPDATE op SET central = 1 WHERE row = ? AND central = 0", [row])
    if n is not None:
        _hear(connection, device, n, row, what.at)
    return None if known else what


def _hear(connection: Connection, device: str, n: int, row: int, at: str) -> None:
    connection.execute("INSERT OR IGNORE INTO heard VALUES(?, ?, ?)", [row, device, n])
    before = notes.get(connection, HEARD, device)
    if before is None or before["n"] < n:
        notes.put(connection, HEARD, device, {"n": n, "at": at})


def give_up(connection: Connection, device: str) -> None:
    """This desk goes on under another identity: what stands in the journal of the old one is remembered as heard."""
    connection.execute("INSERT OR IGNORE INTO heard SELECT op, dev, n FROM journal WHERE dev = ?", [device])


def mark_central(connection: Connection, entry: str) -> None:
    """The server's feed has shown this entry: it need not be handed back after a loss there."""
    connection.execute("UPDATE op SET central = 1 WHERE id = ? AND central = 0", [entry])


def _op_row(connection: Connection, what: Entry, body: bytes, device: str, n: int | None) -> int:
    known = connection.execute("SELECT row FROM op WHERE id = ?", [what.id]).fetchone()
    if known is not None:
        connection.execute("UPDATE op SET n = ? WHERE row = ?", [n, known[0]])
        return int(known[0])
    inserted = connection.execute(
        # a clone of this disk writes under the same device: only what this journal took in first was made here
        "INSERT INTO op(id, rec, kind, gen, dev, here, body, n) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        [what.id, what.rec, what.kind, what.gen, device, n is not None, body.decode(), n],
    )
    return int(inserted.lastrowid)


def head_at(connection: Connection, device: str, n: int) -> bytes | None:
    """hₙ of ``device``'s journal here; None beyond its end."""
    if n == 0:
        return chain.genesis(device)
    row = connection.execute("SELECT h FROM journal WHERE dev = ? AND n = ?", [device, n]).fetchone()
    return row[0] if row else None


def bodies(connection: Connection, device: str, first: int, most: int, most_bytes: int) -> list[bytes]:
    """The bodies from ``first`` on: at most ``most`` of them and ``most_bytes`` together, but at least one."""
    found: list[bytes] = []
    size = 0
    rows = connection.execute(
        "SELECT op.body FROM journal JOIN op ON op.row = journal.op"
        " WHERE journal.dev = ? AND journal.n >= ? ORDER BY journal.n LIMIT ?",
        [device, first, most],
    )
    for (text,) in rows:
        body = text.encode()
        size += len(body) + 24
        if found and size > most_bytes:
            break
        found.append(body)
    return found


def seal(connection: Connection, device: str, seed: bytes, n: int, head: bytes) -> bytes:
    """This desk's signature over its journal up to n, kept beside it so that a journal edited on disk shows."""
    known = connection.execute("SELECT sig FROM seal WHERE dev = ? AND n = ?", [device, n]).fetchone()
    if known is not None:
        return bytes(known[0])
    signature = chain.sign_head(SigningKey(seed), device, n, head)
    connection.execute("INSERT INTO seal VALUES(?, ?, ?)", [device, n, signature])
    return signature


def faults(connection: Connection) -> list[str]:
    """Where a journal does not verify: keys of sentences with the place, no content. Reads everything."""
    found = []
    for device, seed in connection.execute("SELECT dev, seed FROM me").fetchall():
        public = bytes(SigningKey(seed).verify_key)
        head, expected = chain.genesis(device), 1
        rows = connection.execute(
            "SELECT journal.n, d, h, body FROM journal LEFT JOIN op ON op.row = journal.op"
            " WHERE journal.dev = ? ORDER BY journal.n",
            [device],
        )
        for n, d, h, body in rows:
            head = chain.link(head, n, d)
            if n != expected or head != h or body is None or chain.digest(body.encode()) != d:
                found.append(f"journal.broken:{n}")
                break
            expected += 1
        for n, sig in connection.execute("SELECT n, sig FROM seal WHERE dev = ?", [device]).fetchall():
            at = head_at(connection, device, n)
            if at is None or not chain.head_is_signed(public, device, n, at, sig):
                found.append(f"journal.seal:{n}")
    return found
