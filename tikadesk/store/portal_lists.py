"""The official portal's list of a day, as it was taken in from a sheet: on this desk only, until a newer one comes.

What its rows mean is ``domain.reconcile``'s business; where they are read from, the actions'.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from tikadesk.domain.sides import There
from tikadesk.store import notes
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.records import select

TOPIC = "portal_list"
"""The notes that say where a day's list is from."""
_COLUMNS = (
    "row", "portal_ref", "no", "name", "name_local", "birth_year", "age_estimated", "sex", "mobile", "dose_no",
    "vaccine", "batch", "day",
)  # fmt: skip


@dataclass(frozen=True)
class Head:
    """Where a list is from: the file's name, its rows, how many more were handed back, when (IST) and by whom."""

    file: str
    rows: int
    rejected: int
    at: str
    by: str


def replace(connection: Connection, day: str, head: Head, rows: Iterable[There]) -> None:
    """Keep ``rows`` as the list of an ISO day in place of the one before. Inside a transaction."""
    forget(connection, day)
    connection.executemany(
        f"INSERT INTO portal_row(list, {', '.join(_COLUMNS)}) VALUES(?{', ?' * len(_COLUMNS)})",
        [[day, *(getattr(row, name) for name in _COLUMNS)] for row in rows],
    )
    notes.put(connection, TOPIC, day, asdict(head))


def forget(connection: Connection, day: str) -> None:
    """Keep no list of an ISO day. Inside a transaction."""
    connection.execute("DELETE FROM portal_row WHERE list = ?", [day])
    notes.drop(connection, TOPIC, day)


def head(connection: Connection, day: str) -> Head | None:
    """Where the list of an ISO day is from; None where there is none. Raises StoreTrouble."""
    with troubles():
        told = notes.get(connection, TOPIC, day)
    return Head(**told) if told is not None else None


def rows(connection: Connection, day: str) -> list[There]:
    """The list of an ISO day, in the sheet's order. Raises StoreTrouble."""
    return _rows(connection, "list = ? ORDER BY row", [day])


def beside(connection: Connection, day: str, refs: Iterable[str], mobiles: Iterable[str]) -> list[There]:
    """The rows of other days' lists with one of these references or ends of mobiles. Raises StoreTrouble."""
    wanted = "portal_ref IN (SELECT value FROM json_each(?)) OR substr(mobile, -4) IN (SELECT value FROM json_each(?))"
    return _rows(
        connection,
        f"list <> ? AND ({wanted}) ORDER BY list, row",
        [day, json.dumps(list(refs)), json.dumps(list(mobiles))],
    )


def _rows(connection: Connection, where: str, values: Sequence[object]) -> list[There]:
    found = select(connection, f"SELECT {', '.join(_COLUMNS)} FROM portal_row WHERE {where}", values)
    return [There(**row | {"age_estimated": bool(row["age_estimated"])}) for row in found]
