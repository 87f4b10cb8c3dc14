"""Entries: word for word there and back, and nothing that is no entry gets through."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.clock import FixedClock
from tikadesk.domain.entry import MAX_BODY, MAX_OVER, Entry, Malformed, Op, parse
from tikadesk.domain.ids import IdMaker

IDS = IdMaker(FixedClock(datetime(2021, 5, 16, tzinfo=UTC)), random.Random(1))
ONE, TWO = IDS.new(), IDS.new()
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.dictionaries(
    WORDS, st.none() | st.booleans() | WORDS | st.integers(-(2**62) + 1, 2**62 - 1), max_size=6
)


def made(**more: object) -> Entry:
    parts: dict[str, object] = {
        "id": ONE, "kind": "registration", "rec": ONE, "op": Op.CREATE, "at": "2021-05-16T10:21:07+05:30",
        "by": "op-017", "set": {"name": "सुनीता साहू"},
    }  # fmt: skip
    return Entry(**(parts | more))  # type-checked by the constructor's own use in the product


@given(VALUES, WORDS, st.integers(-(10**6), 10**6), st.none() | WORDS)
def test_a_body_says_what_the_entry_holds(
    values: dict[str, object], by: str, skew: int, why: str | None
) -> None:
    entry = made(set=values, by=by, skew=skew, why=why)
    assert parse(entry.body()) == entry
    assert parse(entry.body()).body() == entry.body()


def test_an_edit_names_the_heads_it_saw() -> None:
    entry = made(id=TWO, op=Op.EDIT, over=(ONE,), gen=2)
    assert parse(entry.body()) == entry


def test_unknown_members_of_a_newer_desk_are_no_reason_to_refuse() -> None:
    raw = json.loads(made().body()) | {"colour": "red", "v": 2}
    assert parse(json.dumps(raw)).id == ONE


def test_devanagari_is_kept_as_it_is_written() -> None:
    assert "सुनीता साहू".encode() in made().body()


def test_an_entry_too_large_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="too large"):
        made(set={"notes": "अ" * MAX_BODY}).body()
    with pytest.raises(Malformed):
        parse(b" " * (MAX_BODY + 1))


BROKEN = {
    "no id": {"id": None},
    "id of another form": {"id": ONE.upper()},
    "no record": {"rec": 5},
    "no kind": {"k": None},
    "time is a number": {"at": 5},
    "set is a list": {"set": []},
    "a value is a list": {"set": {"name": ["x"]}},
    "a value is a fraction": {"set": {"age": 1.5}},
    "a value beyond 64 bits": {"set": {"age": 2**63}},
    "over is missing": {"over": None},
    "over is no id": {"op": "edit", "id": TWO, "over": ["x"]},
    "over is endless": {"op": "edit", "id": TWO, "over": [ONE] * (MAX_OVER + 1)},
    "gen is zero": {"gen": 0},
    "gen is true": {"gen": True},
    "gen is endless": {"gen": 2**31},
    "skew is a word": {"skew": "x"},
    "why is a number": {"why": 3},
    "op is unknown": {"op": "delete"},
    "a create of another record": {"rec": TWO},
    "a create over something": {"over": [TWO]},
    "an edit over nothing": {"op": "edit", "id": TWO, "over": []},
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_no_entry_is_refused_without_quoting_it(fault: str) -> None:
    raw = json.loads(made().body()) | BROKEN[fault]
    with pytest.raises(Malformed) as refused:
        parse(json.dumps(raw))
    assert "सुनीता" not in str(refused.value)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_noise_raises_nothing_but_malformed(noise: bytes | str) -> None:
    with pytest.raises(Malformed):
        parse(noise)


def test_endless_nesting_is_malformed_too() -> None:
    with pytest.raises(Malformed):
        parse("[" * MAX_BODY)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(ONE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["id", "k", "rec", "op", "over", "gen", "at", "skew", "by", "why", "set"]), JSONS
    )
)
def test_a_damaged_member_raises_nothing_but_malformed(members: dict[str, object]) -> None:
    raw = json.loads(made().body()) | members
    try:
        entry = parse(json.dumps(raw))
    except Malformed:
        return
    assert entry.id == ONE
