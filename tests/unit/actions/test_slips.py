"""Slips are counted for each record, on paper and as files apart."""

from __future__ import annotations

from pathlib import Path

from tests.desk import practice_desk, walk_in
from tikadesk.actions import slips, today
from tikadesk.actions.slips import Slips


def test_each_slip_is_journalled_and_counted(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        one, other = walk_in(desk), walk_in(desk, name="Geeta Sahu")
        assert one.dose_id is not None
        assert slips.made(desk, [one.dose_id]) == {}
        assert slips.note(desk, one.dose_id, printed=True) == Slips(printed=1)
        assert slips.note(desk, one.dose_id, printed=False) == Slips(printed=1, filed=1)
        assert slips.note(desk, one.dose_id, printed=True) == Slips(printed=2, filed=1)
        shown = {row.person: row.slips for row in today.saved(desk)}
        assert shown == {one.id: Slips(printed=2, filed=1), other.id: Slips()}


def test_a_rebuild_counts_the_same(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        saved = walk_in(desk)
        slips.note(desk, saved.id, printed=True)
        desk.store.rebuild()
        assert slips.made(desk, [saved.id, "another"]) == {saved.id: Slips(printed=1)}
