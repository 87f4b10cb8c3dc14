"""What the server holds, counted: for ``server status`` and the status board."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tikadesk.server import sql


def status() -> dict[str, Any]:
    """Counts of desks, entries, records by kind, held, flagged and doubly used numbers; each centre's last contact;
    what was sent to each lab, and whether a centre of that code is known here.
    """
    judged: dict[str, int] = dict(sql.rows("SELECT v, COUNT(*) FROM verdict GROUP BY v"))
    return {
        "devices": int(sql.value("SELECT COUNT(*) FROM device") or 0),
        "entries": int(sql.value("SELECT SUM(high) FROM device") or 0),
        "records": dict(
            (kind, int(n)) for kind, n in sql.rows("SELECT k, SUM(n) FROM counter GROUP BY k ORDER BY k")
        ),
        "held": judged.get("held", 0),
        "flagged": judged.get("flagged", 0),
        "duplicate_numbers": int(
            sql.value("SELECT COUNT(*) FROM (SELECT no FROM number GROUP BY no HAVING COUNT(*)>1) AS twice")
            or 0
        ),
        "unjudged": int(sql.value("SELECT SUM(high-judged) FROM device") or 0),
        "series": int(sql.value("SELECT MAX(series) FROM incarnation") or 0),
        "centres": [
            {"code": code, "last_heard_at": _written(heard), "waiting": int(waiting or 0)}
            for code, heard, waiting in sql.rows(
                "SELECT c.code, MAX(d.last_heard_at), SUM(d.waiting) FROM centre c"
                " LEFT JOIN device d ON d.centre=c.code GROUP BY c.code ORDER BY c.code"
            )
        ],
        "sent": [
            {"centre": code, "known": bool(known), "boxes": int(boxes), "samples": int(samples)}
            for code, known, boxes, samples in sql.rows(
                "SELECT r.centre, COUNT(c.code), SUM(CASE WHEN k='consignment' THEN 1 ELSE 0 END),"
                " SUM(CASE WHEN k='sample' THEN 1 ELSE 0 END) FROM route r"
                " JOIN rec ON rec.district=r.district AND rec.id=r.rec LEFT JOIN centre c ON c.code=r.centre"
                " WHERE k IN %s GROUP BY r.centre ORDER BY r.centre",
                ("consignment", "sample"),
            )
        ],
    }


def _written(heard: datetime | str | None) -> str | None:
    """An instant as the database gave it, in ISO with its zone. SQLite's MAX gives text."""
    if heard is None:
        return None
    at = datetime.fromisoformat(heard) if isinstance(heard, str) else heard
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat(timespec="seconds")
