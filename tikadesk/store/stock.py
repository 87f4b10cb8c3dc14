"""Reading the stock: moves of unopened vials, opened vials, and the doses drawn from them or given to a group.
Nothing here writes; what the figures mean is not decided here.
"""

from __future__ import annotations

from tikadesk.store import records
from tikadesk.store.connection import Connection
from tikadesk.store.records import Row, select


def flows(connection: Connection, batch: str | None = None) -> list[Row]:
    """Vials that came, went or were opened, by ``vaccine``, ``batch``, ``day`` and ``what``; of one batch or of all."""
    live, values = _live(batch)
    return select(
        connection,
        f"SELECT vaccine, batch, day, move AS what, sum(vials) AS vials FROM stock_move WHERE {live}"
        " GROUP BY vaccine, batch, day, move"
        " UNION ALL SELECT vaccine, batch, day, 'opened' AS what, count(*) AS vials FROM vial"
        f" WHERE {live} GROUP BY vaccine, batch, day",
        values * 2,
    )


def told(connection: Connection, batch: str | None = None) -> list[Row]:
    """What the moves tell of each batch, the last word last: ``expires_on``, ``doses_per_vial``."""
    live, values = _live(batch)
    sql = f"SELECT vaccine, batch, expires_on, doses_per_vial FROM stock_move WHERE {live} ORDER BY at, id"
    return select(connection, sql, values)


def moves(connection: Connection, limit: int, offset: int) -> list[Row]:
    """The stock moves, void ones too, newest first."""
    sql = "SELECT * FROM stock_move ORDER BY day DESC, time DESC, row DESC LIMIT ? OFFSET ?"
    return select(connection, sql, [limit, offset])


def moves_on(connection: Connection, day: str) -> int:
    """How many stock moves a day has, void ones left out."""
    return int(
        select(connection, "SELECT count(*) AS n FROM stock_move WHERE day = ? AND void = 0", [day])[0]["n"]
    )


def vials(connection: Connection, day: str) -> list[Row]:
    """The vials opened on a day, void ones left out, in the order of their opening."""
    return select(connection, "SELECT * FROM vial WHERE day = ? AND void = 0 ORDER BY opened_at, id", [day])


def open_before(connection: Connection, day: str, limit: int) -> list[Row]:
    """The newest vials of earlier days that nobody has closed, void ones left out, in the order of their opening."""
    rows = select(
        connection,
        "SELECT * FROM vial WHERE day < ? AND void = 0 AND (state = 'open' OR state IS NULL)"
        " ORDER BY opened_at DESC, id DESC LIMIT ?",
        [day, limit],
    )
    return rows[::-1]


def vials_named(connection: Connection, day: str, batch: str, no: str) -> list[Row]:
    """Those of a day with a batch and number: one, or two where two desks opened one each."""
    return select(
        connection,
        "SELECT * FROM vial WHERE day = ? AND batch = ? AND vial = ? AND void = 0 ORDER BY opened_at, id",
        [day, batch, no],
    )


def drawn(connection: Connection, day: str, batch: str | None = None, no: str | None = None) -> list[Row]:
    """Doses drawn on a day by ``batch``, ``vial`` and the desk ``dev`` that wrote them down: ``given``, and
    ``struck``: struck out though the vaccine had left the vial. Of all vials, or of one batch and number.
    """
    named = "" if batch is None else " AND batch = ? AND vial = ?"
    return select(
        connection,
        "SELECT batch, vial, dev, sum(void = 0) AS given, sum(void = 1 AND dose_used IS 1) AS struck FROM dose"
        f" WHERE day = ?{named} AND outcome = 'given' GROUP BY batch, vial, dev",
        [day] if batch is None else [day, batch, no],
    )


def plan_of_day(connection: Connection, day: str) -> Row | None:
    """How an ISO day's doses are shared out; of two plans that desks made apart, the later one, the same everywhere."""
    rows = [row for row in records.of_day(connection, "quota_plan", day) if not row["void"]]
    return max(rows, key=lambda row: (row["at"], row["id"]), default=None)


def given_by_quota(connection: Connection, day: str) -> dict[str, int]:
    """Doses given on a day by the quota group of whoever got them, void ones left out."""
    rows = select(
        connection,
        "SELECT registration.quota, count(*) AS given FROM dose JOIN registration ON registration.id = dose.person"
        " WHERE dose.day = ? AND dose.outcome = 'given' AND dose.void = 0 AND registration.quota IS NOT NULL"
        " GROUP BY registration.quota",
        [day],
    )
    return {row["quota"]: row["given"] for row in rows}


def _live(batch: str | None) -> tuple[str, list[str]]:
    return ("void = 0", []) if batch is None else ("batch = ? AND void = 0", [batch])
