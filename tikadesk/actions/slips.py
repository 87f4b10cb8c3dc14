"""That a slip was made is journalled, and counted for each record. Painting one is ``reports.slip``'s."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tikadesk.actions.desk import Desk
from tikadesk.store import records

PRINTED, FILED = "slip_printed", "slip_filed"
"""On paper; as a file because there was no printer. The audit keeps them apart: a file proves no paper."""


@dataclass(frozen=True)
class Slips:
    """How often the slip of one record went to a printer, and how often into a file."""

    printed: int = 0
    filed: int = 0


def note(desk: Desk, rec: str, *, printed: bool) -> Slips:
    """Journal that the slip of record ``rec`` was made, with how many there are now. Raises StoreTrouble."""
    before = made(desk, [rec]).get(rec, Slips())
    now = replace(before, printed=before.printed + 1) if printed else replace(before, filed=before.filed + 1)
    with desk.store.write() as writer:
        count = now.printed if printed else now.filed
        desk.event(writer, PRINTED if printed else FILED, subject=rec, count=count)
    return now


def made(desk: Desk, recs: Iterable[str]) -> dict[str, Slips]:
    """What was made of each of ``recs``; those without a slip are left out."""
    found: dict[str, Slips] = {}
    for row in records.events_about(desk.store.connection, recs):
        so_far = found.get(row["subject"], Slips())
        if row["what"] == PRINTED:
            found[row["subject"]] = replace(so_far, printed=row["total"])
        elif row["what"] == FILED:
            found[row["subject"]] = replace(so_far, filed=row["total"])
    return found
