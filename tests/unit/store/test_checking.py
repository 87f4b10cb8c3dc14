from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tests.sentences import assert_said
from tikadesk.actions import correct, void
from tikadesk.actions.desk import Desk
from tikadesk.store import checking
from tikadesk.store.ledger import Ledger


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk") as opened:
        first, second = walk_in(opened), walk_in(opened, name="Geeta Sahu", mobile="9826041188")
        correct.correct(opened, "registration", first.id, {"village": "Kota"}, reason="heard_wrong")
        void.void(opened, "registration", second.id, reason="twice")
        Ledger(opened.store).batch(0, most=3, most_bytes=2**20)  # leaves a signature behind
        yield opened


def keys(desk: Desk) -> list[str]:
    found = checking.faults(desk.store)
    for fault in found:
        assert_said(fault.key, fault.params)
    return [fault.key for fault in found]


def test_a_days_work_is_sound(desk: Desk) -> None:
    assert keys(desk) == []


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE registration SET name = 'Another' WHERE void = 0",
        "UPDATE dose SET void = 1",
        "DELETE FROM registration WHERE void = 1",
        "INSERT INTO registration(id, heads, own, void, gen) VALUES('x', '', 1, 0, 1)",
    ],
)
def test_a_row_that_no_fold_gives_is_told(desk: Desk, spoil: str) -> None:
    desk.store.connection.execute(spoil)
    assert set(keys(desk)) == {"check.row"}


def test_an_entry_that_was_edited_on_disk_breaks_the_journal(desk: Desk) -> None:
    connection = desk.store.connection
    connection.execute("DROP TRIGGER op_fixed")
    connection.execute("UPDATE op SET body = replace(body, 'Sushila', 'Shabana')")
    found = keys(desk)
    assert "check.journal.broken" in found and "check.row" in found


def test_a_signature_that_is_none_is_told(desk: Desk) -> None:
    desk.store.connection.execute("UPDATE seal SET sig = zeroblob(64)")
    assert keys(desk) == ["check.journal.seal"]


def test_a_number_on_two_records_is_told(desk: Desk) -> None:
    connection = desk.store.connection
    row = connection.execute("SELECT no FROM registration WHERE void = 0").fetchone()
    connection.execute("UPDATE registration SET no = ?, own = 0 WHERE void = 1", [row[0]])
    assert "check.number_twice" in keys(desk)


def test_damaged_pages_are_told_before_anything_is_believed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.store, "integrity", lambda: ["row 3 missing from index"])
    assert keys(desk) == ["check.file"]
