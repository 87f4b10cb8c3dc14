"""Reading what a supervisor has to look at before a day can be closed, and what has been looked at. Nothing writes."""

from __future__ import annotations

from tikadesk.domain.kinds.review import ADVERSE, DEFERRAL, VOID
from tikadesk.store.connection import Connection
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.records import Row, select

_OWN = f"dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')"
# A dose that was struck out with its person is looked at with the person.
_WITH_PERSON = (
    "EXISTS(SELECT 1 FROM registration r WHERE r.id = {0}.person AND r.void = 1 AND r.day = {0}.day)"
)
# An event stands in the register of its dose; its own day is the dose's as it was when the event was reported.
_OF_DOSE = "ifnull((SELECT dose.day FROM dose WHERE dose.id = aefi.dose), day) = :day"
_TO_SEE = f"""
SELECT '{VOID}' AS topic, 'registration' AS kind, id, heads, at FROM registration
WHERE day = :day AND void = 1 AND {_OWN}
UNION ALL
SELECT '{VOID}', 'dose', id, heads, at FROM dose WHERE day = :day AND void = 1 AND {_OWN}
  AND NOT {_WITH_PERSON.format("dose")}
UNION ALL
SELECT '{VOID}', 'aefi', id, heads, at FROM aefi WHERE {_OF_DOSE} AND void = 1 AND {_OWN}
UNION ALL
SELECT '{VOID}', 'vial', id, heads, at FROM vial WHERE day = :day AND void = 1 AND {_OWN}
UNION ALL
SELECT '{VOID}', 'stock_move', id, heads, at FROM stock_move WHERE day = :day AND void = 1 AND {_OWN}
UNION ALL
SELECT '{DEFERRAL}', 'dose', id, heads, at FROM dose
WHERE day = :day AND void = 0 AND outcome = 'deferred' AND {_OWN}
UNION ALL
SELECT '{ADVERSE}', 'aefi', id, heads, at FROM aefi WHERE {_OF_DOSE} AND void = 0 AND {_OWN}
ORDER BY at, id
"""


def to_see(connection: Connection, day: str) -> list[Row]:
    """What stands in a day's register that a supervisor has to see: ``topic``, ``kind``, ``id``, ``heads``; in the
    order of its writing.
    """
    return select(connection, _TO_SEE, {"day": day})


def seen(connection: Connection, day: str) -> list[Row]:
    """What has been looked at of a day: ``topic``, ``subject``, how it ``stood``, by whom and when."""
    sql = "SELECT topic, subject, stood, by, at FROM review WHERE day = ? AND void = 0 ORDER BY at, id"
    return select(connection, sql, [day])


def lines_by_device(connection: Connection, day: str) -> dict[str, int]:
    """How many people each desk of the centre has registered or given a dose on a day, by device."""
    rows = select(
        connection,
        "SELECT dev, count(DISTINCT person) AS people FROM ("
        f" SELECT dev, id AS person FROM registration WHERE day = :day AND {_OWN}"
        f" UNION ALL SELECT dev, person FROM dose WHERE day = :day AND {_OWN}) GROUP BY dev",
        {"day": day},
    )
    return {row["dev"]: row["people"] for row in rows}


def own_devices(connection: Connection) -> set[str]:
    """The identities that this desk has had: a disk that was restored or copied goes on under another."""
    return {row["dev"] for row in select(connection, "SELECT dev FROM me")}
