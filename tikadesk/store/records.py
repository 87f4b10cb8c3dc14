"""Reading records: rows of the projections as plain dicts, and the entries behind them. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tikadesk.domain import entry as entries
from tikadesk.domain import namekey
from tikadesk.domain.entry import Entry
from tikadesk.domain.kinds import KINDS
from tikadesk.store import journal, search
from tikadesk.store.connection import Connection, troubles

Row = dict[str, Any]
"""A projection row: column names to values, ``row`` among them."""


def select(
    connection: Connection, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[Row]:
    """What a statement of the store finds, as rows."""
    with troubles():
        cursor = connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def get(connection: Connection, kind: str, rec: str) -> Row | None:
    """The row of one record; None when this desk does not know it."""
    if kind not in KINDS:
        raise KeyError(kind)
    found = select(connection, f"SELECT * FROM {kind} WHERE id = ?", [rec])
    return found[0] if found else None


def has(connection: Connection, kind: str, rec: str) -> bool:
    """Whether this desk knows a record: cheaper than its row."""
    if kind not in KINDS:
        raise KeyError(kind)
    with troubles():
        return connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", [rec]).fetchone() is not None


def at_places(connection: Connection, places: Iterable[int]) -> list[Row]:
    """Registrations by their places in the search index, newest first."""
    wanted = list(places)
    marks = ",".join("?" * len(wanted))
    return select(connection, f"SELECT * FROM registration WHERE row IN ({marks}) ORDER BY row DESC", wanted)


def find_people(connection: Connection, typed: str, limit: int) -> list[Row]:
    """Registrations that hold every typed word; where none does, those that sound alike. Newest first."""
    with troubles():
        places = search.by_prefix(connection, typed, limit)
        sounding = [] if places else search.by_sound(connection, typed, limit)
    if places:
        return at_places(connection, places)
    rows = at_places(connection, sounding)
    return [row for row in rows if namekey.may_be_meant(typed, [row["name"] or "", row["name_local"] or ""])]


def newest_people(connection: Connection, limit: int) -> list[Row]:
    """The newest registrations that this desk knows."""
    return select(connection, "SELECT * FROM registration ORDER BY row DESC LIMIT ?", [limit])


def alike(connection: Connection, values: Row, limit: int = 200) -> list[Row]:
    """Registrations worth comparing with ``values``: same mobile, same end of the ID, or a name that sounds alike."""
    with troubles():
        places = {
            place
            for name in ("mobile", "id_tail")
            if values.get(name)
            for place in search.by_word(connection, str(values[name]), limit)
        }
        places |= {
            place
            for name in ("name", "name_local")
            if values.get(name)
            for place in search.by_sound(connection, str(values[name]), limit)
        }
    return [row for row in at_places(connection, places) if not row["void"]]


def holding(connection: Connection, field: str, value: str, limit: int = 50) -> list[Row]:
    """Registrations, void ones left out, whose ``mobile`` or ``id_number`` is ``value``; newest first."""
    word = value if field == "mobile" else value[-4:]
    with troubles():
        places = search.by_word(connection, word, limit)
    return [row for row in at_places(connection, places) if row[field] == value and not row["void"]]


def numbered(connection: Connection, number: str) -> list[Row]:
    """Registrations, void ones too, that bear an official number: two only where two desks used one."""
    return [row for row in find_people(connection, number, 5) if row["no"] == number]


def doses_of(connection: Connection, people: Iterable[str]) -> dict[str, list[Row]]:
    """Every dose row, void ones too, of some people, by person, in order of day and number."""
    wanted = list(people)
    marks = ",".join("?" * len(wanted))
    found: dict[str, list[Row]] = {person: [] for person in wanted}
    for row in select(
        connection, f"SELECT * FROM dose WHERE person IN ({marks}) ORDER BY day, dose_no, row", wanted
    ):
        found[row["person"]].append(row)
    return found


def entries_of(connection: Connection, rec: str) -> list[Entry]:
    """Every entry of one record, in the order of the fold."""
    found = [
        entries.parse(row["body"])
        for row in select(connection, f"SELECT body FROM op WHERE {journal.OF_RECORD}", [rec])
    ]
    return sorted(found, key=lambda entry: (entry.gen, entry.id))


def of_day(connection: Connection, kind: str, day: str) -> list[Row]:
    """The rows of a kind with that date of service, in the order they came to this desk."""
    return select(connection, f"SELECT * FROM {kind} WHERE day = ? ORDER BY row", [day])


def day_counts(
    connection: Connection, day: str
) -> tuple[dict[int, int], dict[tuple[str | None, int | None], int]]:
    """Registrations of a day by ``void``, and its doses that stand by (outcome, number). Read from indexes alone."""
    people = select(
        connection, "SELECT void, count(*) AS n FROM registration WHERE day = ? GROUP BY void", [day]
    )
    doses = select(
        connection,
        "SELECT outcome, dose_no, count(*) AS n FROM dose WHERE day = ? AND void = 0 GROUP BY outcome, dose_no",
        [day],
    )
    return {row["void"]: row["n"] for row in people}, {
        (row["outcome"], row["dose_no"]): row["n"] for row in doses
    }


def every(connection: Connection, kind: str) -> list[Row]:
    """All rows of a small kind, oldest first."""
    return select(connection, f"SELECT * FROM {kind} ORDER BY row")


def own_newest(connection: Connection, device: str, kinds: Iterable[str], limit: int) -> list[Row]:
    """This desk's newest journalled entries that make, change or void a record of one of ``kinds``."""
    wanted = list(kinds)
    return select(
        connection,
        "SELECT journal.n, op.id, op.rec, op.kind, op.body FROM journal JOIN op ON op.row = journal.op"
        f" WHERE journal.dev = ? AND op.kind IN ({','.join('?' * len(wanted))}) ORDER BY journal.n DESC LIMIT ?",
        [device, *wanted, limit],
    )


def sizes(connection: Connection, device: str, after: int) -> list[tuple[int, str, bool, int]]:
    """Number, kind, whether it makes its record, and bytes of this desk's entries after a number, oldest first."""
    with troubles():
        found = connection.execute(
            "SELECT journal.n, op.kind, op.rec = op.id, octet_length(op.body) FROM journal"
            " JOIN op ON op.row = journal.op WHERE journal.dev = ? AND journal.n > ? ORDER BY journal.n",
            [device, after],
        ).fetchall()
    return [(n, kind, bool(is_new), size) for n, kind, is_new, size in found]


def stamp(connection: Connection, device: str, n: int) -> str:
    """When this desk's entry of a number was made; empty where there is none."""
    rows = select(
        connection,
        "SELECT json_extract(op.body, '$.at') AS at FROM journal JOIN op ON op.row = journal.op"
        " WHERE journal.dev = ? AND journal.n = ?",
        [device, n],
    )
    return str(rows[0]["at"]) if rows else ""


def events_about(connection: Connection, subjects: Iterable[str]) -> list[Row]:
    """How often which event was journalled about some records: ``subject``, ``what``, ``total``."""
    wanted = list(subjects)
    marks = ",".join("?" * len(wanted))
    sql = f"SELECT subject, what, count(*) AS total FROM event WHERE subject IN ({marks}) GROUP BY subject, what"
    return select(connection, sql, wanted)


def events(connection: Connection, what: str, subject: str) -> list[Row]:
    """What was journalled of one sort about one subject, oldest first."""
    sql = "SELECT * FROM event WHERE subject = ? AND what = ? ORDER BY at, id"
    return select(connection, sql, [subject, what])


def events_called(connection: Connection, what: str) -> list[Row]:
    """Everything that was journalled of one seldom sort, oldest first."""
    return select(connection, "SELECT * FROM event WHERE what = ? ORDER BY at, id", [what])


def waiting(connection: Connection, device: str, high: int, limit: int) -> list[Row]:
    """This desk's entries after the server's position, oldest first."""
    return select(
        connection,
        "SELECT journal.n, op.id, op.rec, op.kind, op.body FROM journal JOIN op ON op.row = journal.op"
        " WHERE journal.dev = ? AND journal.n > ? ORDER BY journal.n LIMIT ?",
        [device, high, limit],
    )


def judged(connection: Connection, limit: int) -> list[Row]:
    """The entries that the server has sent back or flagged, newest first."""
    return select(
        connection,
        "SELECT id, rec, kind, judgement, reason FROM op WHERE judgement IN ('held', 'flagged')"
        " ORDER BY row DESC LIMIT ?",
        [limit],
    )


def next_token(connection: Connection, device: str, day: str) -> int:
    """The next token of this desk for a day: they count from 1 every morning."""
    with troubles():
        row = connection.execute(
            "SELECT max(token) FROM registration WHERE day = ? AND dev = ?", [day, device]
        ).fetchone()
    return (row[0] or 0) + 1


def busiest_day(connection: Connection, kind: str) -> int:
    """The most records of a kind that this desk made on one of its last thirty working days."""
    with troubles():
        row = connection.execute(
            f"SELECT max(total) FROM (SELECT count(*) AS total FROM {kind} WHERE own = 1 GROUP BY day"
            " ORDER BY day DESC LIMIT 30)"
        ).fetchone()
    return row[0] or 0


def villages(connection: Connection, limit: int = 400) -> list[str]:
    """The villages and wards written most often on this desk's newest two thousand registrations."""
    rows = select(
        connection,
        "SELECT village, count(*) AS total FROM (SELECT village FROM registration WHERE village IS NOT NULL"
        " ORDER BY row DESC LIMIT 2000) GROUP BY village ORDER BY total DESC LIMIT ?",
        [limit],
    )
    return [row["village"] for row in rows]
