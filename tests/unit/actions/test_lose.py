"""Lost tubes: out of an open box, kept on a sealed one's list, wanted anew, and found again."""

from __future__ import annotations

import pytest

from tests.samples import SWAB, collected
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import dispatch, lose, pack, samples, void
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


def state(desk: Desk, rec: str) -> tuple[str, bool]:
    """Where the tube is, and whether it is in a box."""
    row = samples.row(desk, rec)
    assert row is not None
    return row.journey, bool(row.box)


def boxed(desk: Desk) -> tuple[str, str]:
    """A tube in an open box; both records."""
    saved = collected(desk)
    box = pack.open_box(desk, lab=SWAB["lab"], intent=desk.ids.new())
    pack.add(desk, box.id, saved.nos[0])
    return saved.ids[0], box.id


def test_a_lost_tube_is_wanted_anew_until_it_is_found(desk: Desk) -> None:
    rec = collected(desk).ids[0]
    lose.lose(desk, rec, "missing")
    row = records.get(desk.store.connection, "sample", rec)
    assert row is not None and (row["lost_reason"], row["lost_on"], row["why"]) == (
        "missing",
        "2021-05-17",
        "missing",
    )
    assert (state(desk, rec), samples.tally(desk).resample) == (("lost", False), 1)
    lose.found(desk, rec)
    assert (state(desk, rec), samples.tally(desk).resample) == (("collected", False), 0)


def test_an_open_box_gives_a_lost_tube_up(desk: Desk) -> None:
    rec, _ = boxed(desk)
    lose.lose(desk, rec, "broken_here")
    assert state(desk, rec) == ("lost", False)
    lose.found(desk, rec)
    assert state(desk, rec) == ("collected", False)


def test_a_sealed_boxs_list_keeps_it(desk: Desk) -> None:
    rec, box = boxed(desk)
    dispatch.seal(desk, box, {"sealed_temp": "4", "seal_no": "S1", "checked_by": "Anil Sahu"})
    lose.lose(desk, rec, "leaked_here")
    assert state(desk, rec) == ("lost", True)
    lose.found(desk, rec)
    assert state(desk, rec) == ("sealed", True)


def test_what_cannot_be_lost_or_found_says_why(desk: Desk) -> None:
    rec, gone = collected(desk).ids[0], collected(desk).ids[0]
    void.void(desk, "sample", gone, reason="twice")
    with pytest.raises(InvalidRecord) as wrong:
        lose.lose(desk, rec, "eaten")
    assert_all_said(wrong.value.problems)
    for act in (
        lambda: lose.found(desk, rec),
        lambda: lose.lose(desk, gone, "missing"),
        lambda: lose.lose(desk, desk.ids.new(), "missing"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert_said(refusal.value.key, refusal.value.params)
    lose.lose(desk, rec, "missing")
    with pytest.raises(NotAllowed, match=r"error\.sample_lost"):
        lose.lose(desk, rec, "missing")
