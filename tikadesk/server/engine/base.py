"""Django's SQLite backend, run on sqlcipher3's SQLite instead of Python's own.

Python's may be older than 3.51.3, whose WAL-reset fault loses commits when two connections write and checkpoint.
"""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database

# django_sqlite does this for Python's module; an engine keeps its own table of conversions
Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", lambda raw: parse_date(raw.decode()))
Database.register_converter("time", lambda raw: parse_time(raw.decode()))
Database.register_converter("datetime", lambda raw: parse_datetime(raw.decode()))
Database.register_converter("timestamp", lambda raw: parse_datetime(raw.decode()))
Database.register_adapter(datetime.date, datetime.date.isoformat)
Database.register_adapter(datetime.datetime, lambda value: value.isoformat(" "))


_register_functions = importlib.import_module("django.db.backends.sqlite3._functions").register


@lru_cache(512)
def _places(query: str) -> str:
    return django_sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


def _execute(cursor: Any, query: str, params: Any = None) -> Any:
    if params is None:
        return Database.Cursor.execute(cursor, query)
    return Database.Cursor.execute(cursor, _places(query), params)


def _executemany(cursor: Any, query: str, rows: Iterable[Any]) -> Any:
    return Database.Cursor.executemany(cursor, _places(query), rows)


# sqlcipher3 has no type stubs, and strict typing lets no class statement inherit from the unknown
Cursor: Any = type("Cursor", (Database.Cursor,), {"execute": _execute, "executemany": _executemany})


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """The backend that ``settings.DATABASES`` names."""

    Database = Database
    init_commands: list[str]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection with Django's functions and the PRAGMAs of the settings."""
        conn = Database.connect(**conn_params)
        _register_functions(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA legacy_alter_table = OFF")
        for command in self.init_commands:
            if command.strip():
                conn.execute(command)
        return conn

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that understands ``%s``."""
        return self.connection.cursor(factory=Cursor)
