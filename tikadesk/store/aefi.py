"""Reading adverse events with the doses that they followed, and who else got a dose of a vial. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable

from tikadesk.domain.kinds.aefi import rank
from tikadesk.store import stock
from tikadesk.store.connection import Connection
from tikadesk.store.day_vials import own_of
from tikadesk.store.records import Row, select

_WHO = (
    "registration.no AS person_no, registration.token, registration.name, registration.name_local,"
    " registration.birth_year, registration.birth_day, registration.sex, registration.village, registration.mobile"
)
# An event may arrive before its person or its dose does.
_EVENTS = (
    "SELECT aefi.*, coalesce(dose.day, aefi.day) AS given_on, dose.time AS given_at, dose.dose_no, dose.vaccine,"
    f" dose.batch, dose.vial, dose.expires_on, {_WHO} FROM aefi LEFT JOIN dose ON dose.id = aefi.dose"
    " LEFT JOIN registration ON registration.id = aefi.person"
)
_DOSES = (
    f"SELECT dose.*, {_WHO} FROM dose JOIN registration ON registration.id = dose.person"
    " WHERE dose.outcome = 'given' AND dose.void = 0"
)


def one(connection: Connection, rec: str) -> Row | None:
    """One event with its dose and person; None where it is unknown."""
    return next(iter(select(connection, f"{_EVENTS} WHERE aefi.id = ?", [rec])), None)


def of_day(connection: Connection, day: str) -> list[Row]:
    """The events, void ones too, after doses of an ISO day, in the order in which they began."""
    sql = f"{_EVENTS} WHERE coalesce(dose.day, aefi.day) = ? ORDER BY onset_on, onset_time, aefi.id"
    return select(connection, sql, [day])


def reported_on(connection: Connection, day: str) -> list[Row]:
    """The events, void ones too, that were reported on an ISO day, newest first."""
    sql = f"{_EVENTS} WHERE aefi.reported_on = ? ORDER BY reported_at DESC, aefi.id DESC"
    return select(connection, sql, [day])


def untold(connection: Connection, severity: str, since: str) -> list[Row]:
    """The events of one severity reported since an ISO day of which no officer was told, the newest here first."""
    untold = "aefi.officer_told_at IS NULL AND aefi.void = 0"
    sql = f"{_EVENTS} WHERE aefi.severity = ? AND aefi.reported_on >= ? AND {untold} ORDER BY aefi.row DESC"
    return select(connection, sql, [severity, since])


def of_person(connection: Connection, person: str) -> list[Row]:
    """The events of one person, void ones too, in the order in which they began."""
    sql = f"{_EVENTS} WHERE aefi.person = ? ORDER BY onset_on, onset_time, aefi.id"
    return select(connection, sql, [person])


def doses_of(connection: Connection, person: str) -> list[Row]:
    """The doses that a person was given, with who it is, the newest first."""
    return select(
        connection, f"{_DOSES} AND dose.person = ? ORDER BY dose.day DESC, dose.time DESC", [person]
    )


def given_since(connection: Connection, day: str, time: str) -> list[Row]:
    """The doses given on an ISO day at ``time`` or later, with who got them, the last one first."""
    sql = f"{_DOSES} AND dose.day = ? AND dose.time >= ? ORDER BY dose.time DESC, dose.row DESC"
    return select(connection, sql, [day, time])


def from_the_vial_of(connection: Connection, dose: Row) -> tuple[Row | None, list[Row]]:
    """The opened vial that a dose came from, None where its opening is not known here, and all doses given from it in
    the order of their times, with who got them. A dose that names no vial stands alone.
    """
    if not dose["vial"]:
        return None, []
    named = [dose["day"], dose["batch"], dose["vial"]]
    rows = select(
        connection,
        f"{_DOSES} AND dose.day = ? AND dose.batch = ? AND dose.vial = ? ORDER BY dose.time, dose.row",
        named,
    )
    twins = stock.vials_named(connection, *named)
    if not twins:
        return None, rows
    vial = own_of(twins, dose["dev"])
    return vial, [row for row in rows if own_of(twins, row["dev"])["id"] == vial["id"]]


def worst_after(connection: Connection, doses: Iterable[str]) -> dict[str, str]:
    """The worst severity that followed each of some doses; those without an event that stands are left out."""
    wanted = list(doses)
    marks = ",".join("?" * len(wanted))
    rows = select(connection, f"SELECT dose, severity FROM aefi WHERE void = 0 AND dose IN ({marks})", wanted)
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: rank(row["severity"])):
        found[row["dose"]] = row["severity"]
    return found


def last_officer(connection: Connection) -> str:
    """The officer of the newest event that names one; blank where none does."""
    sql = "SELECT officer FROM aefi WHERE officer IS NOT NULL AND void = 0 ORDER BY row DESC LIMIT 1"
    return next((str(row["officer"]) for row in select(connection, sql)), "")
