"""The pages of paper registers as they were typed: what stands on one, which pages a day has, which lines are taken."""

from __future__ import annotations

from tikadesk.store.connection import Connection
from tikadesk.store.records import Row, select

_ON = "day = ? AND page = ? AND source = 'paper'"


def people(connection: Connection, day: str, page: str) -> list[Row]:
    """The registrations of a page, void ones too, in the order they came to this desk."""
    return select(connection, f"SELECT * FROM registration WHERE {_ON} ORDER BY row", [day, page])


def doses(connection: Connection, day: str, page: str) -> list[Row]:
    """The doses and deferrals of a page, void ones too, in the order they came to this desk."""
    return select(connection, f"SELECT * FROM dose WHERE {_ON} ORDER BY row", [day, page])


def is_taken(connection: Connection, day: str, page: str, serial: str) -> bool:
    """Whether a line of a page holds somebody who is not void."""
    where = f"{_ON} AND serial = ? AND void = 0"
    sql = (
        f"SELECT 1 FROM registration WHERE {where} UNION ALL SELECT 1 FROM dose WHERE {where}"
        " AND NOT EXISTS (SELECT 1 FROM registration WHERE registration.id = dose.person AND registration.void = 1)"
    )
    at = [day, page, serial]
    return bool(select(connection, sql, at * 2))


def pages(connection: Connection, day: str) -> list[Row]:
    """The pages of a day with how many of their lines stand: ``page``, ``lines``."""
    where = "day = :day AND source = 'paper' AND page IS NOT NULL AND serial IS NOT NULL AND void = 0"
    return select(
        connection,
        "SELECT page, count(*) AS lines FROM (SELECT page, serial FROM registration"
        f" WHERE {where} UNION SELECT page, serial FROM dose WHERE {where}) GROUP BY page",
        {"day": day},
    )
