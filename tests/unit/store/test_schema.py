"""The tables that only grow: what is journalled can be neither changed nor deleted, whoever asks."""

from __future__ import annotations

import random

import pytest

from tests.desk import walk_in
from tests.sentences import assert_said
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.store import schema
from tikadesk.store.store import Store


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "UPDATE journal SET n = n + 100",
        "DELETE FROM op",
        "UPDATE op SET body = replace(body, 'Sushila', 'Kamla')",
        "UPDATE op SET id = 'x'",
        "UPDATE op SET rec = 'x'",
        "UPDATE op SET dev = 'x'",
        "DROP TABLE journal; DELETE FROM op",
    ],
)
def test_the_journal_is_append_only(desk: Desk, statement: str) -> None:
    walk_in(desk)
    with pytest.raises(Exception, match=r"append-only|one statement"):
        desk.store.connection.execute(statement)
    assert (
        desk.store.connection.execute("SELECT count(*) FROM op WHERE body LIKE '%Sushila%'").fetchone()[0]
        == 1
    )


def test_what_the_server_says_about_an_entry_may_be_noted(desk: Desk) -> None:
    saved = walk_in(desk)
    desk.store.connection.execute("UPDATE op SET central = 1, judgement = 'applied' WHERE id = ?", [saved.id])


def test_making_the_tables_again_changes_nothing(desk: Desk) -> None:
    walk_in(desk)
    schema.ensure(desk.store.connection)
    assert desk.store.connection.execute("SELECT count(*) FROM registration").fetchone()[0] == 1


def test_an_older_database_gets_what_it_lacks_and_keeps_what_it_has(desk: Desk) -> None:
    walk_in(desk)
    connection = desk.store.connection
    before = connection.execute("SELECT id, n FROM op ORDER BY row").fetchall()
    for table in ("heard", "portal_row"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    schema.ensure(connection)
    assert connection.execute("SELECT count(*) FROM heard").fetchone()[0] == 0
    assert connection.execute("SELECT id, n FROM op ORDER BY row").fetchall() == before
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION


def test_a_database_of_a_newer_release_is_left_alone() -> None:
    store = Store.in_memory(random.Random(1))
    store.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(StoreTrouble) as trouble:
        schema.ensure(store.connection)
    assert trouble.value.key == "store.newer"
    assert trouble.value.params == {"found": schema.VERSION + 1, "known": schema.VERSION}
    assert_said(trouble.value.key, trouble.value.params)
    store.close()
