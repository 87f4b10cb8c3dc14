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


def of_tubes(connection: Connection, nos: Iterable[str]) -> list[Row]:
    """The whole rows of some tubes by number, void ones left out."""
    wanted = list(nos)
    marks = ",".join("?" * len(wanted))
    return select(connection, f"SELECT * FROM sample WHERE no IN ({marks}) AND void = 0 ORDER BY row", wanted)


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


def receipts_begun(connection: Connection, limit: int) -> list[Row]:
    """The newest receipts, void ones left out."""
    return select(connection, "SELECT * FROM receipt WHERE void = 0 ORDER BY row DESC LIMIT ?", [limit])


def receipt_without_list(connection: Connection, no: str) -> Row | None:
    """The receipt begun by a box's number alone, while nothing else of it was known here."""
    sql = "SELECT * FROM receipt WHERE consignment IS NULL AND consignment_no = ? AND void = 0 ORDER BY row DESC"
    return next(iter(select(connection, sql, [no])), None)


def arriving(connection: Connection, lab: str, limit: int) -> list[Row]:
    """The sealed boxes for a lab, or for any when ``lab`` is blank, the last to leave first."""
    return select(
        connection,
        "SELECT * FROM consignment WHERE state IN ('sealed', 'dispatched') AND void = 0 AND ? IN ('', lab)"
        " ORDER BY coalesce(dispatched_at, sealed_at) DESC, row DESC LIMIT ?",
        [lab, limit],
    )


def lines(connection: Connection, receipt: Row) -> list[Row]:
    """What is said of the tubes of a receipt's box, void lines left out, in the order it was written: by whichever desk
    of the lab, for two of them may have begun a receipt each.
    """
    box = receipt["consignment"]
    of_box = "consignment = ?" if box is not None else "consignment IS NULL AND receipt = ?"
    sql = f"SELECT * FROM receipt_line WHERE {of_box} AND void = 0 ORDER BY row"
    return select(connection, sql, [box or receipt["id"]])


def claimed_elsewhere(
    connection: Connection, box: str | None, tubes: Sequence[str], lists: Iterable[tuple[str, str]] = ()
) -> set[str]:
    """Which of some tubes another box than ``box`` claims: by the records here, by what a lab has said, or by
    ``lists``, pairs of tube and box. A box in which a lab has missed the tube claims it no more.
    """
    marks = ",".join("?" * len(tubes))
    claims = (
        f"SELECT no AS tube, box FROM sample WHERE no IN ({marks}) AND box IS NOT NULL AND void = 0"
        f" UNION SELECT tube, consignment FROM receipt_line WHERE tube IN ({marks}) AND consignment IS NOT NULL"
        " AND verdict <> 'short' AND void = 0"
    )
    missed = (
        f"SELECT tube, consignment AS box FROM receipt_line WHERE tube IN ({marks}) AND verdict = 'short'"
        " AND void = 0"
    )
    found = {(row["tube"], row["box"]) for row in select(connection, claims, [*tubes, *tubes])} | {*lists}
    found -= {(row["tube"], row["box"]) for row in select(connection, missed, list(tubes))}
    disputed = {row["no"] for row in in_conflict(connection)}
    return {tube for tube, other in found if other != box} | disputed.intersection(tubes)
