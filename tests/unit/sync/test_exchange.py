"""Answers: who speaks, where the server stands, what is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import locator
from tikadesk.domain.journal import chain, digest, genesis
from tikadesk.domain.wire import PullPage, PushReply, WireError
from tikadesk.sync.exchange import Place, Response, common, own_lines, place, token

DEVICE = "0198a1c2-0000-7000-8000-000000000001"
NOW = datetime(2021, 5, 16, 3, 30, tzinfo=UTC)
JOURNALS = st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=12)


def heads(bodies: list[bytes]) -> list[bytes]:
    return [genesis(DEVICE), *chain(genesis(DEVICE), 1, map(digest, bodies))]


def reply(bodies: list[bytes]) -> PushReply:
    at = heads(bodies)
    told = tuple((n, at[n][:8]) for n in locator.places(len(bodies)))
    return PushReply(DEVICE, len(bodies), at[-1], locator=told)


@given(JOURNALS, JOURNALS)
def test_the_place_follows_from_the_two_journals(mine: list[bytes], theirs: list[bytes]) -> None:
    at = heads(mine)

    def head_at(n: int) -> bytes | None:
        return at[n] if n < len(at) else None

    found = place(reply(theirs), len(mine), head_at)
    if len(theirs) > len(mine):
        assert found is Place.AHEAD
    else:
        assert found is (Place.JOINED if mine[: len(theirs)] == theirs else Place.FORKED)
    agreed = common(reply(theirs).locator, head_at)
    assert mine[:agreed] == theirs[:agreed]


@given(JOURNALS, st.integers(0, 40))
def test_a_locator_finds_a_shared_beginning_or_a_place_before_it(shared: list[bytes], more: int) -> None:
    mine, theirs = heads([*shared, b"mine"]), [*shared, *[b"theirs"] * (more + 1)]
    agreed = common(reply(theirs).locator, lambda n: mine[n] if n < len(mine) else None)
    assert 0 <= agreed <= len(shared)
    assert len(shared) - agreed <= more + len(shared)


def test_no_locator_means_nothing_in_common() -> None:
    assert common((), lambda n: b"x" * 32) == 0


JSON = {"content-type": "application/json; charset=utf-8", "tika-proto": "1"}


def test_only_json_with_the_protocols_name_is_tikadesk() -> None:
    assert Response(200, JSON, b"{}").is_tikadesk
    assert Response(503, JSON | {"content-type": "Application/Problem+JSON"}, b"{}").is_tikadesk
    assert not Response(200, {"content-type": "text/html", "tika-proto": "1"}, b"").is_tikadesk
    assert not Response(200, {"content-type": "application/json"}, b"{}").is_tikadesk
    assert not Response(200, {}, b"").is_tikadesk


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("41", 41),
        ("0", 0),
        ("-5", 0),
        ("999999", 3600),
        ("inf", 3600),
        ("soon", 30),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 30),
    ],
)
def test_a_pause_is_read_within_limits(told: str, seconds: float) -> None:
    assert Response(503, {"retry-after": told}, b"").retry_after_s == seconds


def test_a_pause_that_is_not_told_is_half_a_minute() -> None:
    assert Response(503, {}, b"").retry_after_s == 30


def test_skew_is_how_far_this_clock_is_ahead() -> None:
    answer = Response(200, {"date": "Sun, 16 May 2021 03:30:00 GMT"}, b"")
    assert answer.skew_s(NOW) == 0
    assert answer.skew_s(NOW + timedelta(days=365)) == 365 * 86_400
    assert answer.skew_s(NOW - timedelta(minutes=7)) == -420


@pytest.mark.parametrize("date", ["", "yesterday", "Sun, 99 May 2021 03:30:00 GMT"])
def test_a_date_that_cannot_be_read_says_nothing(date: str) -> None:
    assert Response(200, {"date": date}, b"").skew_s(NOW) is None


def page(*lines: tuple[object, object]) -> PullPage:
    return PullPage(tuple({"t": "op", "n": n, "b": body} for n, body in lines), None, False)


def test_own_lines_are_taken_from_where_the_journal_ends() -> None:
    assert own_lines(page((3, "c"), (4, "d"), (5, "e")), 3) == [b"d", b"e"]
    assert own_lines(page((3, "c")), 3) == []
    assert own_lines(page(), 0) == []


@pytest.mark.parametrize(
    "lines", [[(5, "e")], [(4, "d"), (6, "f")], [("4", "d")], [(4, None)], [(None, "d")]]
)
def test_own_lines_with_a_gap_or_out_of_shape_are_refused(lines: list[tuple[object, object]]) -> None:
    with pytest.raises(WireError):
        own_lines(page(*lines), 3)


def test_a_token_is_text() -> None:
    assert token(b'{"token":"tk_1","ttl":5}') == "tk_1"
    for wrong in (b"{}", b'{"token":5}', b"[]", b"<html>"):
        with pytest.raises(WireError):
            token(wrong)
