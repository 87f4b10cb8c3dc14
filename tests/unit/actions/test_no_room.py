"""A disk without room, or that cannot be written to, while samples are collected, packed, sealed and sent: a sentence,
nothing half-written, no number used up, and it goes on when there is room.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.boxes import box, packed, tube
from tests.samples import collected, lease
from tests.sentences import assert_said
from tikadesk.actions import boxes, collect, consign, discard, dispatch, pack, samples
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble


def standing(desk: Desk) -> list[object]:
    """All that a save changes: entries, rows, numbers in hand."""
    tables = ("op", "journal", "note", "sample", "consignment")
    counts = [
        desk.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
    ]
    return [*counts, collect.next_no(desk), boxes.boxes(desk), samples.listing(desk, "all", limit=500)]


def refused(desk: Desk, act: Callable[[], object]) -> None:
    """``act`` says why it cannot be, and has done nothing."""
    before = standing(desk)
    with pytest.raises(StoreTrouble) as caught:
        act()
    assert_said(caught.value.key, caught.value.params)
    assert standing(desk) == before
    assert not desk.store.connection.in_transaction


def test_on_a_disk_that_cannot_be_written_nothing_is_done_by_halves(desk: Desk) -> None:
    lease(desk)
    lease(desk, "C")
    inside, _ = packed(desk, 2)
    empty, loose = box(desk), tube(desk)[1]
    ready = dispatch.seal(desk, packed(desk, 1)[0].id, {})
    acts: tuple[Callable[[], object], ...] = (
        lambda: collected(desk, tubes=9),
        lambda: box(desk),
        lambda: pack.add(desk, empty.id, loose),
        lambda: dispatch.seal(desk, inside.id, {"sealed_temp": "4"}),
        lambda: dispatch.dispatch(desk, ready.id, {"driver": "Ramesh Pal"}),
        lambda: discard.box(desk, empty.id),
        lambda: consign.consign(desk, empty.lab),
    )
    desk.store.connection.execute("PRAGMA query_only = 1")
    for act in acts:
        refused(desk, act)
    desk.store.connection.execute("PRAGMA query_only = 0")
    for act in acts[:5]:
        act()
    assert desk.store.integrity() == []


def test_a_full_disk_leaves_whole_cases_and_whole_boxes(desk: Desk) -> None:
    lease(desk)
    lease(desk, "C")
    full, _ = packed(desk, 40)
    for _ in range(80):
        tube(desk)
    connection = desk.store.connection
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StoreTrouble):
        for _ in range(500):
            collected(desk, tubes=9, notes="क" * 400)
    cases = {row.no[:14]: row.tubes for row in samples.listing(desk, "all", limit=500)}
    assert all(len(samples.of_case(desk, no)) == tubes for no, tubes in cases.items())
    refused(desk, lambda: consign.consign(desk, full.lab, size=80))
    refused(desk, lambda: collected(desk, tubes=9, notes="क" * 400))
    assert desk.store.integrity() == []
    connection.execute("PRAGMA max_page_count = 1000000")
    assert dispatch.seal(desk, full.id, {"sealed_temp": "4"}).tubes == 40
    assert len(collected(desk, tubes=9).nos) == 9
