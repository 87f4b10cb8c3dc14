from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from tikadesk.server import sql
from tikadesk.server.home import ServerHome

pytestmark = pytest.mark.usefixtures("home")


def test_the_engine_is_past_the_wal_reset_fault() -> None:
    connection.ensure_connection()
    assert connection.Database.sqlite_version_info >= (3, 51, 3)
    assert connection.Database.__name__.startswith("sqlcipher3")


def test_commits_are_on_disk_before_they_are_answered(home: ServerHome) -> None:
    assert sql.value("PRAGMA journal_mode") == "wal"
    assert sql.value("PRAGMA synchronous") == 2
    assert sql.value("PRAGMA foreign_keys") == 1
    (listed,) = sql.rows("PRAGMA database_list")
    assert Path(listed[2]).name == home.database.name


def test_writers_wait_for_each_other_and_lose_nothing() -> None:
    sql.run("INSERT INTO scope(district, id, seq) VALUES ('1','x',0)")
    troubles: list[Exception] = []

    def count() -> None:
        try:
            for _ in range(25):
                with transaction.atomic():
                    seen = sql.value("SELECT seq FROM scope WHERE id='x'")
                    sql.run("UPDATE scope SET seq=%s WHERE id='x'", seen + 1)
        except sql.connection.Database.Error as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=count) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert troubles == []
    assert sql.value("SELECT seq FROM scope WHERE id='x'") == 100


def test_percent_signs_and_places_are_told_apart() -> None:
    assert sql.value("SELECT name FROM centre WHERE name LIKE 'UPHC%%' AND code=%s", "CG-0231")


def test_errors_reach_the_caller_as_djangos() -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        sql.run("INSERT INTO centre(code, name, name_hi, district, state) VALUES ('CG-0231','','','','')")
