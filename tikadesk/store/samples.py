"""Reading samples with all that is known of them: box, the lab's word, a sample taken anew. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tikadesk.domain import numbers
from tikadesk.domain.kinds.sample import PORTAL_IDS
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.records import Row, select

_OF_THE_TUBE = (
    "row", "id", "no", "n", "at", "heads", "gen", "dev", "own", "judged", "void", "conflict", "day", "time", "source",
    "page", "serial", "tube", "tubes", "sample_type", "test", "lab", "portal_id", "srf_id", "icmr_id", "repeat_of",
    "name", "name_local", "birth_year", "birth_day", "sex", "mobile", "village", "person", "box", "slot", "lost_reason",
    "lost_on",
)  # fmt: skip
# A tube can stand in the receipts of two boxes: where somebody has it in hand, it is.
LABS_WORD = """SELECT row FROM receipt_line WHERE tube = sample.no AND void = 0
    ORDER BY result IS NULL, verdict = 'short', verdict = 'rejected', id DESC LIMIT 1"""
_TAKEN_ANEW = "EXISTS (SELECT 1 FROM sample AS anew WHERE anew.repeat_of = sample.id AND anew.void = 0)"
# A case number is what comes before the tube's suffix; the tubes of one case share the IDs of its form.
_SHARED = " || ".join(
    f"CASE WHEN EXISTS (SELECT 1 FROM sample AS other WHERE other.{name} = sample.{name} AND other.void = 0"
    f" AND substr(other.no, 1, 14) <> substr(sample.no, 1, 14)) THEN '{name} ' ELSE '' END"
    for name in PORTAL_IDS
)
_TOLD = f"""SELECT {", ".join(f"sample.{name}" for name in _OF_THE_TUBE)},
    consignment.no AS box_no, consignment.state AS box_state,
    receipt_line.verdict, receipt_line.reason, receipt_line.result, {_TAKEN_ANEW} AS resampled, {_SHARED} AS shared
    FROM sample LEFT JOIN consignment ON consignment.id = sample.box
    LEFT JOIN receipt_line ON receipt_line.row = ({LABS_WORD})"""

_IN_HAND = """EXISTS (SELECT 1 FROM receipt_line WHERE tube = sample.no AND void = 0
    AND (verdict IN ('accepted', 'extra') OR result IS NOT NULL))"""
_NEVER_TESTED = """SELECT sample.row FROM receipt_line JOIN sample ON sample.no = receipt_line.tube
    WHERE receipt_line.verdict IN ('rejected', 'short') AND receipt_line.void = 0 AND receipt_line.at >= :since
    UNION ALL SELECT row FROM sample WHERE lost_reason IS NOT NULL AND lost_on >= :since"""
_LISTS = {
    "today": "day = :today",
    "unboxed": "box IS NULL AND lost_reason IS NULL AND void = 0",
    "no_portal_id": "portal_id IS NULL AND void = 0 AND day >= :since",
    "resample": f"row IN ({_NEVER_TESTED}) AND NOT {_IN_HAND} AND NOT {_TAKEN_ANEW} AND void = 0",
    "two_boxes": "conflict IS NOT NULL AND ' ' || conflict || ' ' LIKE '% box %' AND void = 0",
}
NEWEST = 20_000
"""How many of the newest samples are looked through where no index helps: for a part of a name, for this desk's own."""


@dataclass(frozen=True)
class Counts:
    """How many samples each list holds; the oldest as (day, time), None where there is none."""

    today: int
    unboxed: int
    no_portal_id: int
    resample: int
    two_boxes: int
    oldest_unboxed: tuple[str, str | None] | None
    oldest_no_portal: tuple[str, str | None] | None


def told(connection: Connection, recs: Iterable[str]) -> list[Row]:
    """Some samples with all that is known of them, in the order asked for; unknown ones are left out."""
    wanted = list(recs)
    marks = ",".join("?" * len(wanted))
    found = {row["id"]: row for row in select(connection, f"{_TOLD} WHERE sample.id IN ({marks})", wanted)}
    return [found[rec] for rec in wanted if rec in found]


def of_numbers(connection: Connection, nos: Iterable[str]) -> list[Row]:
    """The samples that bear one of these tube numbers, newest first."""
    wanted = list(nos)
    marks = ",".join("?" * len(wanted))
    return select(connection, f"{_TOLD} WHERE sample.no IN ({marks}) ORDER BY sample.row DESC", wanted)


def borne_twice(connection: Connection, nos: Iterable[str]) -> set[str]:
    """Those of some tube numbers that several samples here bear, void ones left out: two desks used up one roll."""
    wanted = list(nos)
    sql = (
        f"SELECT no FROM sample WHERE no IN ({','.join('?' * len(wanted))}) AND void = 0"
        " GROUP BY no HAVING count(*) > 1"
    )
    return {row["no"] for row in select(connection, sql, wanted)}


def of_case(connection: Connection, case: str) -> list[Row]:
    """The tubes of a case number, first tube first; two desks' where they collide."""
    rows = of_numbers(connection, [numbers.of_tube(case, tube) for tube in numbers.TUBES])
    return sorted(rows, key=lambda row: (row["tube"] or 1, row["row"]))


def of_mobile(connection: Connection, mobile: str, limit: int) -> list[Row]:
    """The samples taken with a mobile number, void ones left out, newest first."""
    return select(
        connection,
        f"{_TOLD} WHERE sample.mobile = ? AND sample.void = 0 ORDER BY sample.row DESC LIMIT ?",
        [mobile, limit],
    )


def bearing(connection: Connection, field: str, value: str) -> list[Row]:
    """The samples with an ID of another system, one of PORTAL_IDS, void ones left out."""
    if field not in PORTAL_IDS:
        raise KeyError(field)
    return select(
        connection,
        f"{_TOLD} WHERE sample.{field} = ? AND sample.void = 0 ORDER BY sample.row DESC",
        [value],
    )


def line_of(connection: Connection, tube: str) -> Row | None:
    """The line of a receipt that counts for a tube, with its receipt's ``received_by``, ``day`` and ``time``."""
    found = select(
        connection,
        "SELECT receipt_line.*, receipt.received_by, receipt.day AS came_on, receipt.time AS came_at"
        " FROM receipt_line LEFT JOIN receipt ON receipt.id = receipt_line.receipt"
        f" WHERE receipt_line.row = ({LABS_WORD.replace('sample.no', '?')})",
        [tube],
    )
    return found[0] if found else None


def newest_own(connection: Connection) -> Row | None:
    """The last sample that was collected on this desk, unless it is long ago; paper is typed by other rules."""
    found = select(
        connection,
        "SELECT * FROM sample WHERE own = 1 AND void = 0 AND source = 'live'"
        f" AND row > (SELECT max(row) FROM sample) - {NEWEST} ORDER BY row DESC LIMIT 1",
    )
    return found[0] if found else None


def listing(
    connection: Connection,
    which: str,
    *,
    today: str,
    since: str,
    away: Sequence[str],
    nos: Sequence[str] = (),
    mobile: str = "",
    name: str = "",
    limit: int,
    offset: int,
) -> list[Row]:
    """One page of a list, newest first: all of it, or what bears one of ``nos``, begins with ``mobile``, or holds
    ``name`` in its name. ``since`` is the first ISO day of what waits for a portal ID or to be taken anew, ``away`` the
    desks whose samples are in the list of all only.
    """
    values: dict[str, object] = {"today": today, "since": since, "mobile": mobile, "name": _containing(name)}
    where = ["1"]
    if which != "all":
        where.append(f"sample.row IN (SELECT row FROM sample WHERE {_LISTS[which]}{_not_of(away, values)})")
    if nos:
        where.append(f"sample.no IN ({_marks('no', nos, values)})")
    if mobile:
        where.append(
            "sample.row IN (SELECT row FROM sample WHERE mobile >= :mobile AND mobile < :mobile || ':')"
        )
    if name:
        where.append("(sample.name LIKE :name ESCAPE '!' OR sample.name_local LIKE :name ESCAPE '!')")
        where.append(f"sample.row > (SELECT max(row) FROM sample) - {NEWEST}")
    sql = f"{_TOLD} WHERE {' AND '.join(where)} ORDER BY sample.row DESC LIMIT {limit:d} OFFSET {offset:d}"
    return select(connection, sql, values)


def _not_of(devices: Sequence[str], values: dict[str, object]) -> str:
    return f" AND dev NOT IN ({_marks('away', devices, values)})" if devices else ""


def _marks(name: str, wanted: Sequence[str], values: dict[str, object]) -> str:
    """Named places for some values, which are put into ``values``."""
    named = {f"{name}{place}": value for place, value in enumerate(wanted)}
    values |= named
    return ",".join(f":{key}" for key in named)


def _containing(part: str) -> str:
    for sign in "!%_":
        part = part.replace(sign, "!" + sign)
    return f"%{part}%"


def counts(connection: Connection, *, today: str, since: str, away: Sequence[str]) -> Counts:
    """What each list holds; by index alone while nothing of other desks' centres is here."""
    values: dict[str, object] = {"today": today, "since": since}
    but = _not_of(away, values)

    def count(which: str, also: str = "") -> int:
        with troubles():
            row = connection.execute(
                f"SELECT count(*) FROM sample WHERE {_LISTS[which]}{also}{but}", values
            ).fetchone()
        return int(row[0])

    def oldest(which: str) -> tuple[str, str | None] | None:
        sql = f"SELECT day, time FROM sample WHERE {_LISTS[which]}{but} ORDER BY day, time LIMIT 1"
        rows = select(connection, sql, values)
        return (rows[0]["day"], rows[0]["time"]) if rows else None

    return Counts(
        today=count("today", " AND void = 0"),
        unboxed=count("unboxed"),
        no_portal_id=count("no_portal_id"),
        resample=count("resample"),
        two_boxes=count("two_boxes"),
        oldest_unboxed=oldest("unboxed"),
        oldest_no_portal=oldest("no_portal_id"),
    )
