"""Counts that the strip, the sync page and ``status`` show. Reads only; nothing is estimated, None is "unknown"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tikadesk.domain.kinds import KINDS
from tikadesk.store import journal, notes
from tikadesk.store.connection import Connection, troubles

CENTRE_OF = "centre_of"
"""The notes that name the centre of a desk of another centre, whose entries the server has sent here."""


@dataclass(frozen=True)
class Counts:
    """``entries`` is the length of this desk's own journal; ``held`` and ``flagged`` count records of the centre."""

    entries: int
    held: int
    flagged: int
    last_answer_at: datetime | None


def counts(connection: Connection, device: str) -> Counts:
    """The counts of the desk ``device``."""
    with troubles():
        entries = journal.tip(connection, device).n
        judged = dict(
            connection.execute(
                "SELECT judgement, count(DISTINCT rec) FROM op"
                " WHERE judgement IN ('held', 'flagged') GROUP BY judgement"
            ).fetchall()
        )
        row = connection.execute("SELECT max(last_answer_at) FROM pos").fetchone()
    told = datetime.fromisoformat(row[0]) if row and row[0] else None
    return Counts(entries, judged.get("held", 0), judged.get("flagged", 0), told)


def oldest_waiting_at(connection: Connection, device: str, high: int) -> datetime | None:
    """When the oldest entry after position ``high`` was made; None when nothing waits."""
    with troubles():
        row = connection.execute(
            "SELECT json_extract(op.body, '$.at') FROM journal JOIN op ON op.row = journal.op"
            " WHERE journal.dev = ? AND journal.n = ?",
            [device, high + 1],
        ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def foreign(connection: Connection) -> dict[str, str]:
    """The desks of other centres that entries here come from, with their centres' codes."""
    with troubles():
        return {dev: str(centre) for dev, centre in notes.every(connection, CENTRE_OF).items()}


def records(connection: Connection) -> dict[str, int]:
    """How many records of each kind that are not void."""
    # Rows are never deleted, so the last place is their number: counting them would read the whole file.
    live = "SELECT coalesce(max(row), 0) - (SELECT count(*) FROM {0} WHERE void = 1) FROM {0}"
    with troubles():
        return {name: connection.execute(live.format(name)).fetchone()[0] for name in KINDS}
