"""Locators: where to look for the place at which two journals part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import locator

heads = st.binary(min_size=locator.START, max_size=32)


def test_from_the_end_in_doubling_steps_down_to_the_beginning() -> None:
    assert locator.places(10) == [10, 9, 8, 6, 2, 0]
    assert locator.places(0) == [0]


@given(st.integers(0, 2**31))
def test_few_places_however_long_the_journal(high: int) -> None:
    found = locator.places(high)
    assert (found[0], found[-1]) == (high, 0)
    assert found == sorted(set(found), reverse=True)
    assert len(found) <= 33


@given(st.lists(st.tuples(st.integers(0, 2**31), heads)))
def test_what_is_written_is_read_by_the_start_of_each_head(told: list[tuple[int, bytes]]) -> None:
    assert locator.read(locator.write(tuple(told))) == tuple((n, head[: locator.START]) for n, head in told)


@pytest.mark.parametrize(
    "raw", ["x", {}, 3, [[1]], [[1, "zz"]], [["x", "00"]], [3], [[1, 2]], [[1, "00", 3]]]
)
def test_anything_else_is_no_locator(raw: object) -> None:
    with pytest.raises(ValueError):
        locator.read(raw)


def test_absent_is_empty() -> None:
    assert locator.read(None) == ()
