"""Papers are counted for each record, on paper and as files apart."""

from __future__ import annotations

from tests.desk import walk_in
from tikadesk.actions import prints, today
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Made, Paper


def test_each_paper_is_journalled_and_counted(desk: Desk) -> None:
    one, other = walk_in(desk), walk_in(desk, name="Geeta Sahu")
    assert one.dose_id is not None
    assert prints.made(desk, Paper.SLIP, [one.dose_id]) == {}
    assert prints.note(desk, Paper.SLIP, one.dose_id, printed=True) == Made(printed=1)
    assert prints.note(desk, Paper.SLIP, one.dose_id, printed=False) == Made(printed=1, filed=1)
    assert prints.note(desk, Paper.SLIP, one.dose_id, printed=True) == Made(printed=2, filed=1)
    shown = {row.person: row.slips for row in today.saved(desk)}
    assert shown == {one.id: Made(printed=2, filed=1), other.id: Made()}
    assert shown[one.id].times == 3


def test_one_paper_is_not_another(desk: Desk) -> None:
    rec = walk_in(desk).id
    prints.note(desk, Paper.LABEL, rec, printed=True)
    prints.note(desk, Paper.MANIFEST, rec, printed=False)
    assert prints.made(desk, Paper.LABEL, [rec]) == {rec: Made(printed=1)}
    assert prints.made(desk, Paper.MANIFEST, [rec]) == {rec: Made(filed=1)}
    assert prints.made(desk, Paper.SLIP, [rec]).get(rec, Made()).times == 0


def test_a_rebuild_counts_the_same(desk: Desk) -> None:
    saved = walk_in(desk)
    prints.note(desk, Paper.SLIP, saved.id, printed=True)
    desk.store.rebuild()
    assert prints.made(desk, Paper.SLIP, [saved.id, "another"]) == {saved.id: Made(printed=1)}
