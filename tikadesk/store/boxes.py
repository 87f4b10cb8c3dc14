"""Reading boxes: consignments by number and state, the tubes that name them, and what labs say of them. Nothing here
writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tikadesk.store.connection import Connection
from tikadesk.store.records import Row, select

UNSENT = ("open", "sealed")


def of_number(connection: Connection, no: str) -> Row | None:
    """The consignment with an official number, or one that the portal gave it; the newest where two have it."""
    found = select(
        connection,
        "SELECT * FROM consignment WHERE no = ? OR portal_id = ? ORDER BY void, row DESC LIMIT 1",
        [no, no],
    )
    return found[0] if found else None


def listing(connection: Connection, states: Sequence[str], limit: int, offset: int) -> list[Row]:
    """Consignments in one of ``states``, void ones left out, newest first."""
    marks = ",".join("?" * len(states))
    return select(
        connection,
        f"SELECT * FROM consignment WHERE state IN ({marks}) AND void = 0 ORDER BY row DESC LIMIT ? OFFSET ?",
        [*states, limit, offset],
    )


def oldest_unsent(connection: Connection, centre: str) -> Row | None:
    """The consignment of a centre that has stood longest with tubes in it and has not left."""
    found = select(
        connection,
        "SELECT * FROM consignment WHERE state IN (?, ?) AND void = 0 AND coalesce(centre, ?) = ?"
        " AND EXISTS (SELECT 1 FROM sample WHERE box = consignment.id) ORDER BY at, row LIMIT 1",
        [*UNSENT, centre, centre],
    )
    return found[0] if found else None


def contents(connection: Connection, boxes: Iterable[str]) -> dict[str, list[Row]]:
    """What names each of some boxes, by slot: number, type, slot and what may be amiss with each tube."""
    found: dict[str, list[Row]] = {box: [] for box in boxes}
    marks = ",".join("?" * len(found))
    sql = (
        "SELECT id, no, box, slot, sample_type, void, lost_reason, conflict FROM sample"
        f" WHERE box IN ({marks}) ORDER BY box, slot, row"
    )
    for row in select(connection, sql, list(found)):
        found[row["box"]].append(row)
    return found


def tubes(connection: Connection, box: str) -> list[Row]:
    """The whole rows of the tubes that name a box, by slot."""
    return select(connection, "SELECT * FROM sample WHERE box = ? ORDER BY slot, row", [box])


def in_conflict(connection: Connection) -> list[Row]:
    """The tubes that two desks packed into different boxes, and nobody has settled."""
    return select(
        connection,
        "SELECT * FROM sample WHERE conflict IS NOT NULL AND ' ' || conflict || ' ' LIKE '% box %'",
    )


def receipts(connection: Connection, boxes: Iterable[str]) -> dict[str, list[Row]]:
    """The receipts of some boxes, void ones left out, newest first."""
    found: dict[str, list[Row]] = {box: [] for box in boxes}
    marks = ",".join("?" * len(found))
    sql = f"SELECT * FROM receipt WHERE consignment IN ({marks}) AND void = 0 ORDER BY row DESC"
    for row in select(connection, sql, list(found)):
        found[row["consignment"]].append(row)
    return found


def lines(connection: Connection, receipt: str) -> list[Row]:
    """The lines of a receipt, void ones left out, in the order they were written."""
    sql = (
        "SELECT line.* FROM receipt AS head JOIN receipt_line AS line ON line.consignment = head.consignment"
        " WHERE head.id = ? AND line.receipt = head.id AND line.void = 0 ORDER BY line.row"
    )
    return select(connection, sql, [receipt])


def lines_of_tube(connection: Connection, tube: str) -> list[Row]:
    """What labs say of a tube's number in any receipt, void lines left out, newest first."""
    return select(
        connection, "SELECT * FROM receipt_line WHERE tube = ? AND void = 0 ORDER BY row DESC", [tube]
    )
