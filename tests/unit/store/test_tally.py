from __future__ import annotations

from pathlib import Path

from tests.desk import practice_desk, walk_in
from tikadesk.domain.entry import Entry, Op
from tikadesk.store import tally
from tikadesk.store.ledger import Ledger


def test_only_entries_of_other_desks_count(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        walk_in(desk)
        assert tally.foreign(desk.store.connection) == 0
        rec = desk.ids.new()
        entry = Entry(rec, "event", rec, Op.CREATE, "2021-05-17T10:20:00+05:30", "-", {"what": "sign_in"})
        item = {
            "t": "op",
            "dev": desk.ids.new(),
            "label": "0002",
            "n": 1,
            "id": rec,
            "b": entry.body().decode(),
        }
        Ledger(desk.store).take_page([item], "c1", at="2021-05-17T10:20:00+05:30")
        assert tally.foreign(desk.store.connection) == 1
