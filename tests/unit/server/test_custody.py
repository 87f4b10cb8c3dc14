from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tikadesk.domain import journal
from tikadesk.domain.wire import Batch, WireError
from tikadesk.server import board, custody, sql
from tikadesk.server.service import Service

SEEDS = iter(range(10_000, 100_000))

step = st.one_of(
    st.tuples(st.just("write"), st.integers(1, 8), st.just(0)),
    st.tuples(st.just("push"), st.integers(0, 30), st.integers(0, 12)),
    st.tuples(st.just("cut"), st.integers(0, 30), st.integers(0, 2000)),
    st.tuples(st.just("late"), st.integers(0, 30), st.just(0)),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=25))
def test_whatever_arrives_the_server_holds_a_prefix(
    service: Service, steps: list[tuple[str, int, int]]
) -> None:
    """Pushes of any run, repeated, late, overlapping, with gaps, or cut anywhere."""
    desk = enrol_at(service, seed=next(SEEDS))
    hand = desk.hand
    sent: list[Batch] = []
    held = 0
    for verb, one, two in steps:
        if verb == "write":
            for _ in range(one):
                hand.write(hand.entry("event", {"what": "print"}).body())
        elif verb == "late" and sent:
            custody.take(service, desk.device, sent[one % len(sent)])
        elif verb in ("push", "cut") and hand.bodies:
            first = min(one, len(hand.bodies) - 1) + 1
            batch = hand.batch(first, min(len(hand.bodies), first + two if verb == "push" else first + 5))
            if verb == "cut":
                with pytest.raises(WireError):
                    custody.take(
                        service, desk.device, Batch.decode(batch.encode()[: two % len(batch.encode())])
                    )
            else:
                sent.append(batch)
                position = custody.take(service, desk.device, batch)
                joins = first <= held + 1
                assert position.joined is joins
                held = max(held, batch.last) if joins else held
                assert (position.high, position.chain) == (held, hand.head_at(held))
    stored = sql.rows("SELECT n, b FROM journal WHERE dev=%s ORDER BY n", hand.dev)
    assert [(n, bytes(body)) for n, body in stored] == list(enumerate(hand.bodies[:held], 1))


def test_ten_thousand_garbled_batches_store_nothing(desk: DeskAtHand) -> None:
    for _ in range(3):
        desk.hand.register()
    good = desk.hand.batch(1, 3).encode()
    source = random.Random(3)
    refused = 0
    for _ in range(10_000):
        body = bytearray(good)
        for _ in range(source.randrange(1, 4)):
            body[source.randrange(len(body))] = source.randrange(256)
        if bytes(body) == good:
            continue
        try:
            custody.take(desk.service, desk.device, Batch.decode(bytes(body)))
        except WireError:
            refused += 1
    assert refused > 9_900
    assert board.status()["entries"] in (0, 3)  # white space may change and the batch be the same


def test_a_fork_is_told_with_what_both_have(desk: DeskAtHand) -> None:
    for _ in range(10):
        desk.hand.register()
    desk.push()
    twin = enrol_at(desk.service, seed=3).hand
    twin.dev, twin.key = desk.hand.dev, desk.hand.key
    for body in desk.hand.bodies[:6]:
        twin.write(body)
    for _ in range(6):
        twin.write(twin.entry("event", {"what": "other"}).body())
    with pytest.raises(custody.Fork) as fork:
        custody.take(desk.service, desk.device, twin.batch(4, 12))
    assert fork.value.common == 6
    with pytest.raises(custody.Fork) as fork:
        custody.take(desk.service, desk.device, twin.batch(9, 12))
    assert fork.value.common is None
    places = dict(fork.value.locator)
    assert places[10] == desk.hand.head_at(10)[:8]
    assert places[0] == journal.genesis(desk.hand.dev)[:8]


def test_the_receipt_says_what_is_held(desk: DeskAtHand) -> None:
    desk.hand.register()
    position, _ = desk.push()
    said = desk.service.keys.read("receipt", custody.receipt(desk.service, desk.device, position))
    assert said is not None
    assert (said["dev"], said["high"], said["series"]) == (desk.hand.dev, 1, 1)
    assert said["chain"] == desk.hand.head_at(1).hex()


def test_signed_heads_are_kept_for_a_mirror(desk: DeskAtHand) -> None:
    for _ in range(4):
        desk.hand.register()
    desk.push(1, 2)
    desk.push(3, 4)
    seals = sql.rows("SELECT n, sig FROM seal WHERE dev=%s ORDER BY n", desk.hand.dev)
    assert [n for n, _ in seals] == [2, 4]
    assert all(
        journal.head_is_signed(desk.device.pub, desk.hand.dev, n, desk.hand.head_at(n), bytes(sig))
        for n, sig in seals
    )
