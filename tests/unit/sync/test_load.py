from __future__ import annotations

import pytest

from tikadesk.domain import codings, wire
from tikadesk.sync.load import LONG_LINE_S, LONG_LINES, USUAL_LINES, Load

BOTH = ["gzip", "xz"]


def test_a_long_line_gets_large_batches_packed_hard_and_a_short_one_the_usual() -> None:
    load = Load()
    assert (load.lines, load.coding) == (USUAL_LINES, codings.GZIP)
    load.probed(LONG_LINE_S + 0.1, BOTH)
    assert (load.lines, load.coding) == (LONG_LINES, codings.XZ)
    load.probed(0.02, BOTH)
    assert (load.lines, load.coding) == (USUAL_LINES, codings.GZIP)


@pytest.mark.parametrize("understood", [None, [], ["gzip"], "gzip", 7, {"br": 1}])
def test_an_older_server_gets_what_it_understands(understood: object) -> None:
    load = Load()
    load.probed(9.0, understood)
    assert (load.lines, load.coding) == (LONG_LINES, codings.GZIP)


def test_trouble_halves_and_success_doubles() -> None:
    load = Load()
    sizes = [load.lines]
    while load.halve():
        sizes.append(load.lines)
    assert sizes == [500, 250, 125, 62, 31, 15, 7, 3, 1]
    for _ in range(20):
        load.taken()
    assert load.lines == USUAL_LINES
    load.halve()
    load.probed(1.0, BOTH)
    assert load.lines == LONG_LINES // 2


def test_a_coding_that_is_refused_is_not_tried_again() -> None:
    load = Load()
    load.probed(1.0, BOTH)
    assert [load.plainer(), load.coding] == [True, codings.GZIP]
    assert [load.plainer(), load.coding] == [True, None]
    assert not load.plainer()
    load.probed(1.0, BOTH)
    assert load.coding is None


def test_no_batch_is_more_than_a_server_takes() -> None:
    escaped = 2  # every sign of a body may be escaped once more
    for load in (Load(), Load(long=True)):
        assert load.bytes * escaped + load.lines * 64 < wire.MAX_INFLATED
        assert load.lines <= wire.MAX_COUNT
    assert Load(coding=None).bytes * escaped <= wire.MAX_BATCH
