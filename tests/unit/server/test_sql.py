from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from tikadesk.server import sql
from tikadesk.server.service import Service

pytestmark = pytest.mark.usefixtures("home")


def test_a_tuple_fills_a_list_of_places() -> None:
    assert sql.rows(
        "SELECT code FROM centre WHERE code IN %s ORDER BY code", ("CG-0900", "CG-0231", "x")
    ) == [
        ("CG-0231",),
        ("CG-0900",),
    ]
    assert sql.rows("SELECT code FROM centre WHERE district=%s AND code IN %s", "387", ()) == []
    assert (
        sql.value("SELECT code FROM centre WHERE code IN %s AND district=%s", ("CG-0231",), "387")
        == "CG-0231"
    )


def test_values_are_never_text() -> None:
    nasty = "x'; DROP TABLE centre; --"
    assert sql.row("SELECT code FROM centre WHERE code=%s", nasty) is None
    assert sql.value("SELECT COUNT(*) FROM centre") == 2


def test_run_counts_and_each_repeats() -> None:
    assert sql.run("UPDATE centre SET name=%s", "x") == 2
    sql.each("UPDATE centre SET name=%s WHERE code=%s", [("a", "CG-0231"), ("b", "CG-0900")])
    assert sql.rows("SELECT name FROM centre ORDER BY code") == [("a",), ("b",)]
    sql.each("UPDATE centre SET name=%s", [])
    assert sql.value("SELECT name FROM centre WHERE code='CG-0231'") == "a"


def test_instants_are_stored_as_django_stores_them(service: Service) -> None:
    at = datetime(2026, 5, 16, 4, 51, 7, tzinfo=UTC)
    sql.run("INSERT INTO session(hash, dev, exp) VALUES (%s,%s,%s)", b"h", "d", sql.instant(at))
    from tikadesk.server.models import Session

    assert Session.objects.get(dev="d").exp == at
    assert Session.objects.filter(exp__gt=at).count() == 0


def test_locks_are_for_databases_that_have_them() -> None:
    assert connection.vendor == "sqlite"
    assert not sql.many_writers()
    assert sql.value("SELECT code FROM centre ORDER BY code", lock=sql.LOCK) == "CG-0231"
