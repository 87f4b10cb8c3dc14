"""Small facts of this desk that are not records: session set-up, drafts, what the server told once, intents.

Values are JSON. Whoever writes one owns its topic; personal data only in drafts, and never an Aadhaar number.
"""

from __future__ import annotations

import json
from typing import Any

from tikadesk.store.connection import Connection


def put(connection: Connection, topic: str, id: str, value: object) -> None:
    """Keep ``value`` under (topic, id)."""
    connection.execute(
        "INSERT INTO note VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        [topic, id, json.dumps(value, ensure_ascii=False)],
    )


def get(connection: Connection, topic: str, id: str) -> Any:
    """What is kept under (topic, id); None when nothing is."""
    row = connection.execute("SELECT value FROM note WHERE topic = ? AND id = ?", [topic, id]).fetchone()
    return json.loads(row[0]) if row else None


def drop(connection: Connection, topic: str, id: str) -> None:
    """Forget it."""
    connection.execute("DELETE FROM note WHERE topic = ? AND id = ?", [topic, id])


def beginning(connection: Connection, topic: str, start: str) -> list[str]:
    """The ids under a topic that begin with ``start``, in order."""
    rows = connection.execute(
        "SELECT id FROM note WHERE topic = ? AND id >= ? AND id < ? ORDER BY id",
        [topic, start, start + "\U0010ffff"],
    )
    return [id for (id,) in rows]


def every(connection: Connection, topic: str) -> dict[str, Any]:
    """Everything under a topic, by id."""
    rows = connection.execute("SELECT id, value FROM note WHERE topic = ? ORDER BY id", [topic])
    return {id: json.loads(value) for id, value in rows}
