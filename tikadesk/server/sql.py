"""Plain SQL through Django's connection, for the ingest path: portable between SQLite and PostgreSQL.

Parameters only, never text put together from values. What the statements mean is their callers' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

Row = tuple[Any, ...]

LOCK, SKIP_LOCKED = " FOR UPDATE", " FOR UPDATE SKIP LOCKED"


def _filled(statement: str, params: Sequence[Any], lock: str) -> tuple[str, list[Any]]:
    """A statement with each tuple among ``params`` spread over the list that its ``%s`` stands for."""
    statement += lock if many_writers() else ""
    if not any(isinstance(param, tuple) for param in params):
        return statement, list(params)
    flat: list[Any] = []
    for param in params:
        if isinstance(param, tuple):
            flat.extend(param or (None,))  # IN (NULL) finds nothing
        else:
            flat.append(param)
    sizes = tuple(max(1, len(param)) if isinstance(param, tuple) else 0 for param in params)
    return _spread(statement, sizes), flat


@lru_cache(512)
def _spread(statement: str, sizes: tuple[int, ...]) -> str:
    """A statement whose lists have these sizes; 0 stands for a plain parameter."""
    pieces = statement.split("%s")
    text = pieces[0]
    for size, piece in zip(sizes, pieces[1:], strict=True):
        text += (f"({','.join(['%s'] * size)})" if size else "%s") + piece
    return text


def rows(statement: str, *params: object, lock: str = "") -> list[Row]:
    """All rows of a query. A tuple fills an ``IN %s``; ``lock`` is LOCK or SKIP_LOCKED."""
    with connection.cursor() as cursor:
        cursor.execute(*_filled(statement, params, lock))
        return list(cursor.fetchall())


def row(statement: str, *params: object, lock: str = "") -> Row | None:
    """The first row of a query, or None."""
    with connection.cursor() as cursor:
        cursor.execute(*_filled(statement, params, lock))
        found: Row | None = cursor.fetchone()
        return found


def value(statement: str, *params: object, lock: str = "") -> Any:
    """The first column of the first row; None when there is none."""
    found = row(statement, *params, lock=lock)
    return found[0] if found else None


def run(statement: str, *params: object) -> int:
    """Run one statement; how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(*_filled(statement, params, ""))
        return int(cursor.rowcount)


def each(statement: str, params: Iterable[Sequence[Any]]) -> None:
    """Run one statement for each row of parameters."""
    listed = list(params)
    if listed:
        with connection.cursor() as cursor:
            cursor.executemany(statement, listed)


def many_writers() -> bool:
    """Whether several transactions may write at once: on PostgreSQL, not on SQLite."""
    return bool(connection.features.has_select_for_update)


def instant(at: datetime) -> Any:
    """An aware instant as this database stores it."""
    return connection.ops.adapt_datetimefield_value(at)
