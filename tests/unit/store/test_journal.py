"""The journal on disk: gapless, chained, sealed, append-only; and what is wrong with it is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as engine

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.domain import entry
from tikadesk.domain import journal as chain
from tikadesk.store import journal, notes
from tikadesk.store.connection import write_txn


@pytest.fixture
def desk() -> DeskInMemory:
    made = DeskInMemory()
    rec = made.register()
    made.register()
    made.edit(rec, mobile="9300011122")
    return made


def heads(desk: DeskInMemory) -> list[bytes | None]:
    return [journal.head_at(desk.store.connection, desk.device, n) for n in range(len(desk.bodies()) + 2)]


def test_numbers_run_from_one_and_the_chain_fits(desk: DeskInMemory) -> None:
    start = chain.genesis(desk.device)
    expected = [start, *chain.chain(start, 1, map(chain.digest, desk.bodies())), None]
    assert heads(desk) == expected
    assert journal.tip(desk.store.connection, desk.device) == journal.Tip(
        len(desk.bodies()), expected[-2] or b""
    )
    assert journal.faults(desk.store.connection) == []


def test_an_empty_journal_ends_at_its_beginning() -> None:
    desk = DeskInMemory()
    assert journal.tip(desk.store.connection, desk.device) == journal.Tip(0, chain.genesis(desk.device))


def test_a_failed_save_leaves_no_trace(desk: DeskInMemory) -> None:
    before = desk.bodies()
    with pytest.raises(OSError, match="x"), desk.store.write() as writer:
        desk.desk.create(writer, "registration", {"no": writer.number("R"), "name": "x"})
        raise OSError("x")
    assert desk.bodies() == before


def test_every_record_has_its_entry_and_every_entry_its_place(desk: DeskInMemory) -> None:
    connection = desk.store.connection
    made = connection.execute(
        "SELECT id FROM op WHERE kind = 'registration' AND id = rec ORDER BY id"
    ).fetchall()
    assert made == connection.execute("SELECT id FROM registration ORDER BY id").fetchall()
    places = connection.execute("SELECT n FROM op ORDER BY n").fetchall()
    assert [n for (n,) in places] == list(range(1, len(desk.bodies()) + 1))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal WHERE n = 2",
        "UPDATE journal SET n = 9 WHERE n = 2",
        "UPDATE journal SET h = x'00' WHERE n = 2",
        "DELETE FROM op WHERE n = 2",
        "UPDATE op SET body = '{}' WHERE n = 2",
        "UPDATE op SET dev = 'x' WHERE n = 2",
        "UPDATE op SET rec = id WHERE n = 3",
    ],
)
def test_nothing_may_be_changed_or_taken_out(desk: DeskInMemory, statement: str) -> None:
    before = desk.bodies()
    with (
        pytest.raises(engine.IntegrityError, match="append-only"),
        write_txn(desk.store.connection) as connection,
    ):
        connection.execute(statement)
    assert desk.bodies() == before


TAMPERINGS: dict[str, str] = {
    "a body changed": "UPDATE op SET body = replace(body, '9827012345', '9827012346') WHERE n = 2",
    "an entry taken out": "DELETE FROM journal WHERE n = 2",
    "the newest two swapped": "UPDATE journal SET op = (SELECT row FROM op WHERE op.n = 4 - journal.n) WHERE n <> 2",
    "a digest changed": "UPDATE journal SET d = zeroblob(32) WHERE n = 3",
    "a head changed": "UPDATE journal SET h = zeroblob(32) WHERE n = 3",
    "a body lost": "DELETE FROM op WHERE n = 1",
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_a_journal_edited_on_disk_is_found_out(desk: DeskInMemory, how: str) -> None:
    connection = desk.store.connection
    for trigger in ("journal_kept", "journal_fixed", "op_kept", "op_fixed"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(TAMPERINGS[how])
    assert journal.faults(connection)[0].startswith("journal.broken:")


def test_a_journal_made_anew_by_a_thief_does_not_bear_the_seals(desk: DeskInMemory) -> None:
    desk.ledger.batch(0, most=10, most_bytes=2**20)
    connection = desk.store.connection
    connection.execute("UPDATE seal SET sig = zeroblob(64)")
    assert journal.faults(connection) == [f"journal.seal:{len(desk.bodies())}"]


def test_the_same_head_is_signed_once(desk: DeskInMemory) -> None:
    one = desk.ledger.batch(0, most=2, most_bytes=2**20)
    assert desk.ledger.batch(1, most=1, most_bytes=2**20).signature == one.signature
    assert desk.store.connection.execute("SELECT count(*) FROM seal").fetchone() == (1,)


def test_bodies_fill_up_by_count_and_by_bytes_but_one_always_goes(desk: DeskInMemory) -> None:
    def got(first: int, most: int, most_bytes: int) -> int:
        return len(journal.bodies(desk.store.connection, desk.device, first, most, most_bytes))

    size = len(desk.bodies()[0]) + 24
    assert got(1, 2, 2**20) == 2
    assert got(1, 9, 1) == 1
    assert got(1, 9, size) == 1
    assert got(1, 9, 2**20) == len(desk.bodies())
    assert got(9, 9, 2**20) == 0


def test_an_entry_of_the_feed_is_taken_in_once_and_is_central(desk: DeskInMemory) -> None:
    other = DeskInMemory(seed=2)
    other.register()
    connection, body = desk.store.connection, other.bodies()[0]
    with write_txn(connection):
        assert journal.absorb(connection, other.device, body) == entry.parse(body)
        assert journal.absorb(connection, other.device, body) is None
    row = connection.execute("SELECT dev, here, n, central FROM op WHERE dev = ?", [other.device]).fetchall()
    assert row == [(other.device, 0, None, 1)]


def test_an_own_entry_in_the_feed_becomes_central(desk: DeskInMemory) -> None:
    connection, body = desk.store.connection, desk.bodies()[0]
    with write_txn(connection):
        assert journal.absorb(connection, desk.device, body) is None
    assert connection.execute("SELECT n, here FROM op WHERE central = 1").fetchall() == [(1, 1)]


def test_an_entry_of_another_desk_handed_back_keeps_its_maker(desk: DeskInMemory) -> None:
    other = DeskInMemory(seed=2)
    other.register()
    connection = desk.store.connection
    append: Callable[..., Any] = journal.append
    with write_txn(connection):
        journal.absorb(connection, other.device, other.bodies()[0])
        n, what = append(connection, desk.device, other.bodies()[0])
    assert connection.execute("SELECT dev, here, n FROM op WHERE id = ?", [what.id]).fetchone() == (
        other.device,
        0,
        n,
    )
    assert desk.bodies()[-1] == other.bodies()[0]


def test_an_entry_is_known_by_every_place_that_it_was_heard_at(desk: DeskInMemory) -> None:
    other = DeskInMemory(seed=2)
    other.register()
    other.register()
    connection, (first, second) = desk.store.connection, other.bodies()
    with write_txn(connection):
        journal.absorb(connection, other.device, second, 2)
        journal.absorb(connection, other.device, first, 1)
        journal.absorb(connection, "another-desk", first, 7)
        journal.absorb(connection, "an-old-server", first)
    assert sorted(connection.execute("SELECT dev, n FROM heard")) == sorted(
        [(other.device, 1), (other.device, 2), ("another-desk", 7)]
    )
    kept = notes.get(connection, journal.HEARD, other.device)
    assert kept == {"n": 2, "at": entry.parse(second).at}


def test_the_places_of_a_journal_that_is_given_up_are_remembered(desk: DeskInMemory) -> None:
    old = desk.device
    desk.ledger.reidentify(1)
    found = desk.store.connection.execute("SELECT dev, n FROM heard ORDER BY n").fetchall()
    assert found == [(old, 1), (old, 2), (old, 3)]
