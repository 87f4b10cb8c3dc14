"""Day closing: what it knew of every desk is written in one short line and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.kinds.day_closing import COUNTS, DAY_CLOSING, LONGEST, as_known, read_known, short


@given(st.dictionaries(st.uuids().map(str), st.integers(0, 10**9), max_size=60))
def test_what_was_known_of_the_desks_is_read_again(lengths: dict[str, int]) -> None:
    told = as_known(lengths)
    assert DAY_CLOSING.misshapen({"known": told}) == []
    assert read_known(told) == {short(device): n for device, n in lengths.items()}


def test_what_another_release_writes_there_is_passed_over() -> None:
    assert read_known(None) == {}
    assert read_known("v2 aaaaaaaa-0000:x bbbbbbbb-0000:12 :") == {"bbbbbbbb-0000": 12}


def test_more_desks_than_fit_are_refused_rather_than_forgotten() -> None:
    with pytest.raises(ValueError, match="desks"):
        as_known({f"{n:08x}-0000-4000-8000-000000000000": 10**6 for n in range(LONGEST // 20)})


def test_every_count_is_a_field() -> None:
    assert set(COUNTS) < set(DAY_CLOSING.by_name)
