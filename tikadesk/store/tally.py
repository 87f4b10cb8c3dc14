"""Counting what came from elsewhere. Reads only."""

from __future__ import annotations

from tikadesk.store.connection import Connection, troubles


def foreign(connection: Connection) -> int:
    """How many entries of other desks lie here."""
    with troubles():
        row = connection.execute("SELECT count(*) FROM op WHERE dev NOT IN (SELECT dev FROM me)").fetchone()
    return int(row[0])
