"""Reading boxes: consignments by number and state, the tubes that name them, and what labs say of them. Nothing here
writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tikadesk.store.connection import Connection
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.records import Row, select

UNSENT = ("open", "sealed")
_STANDS = "(void = 0 OR EXISTS (SELECT 1 FROM sample WHERE box = consignment.id))"
"""A box that was taken back as empty while another desk packed it is one after all."""
_ARRIVING = f"state IN ('sealed', 'dispatched') AND {_STANDS} AND ? IN ('', lab)"
_FINISHED = (
    "EXISTS (SELECT 1 FROM receipt WHERE consignment = consignment.id AND finished = 1 AND receipt.void = 0)"
)
_LINE = "row, id, dev, gen, heads, conflict, receipt, consignment, tube, verdict, reason, result, notes"


def of_number(connection: Connection, no: str) -> Row | None:
    """The consignment with an official number, or one that the portal gave it; the newest where two have it."""
    found = select(
        connection,
        "SELECT * FROM consignment WHERE no = ? OR portal_id = ? ORDER BY void, row DESC LIMIT 1",
        [no, no],
    )
    return found[0] if found else None


def listing(connection: Connection, states: Sequence[str], limit: int, offset: int) -> list[Row]:
    """Consignments in one of ``states``, those taken back left out, newest first."""
    marks = ",".join("?" * len(states))
    return select(
        connection,
        f"SELECT * FROM consignment WHERE state IN ({marks}) AND {_STANDS} ORDER BY row DESC LIMIT ? OFFSET ?",
        [*states, limit, offset],
    )


def oldest_unsent(connection: Connection, centre: str) -> Row | None:
    """The consignment of a centre that has stood longest with tubes in it and has not left."""
    found = select(
        connection,
        "SELECT * FROM consignment WHERE state IN (?, ?) AND coalesce(centre, ?) = ?"
        " AND EXISTS (SELECT 1 FROM sample WHERE box = consignment.id) ORDER BY at, row LIMIT 1",
        [*UNSENT, centre, centre],
    )
    return found[0] if found else None


def tally(connection: Connection) -> Row:
    """How many of this centre's boxes are ``sealed``, since when the ``oldest``, how many are ``sent``, and how many of
    them no lab has finished.
    """
    sql = f"""SELECT count(*) FILTER (WHERE state = 'sealed') AS sealed,
        min(sealed_at) FILTER (WHERE state = 'sealed') AS oldest,
        count(*) FILTER (WHERE state = 'dispatched') AS sent,
        count(*) FILTER (WHERE state = 'dispatched' AND NOT {_FINISHED}) AS unanswered
        FROM consignment WHERE {_STANDS} AND dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')"""
    return select(connection, sql)[0]


def coming(connection: Connection, lab: str) -> int:
    """How many boxes for a lab, or for any when ``lab`` is blank, are on their way or being counted."""
    sql = f"""SELECT (SELECT count(*) FROM consignment WHERE {_ARRIVING} AND NOT {_FINISHED})
        + (SELECT count(*) FROM receipt WHERE void = 0 AND finished IS NOT 1
            AND NOT EXISTS (SELECT 1 FROM consignment WHERE id = receipt.consignment)) AS total"""
    return int(select(connection, sql, [lab])[0]["total"])


def contents(connection: Connection, box: str) -> list[Row]:
    """What names a box, by slot: number, slot and what may be amiss with each tube."""
    sql = "SELECT id, no, slot, void, lost_reason FROM sample WHERE box = ? ORDER BY slot, row"
    return select(connection, sql, [box])


def numbers_by_type(connection: Connection, boxes: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """The numbers of the tubes that name each of some boxes, by sample type."""
    found: dict[str, dict[str, list[str]]] = {box: {} for box in boxes}
    marks = ",".join("?" * len(found))
    sql = (
        "SELECT box, coalesce(sample_type, '') AS type, group_concat(no, ' ') AS nos FROM sample"
        f" WHERE box IN ({marks}) AND no IS NOT NULL GROUP BY box, type"
    )
    for row in select(connection, sql, list(found)):
        found[row["box"]][row["type"]] = row["nos"].split()
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
    """The receipts of some boxes, void ones left out: finished ones first, then the newest by its id."""
    found: dict[str, list[Row]] = {box: [] for box in boxes}
    marks = ",".join("?" * len(found))
    sql = f"SELECT * FROM receipt WHERE consignment IN ({marks}) AND void = 0 ORDER BY finished IS NOT 1, id DESC"
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
        f"SELECT * FROM consignment WHERE {_ARRIVING}"
        " ORDER BY coalesce(dispatched_at, sealed_at) DESC, row DESC LIMIT ?",
        [lab, limit],
    )


def lines(connection: Connection, receipts: Sequence[Row]) -> dict[str, list[Row]]:
    """What is said of the tubes of each receipt's box, void lines left out, in the order it was written: by whichever
    desk of the lab, for two of them may have begun a receipt each.
    """
    of_box: dict[str, list[Row]] = {row["consignment"]: [] for row in receipts if row["consignment"]}
    marks = ",".join("?" * len(of_box))
    sql = f"SELECT {_LINE} FROM receipt_line WHERE consignment IN ({marks}) AND void = 0 ORDER BY row"
    for row in select(connection, sql, list(of_box)):
        of_box[row["consignment"]].append(row)
    alone = f"SELECT {_LINE} FROM receipt_line WHERE consignment IS NULL AND receipt = ? AND void = 0 ORDER BY row"
    return {
        row["id"]: of_box[row["consignment"]]
        if row["consignment"]
        else select(connection, alone, [row["id"]])
        for row in receipts
    }


def lines_of(connection: Connection, receipt: str) -> list[Row]:
    """What one receipt says of tubes, void lines too, in the order it was written."""
    sql = f"SELECT {_LINE}, void, why FROM receipt_line WHERE receipt = ? ORDER BY row"
    return select(connection, sql, [receipt])


def claims(
    connection: Connection, tubes: Collection[str], lists: Iterable[tuple[str, str]] = (), *, least: int = 1
) -> dict[str, set[str]]:
    """The boxes that claim each of some tubes: by the records here and by what a lab has said, where they are ``least``
    at least, and by ``lists``, pairs of tube and box. A box in which a lab has missed a tube, and not had it in hand,
    claims it no more; a tube that desks have put into two boxes is claimed by a box without a name as well.
    """
    marks = ",".join("?" * len(tubes))
    claimed = (
        f"WITH claimed AS (SELECT no AS tube, box FROM sample WHERE no IN ({marks}) AND box IS NOT NULL AND void = 0"
        f" UNION SELECT tube, consignment FROM receipt_line WHERE tube IN ({marks}) AND consignment IS NOT NULL"
        " AND verdict <> 'short' AND void = 0)"
        " SELECT tube, box FROM claimed"
        " WHERE tube IN (SELECT tube FROM claimed GROUP BY tube HAVING count(*) >= ?)"
    )
    pairs = {(row["tube"], row["box"]) for row in select(connection, claimed, [*tubes, *tubes, least])} | {
        *lists
    }
    named = sorted({tube for tube, _ in pairs})
    missed = (
        "SELECT tube, consignment AS box FROM receipt_line"
        f" WHERE tube IN ({','.join('?' * len(named))}) AND void = 0"
        " GROUP BY tube, consignment HAVING min(verdict = 'short')"
    )
    pairs -= {(row["tube"], row["box"]) for row in select(connection, missed, named)}
    pairs |= {(row["no"], "") for row in in_conflict(connection)}
    found: dict[str, set[str]] = {}
    for tube, box in pairs:
        found.setdefault(tube, set()).add(box)
    return found
