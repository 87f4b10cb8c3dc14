"""Waits: never endless, never none, spread out, and shortened only by ``scale``."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tikadesk.sync import pace
from tikadesk.sync.pace import Pace

SOURCES = st.integers(0, 2**32).map(random.Random)
FAILURES = st.integers(0, 10_000)
SECONDS = st.floats(0, 3600)


@given(FAILURES, SOURCES)
def test_an_unreachable_server_is_asked_again_within_a_minute(failures: int, source: random.Random) -> None:
    assert 0 <= Pace().probe(failures, source) <= pace.PROBE_CAP_S


@given(FAILURES, SOURCES)
def test_a_server_in_error_is_left_alone_for_a_second_at_least(failures: int, source: random.Random) -> None:
    assert 1 <= Pace().error(failures, source) <= pace.ERROR_CAP_S


@given(SECONDS, SOURCES)
def test_a_reserved_slot_is_kept(seconds: float, source: random.Random) -> None:
    waited = Pace().refused(seconds, source)
    assert max(1.0, seconds) <= waited <= max(1.0, seconds) + 2


@given(st.floats(0, 1e9), SOURCES)
def test_an_idle_desk_looks_in_at_the_servers_pace_within_limits(
    wished: float, source: random.Random
) -> None:
    assert pace.IDLE_LEAST_S / 2 <= Pace().idle(wished, source) <= pace.IDLE_MOST_S * 1.5


@given(FAILURES, SECONDS, SOURCES)
def test_no_rule_waits_longer_than_the_longest_wait(
    failures: int, seconds: float, source: random.Random
) -> None:
    rules = Pace()
    waits = (
        rules.probe(failures, source), rules.error(failures, source), rules.refused(seconds, source),
        rules.returned(source), rules.idle(1e9, source), rules.debounce(), pace.STORAGE_FULL_S,
    )  # fmt: skip
    assert max(waits) <= pace.LONGEST_WAIT_S


@given(st.floats(0.001, 1), FAILURES, SECONDS, st.integers())
def test_scale_shortens_every_wait_alike(scale: float, failures: int, seconds: float, seed: int) -> None:
    def waits(rules: Pace) -> list[float]:
        source = random.Random(seed)
        return [
            rules.probe(failures, source), rules.error(failures, source), rules.refused(seconds, source),
            rules.returned(source), rules.idle(seconds, source), rules.debounce(),
        ]  # fmt: skip

    for short, full in zip(waits(Pace(scale=scale)), waits(Pace()), strict=True):
        assert abs(short - scale * full) < 1e-6 * max(1.0, full)


def test_a_thousand_desks_do_not_come_back_together() -> None:
    waits = [Pace().probe(9, random.Random(seed)) for seed in range(1000)]
    for start in range(0, 60, 10):
        assert 100 < sum(start <= wait < start + 10 for wait in waits) < 250


def test_waits_grow_with_failures() -> None:
    def mean(failures: int) -> float:
        return sum(Pace().error(failures, random.Random(seed)) for seed in range(400)) / 400

    means = [mean(failures) for failures in range(9)]
    assert means == sorted(means)
    assert means[-1] > 50 * means[0]
