"""The engine as a machine: what it asks next after every answer and every trouble, over a real store in memory."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sync.talk import SERVERS, SPEAKS, Talk, batch_of
from tikadesk.domain import codings, wire
from tikadesk.domain.journal import genesis
from tikadesk.domain.wire import Batch, Fault, PullPage
from tikadesk.errors import SyncFault
from tikadesk.sync.engine import Phase, Wait
from tikadesk.sync.exchange import Request, Response
from tikadesk.sync.pace import NEXT_SERVER_AFTER

TRUE_LINE_FAULTS = [SyncFault.NO_LINE, SyncFault.NO_SERVER, SyncFault.NO_ANSWER, SyncFault.UNTRUSTED]


def test_a_desk_that_nobody_enrolled_asks_nothing() -> None:
    assert Talk(enrolled=False).engine.next() == Wait(None)


def test_a_visit_goes_from_health_to_rest() -> None:
    talk = Talk()
    rec = talk.desk.register()
    batch = batch_of(talk.open())
    assert batch.bodies == tuple(talk.desk.bodies())
    assert not talk.engine.heard
    talk.settle()
    assert (talk.engine.high, talk.engine.heard) == (len(batch.bodies), True)
    assert isinstance(talk.engine.next(), Wait)
    assert talk.desk.row(rec)["id"] == rec
    again = talk.ask()
    assert again.path == "/v1/push"
    assert batch_of(again).bodies == ()


def test_a_save_is_sent_soon_after_a_rest() -> None:
    talk = Talk()
    talk.open()
    talk.settle()
    talk.desk.register()
    talk.engine.wake()
    wish = talk.engine.next()
    assert isinstance(wish, Wait)
    assert wish.until is not None
    assert wish.until - talk.desk.clock.now() <= timedelta(seconds=2)
    assert len(batch_of(talk.ask()).bodies) == 1


def test_the_servers_own_position_counts_not_what_it_once_acknowledged() -> None:
    talk = Talk()
    for _ in range(3):
        talk.desk.register()
    talk.open()
    talk.settle()
    talk.ask()
    talk.say(talk.position(talk.desk.bodies()[:1]).encode())
    batch = batch_of(talk.ask())
    assert (batch.first, batch.bodies) == (2, tuple(talk.desk.bodies()[1:]))
    talk.say(talk.position([]).encode())
    assert batch_of(talk.ask()).bodies == tuple(talk.desk.bodies())


def test_a_desk_that_lost_its_tail_takes_it_back() -> None:
    talk, twin = Talk(), Talk()
    for part in (talk, twin):
        part.desk.register()
    twin.desk.register(name="later")
    held = twin.desk.bodies()
    talk.open()
    talk.say(talk.position(held).encode())
    asked = talk.ask()
    assert asked.path.startswith(f"/v1/pull?own={len(talk.desk.bodies())}&")
    talk.say(PullPage(tuple(twin.desk.feed()), None, False).encode())
    assert talk.desk.bodies() == held
    talk.ask()
    talk.say(talk.position(held).encode())
    assert talk.engine.high == len(held)


def test_own_entries_are_not_taken_before_all_of_them_prove_to_join_on() -> None:
    talk, twin = Talk(), Talk()
    talk.desk.register()
    for _ in range(3):
        twin.desk.register(name="the other branch")
    before, device = talk.desk.bodies(), talk.desk.device
    talk.open()
    talk.say(talk.position(twin.desk.bodies()).encode())
    talk.ask()
    feed = twin.desk.feed()
    talk.say(PullPage(tuple(feed[:2]), None, True).encode())
    assert talk.desk.bodies() == before
    assert talk.ask().path.startswith("/v1/pull?own=2&")
    talk.say(PullPage(tuple(feed[2:]), None, False).encode())
    assert talk.desk.device != device
    assert talk.desk.bodies() == before  # under the new name
    assert talk.ask().path == "/v1/enrol"


def test_a_server_put_back_between_two_answers_is_asked_again() -> None:
    talk, twin = Talk(), Talk()
    twin.desk.register()
    device = talk.desk.device
    talk.open()
    talk.say(talk.position(twin.desk.bodies()).encode())
    talk.ask()
    talk.say(PullPage((), None, False).encode())
    assert talk.ask().path == "/v1/push"
    assert talk.desk.device == device


def test_a_fork_makes_a_new_device_that_keeps_every_entry_and_no_number() -> None:
    talk = Talk()
    talk.desk.register()
    kept, old = talk.desk.bodies(), talk.desk.device
    talk.open()
    talk.refuse(409, Fault.FORK, common=None, loc=[[0, genesis(old)[:8].hex()]])
    assert talk.desk.device != old
    enrolment = wire.load(talk.ask().body)
    assert enrolment["dev"] == talk.desk.device
    assert enrolment["continues"]["cert"] == f"cert of {old}"
    talk.say(wire.dump(talk.desk.answer()))
    assert talk.ask().body == b"{}"
    assert talk.desk.bodies() == kept
    assert talk.desk.number(talk.desk.register())[2] == "Z"


def test_a_new_device_that_was_interrupted_goes_on_where_it_was() -> None:
    talk = Talk()
    talk.open()
    talk.refuse(409, Fault.FORK)
    talk.start()
    assert talk.ask().path == "/v1/health"
    talk.say(b'{"ok":true}')
    assert talk.ask().path == "/v1/enrol"
    talk.say(wire.dump(talk.desk.answer() | {"dev": "another"}))
    assert talk.engine.fault is SyncFault.GARBLED
    assert talk.ask().path == "/v1/enrol"


def test_a_lost_cursor_starts_the_feed_again_and_hands_back_what_is_missing() -> None:
    talk, other = Talk(), Talk(seed=2)
    rec = other.desk.register()
    talk.open()
    talk.say(talk.position([]).encode())
    talk.ask()
    talk.say(PullPage(tuple(other.desk.feed()), "cursor-1", False).encode())
    assert rec in talk.desk.rows()
    talk.ask()
    talk.say(talk.position([]).encode())
    assert "cursor=cursor-1" in talk.ask().path
    talk.refuse(410, Fault.CURSOR_LOST)
    assert "cursor=" not in talk.ask().path
    talk.say(PullPage((), "cursor-2", False).encode())
    assert batch_of(talk.ask()).bodies == tuple(other.desk.bodies())


def test_a_feed_that_is_lost_from_its_beginning_is_not_asked_in_a_circle() -> None:
    talk = Talk()
    talk.open()
    talk.say(talk.position([]).encode())
    talk.ask()
    talk.refuse(410, Fault.CURSOR_LOST)
    assert isinstance(talk.engine.next(), Wait)


def test_a_token_that_opens_nothing_is_not_asked_for_in_a_circle() -> None:
    talk = Talk()
    talk.open()
    talk.refuse(401, Fault.SESSION_EXPIRED)
    assert talk.engine.fault is SyncFault.REFUSED
    assert isinstance(talk.engine.next(), Wait)


def test_a_token_that_grew_old_is_renewed_at_once() -> None:
    talk = Talk()
    talk.open()
    talk.settle()
    talk.ask()
    talk.refuse(401, Fault.SESSION_EXPIRED)
    assert talk.ask().path == "/v1/session"


def test_a_batch_too_large_is_halved_down_to_one_line() -> None:
    talk = Talk(seed=3)
    for _ in range(20):
        talk.desk.register()
    talk.open()
    sizes = []
    for _ in range(8):
        talk.refuse(413, Fault.TOO_LARGE)
        sizes.append(len(batch_of(talk.ask()).bodies))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 1
    talk.refuse(413, Fault.TOO_LARGE)
    assert isinstance(talk.engine.next(), Wait)


def test_a_server_without_gzip_gets_plain_text() -> None:
    talk = Talk()
    talk.desk.register()
    talk.open()
    talk.refuse(415, Fault.ENCODING_UNSUPPORTED)
    request = talk.ask()
    assert "Content-Encoding" not in request.headers
    assert Batch.decode(request.body).bodies


def test_a_long_line_gets_one_large_batch_packed_hard() -> None:
    talk = Talk()
    for _ in range(300):
        talk.desk.register()
    assert talk.ask().path == "/v1/health"
    talk.desk.clock.advance(seconds=0.6)
    talk.say(b'{"ok":true,"codings":["gzip","xz"]}')
    talk.ask()
    talk.refuse(401, Fault.SESSION_EXPIRED, challenge="c")
    talk.ask()
    talk.say(b'{"token":"tk_1","ttl":100}')
    request = talk.ask()
    assert request.headers["Content-Encoding"] == "xz"
    body = codings.unpack(request.body, codings.XZ, wire.MAX_INFLATED)
    assert Batch.decode(body).bodies == tuple(talk.desk.bodies())
    talk.refuse(415, Fault.ENCODING_UNSUPPORTED)
    assert batch_of(talk.ask()).bodies == tuple(talk.desk.bodies())


@pytest.mark.parametrize(
    ("status", "fault", "shown", "least"),
    [
        (403, Fault.DEVICE_REVOKED, SyncFault.REVOKED, 900),
        (429, Fault.THROTTLED, SyncFault.BUSY, 40),
        (503, Fault.OVERLOADED, SyncFault.BUSY, 40),
        (507, Fault.STORAGE_FULL, SyncFault.STORAGE_FULL, 900),
        (400, Fault.MALFORMED, SyncFault.REFUSED, 900),
        (500, Fault.INTERNAL, SyncFault.GARBLED, 1),
    ],
)
def test_a_refusal_is_shown_and_waited_for(status: int, fault: Fault, shown: SyncFault, least: float) -> None:
    talk = Talk()
    talk.open()
    talk.refuse(status, fault, retry="40")
    assert talk.engine.fault is shown
    wish = talk.engine.next()
    assert isinstance(wish, Wait)
    assert wish.until is not None
    assert wish.until >= talk.desk.clock.now() + timedelta(seconds=least)
    # A request that is not understood may have borne the token of an identity given up: a new session begins
    assert ("Authorization" in talk.ask().headers) is (shown is not SyncFault.REFUSED)
    talk.engine.try_now()
    talk.start()
    talk.open()
    assert talk.engine.fault is None


def test_a_server_that_is_no_writer_sends_to_the_next() -> None:
    talk = Talk()
    talk.open()
    talk.refuse(503, Fault.NOT_WRITER)
    assert talk.engine.server == SERVERS[1]
    assert talk.ask().path == "/v1/health"


def test_after_some_failures_the_next_server_is_tried_and_then_the_first_again() -> None:
    talk = Talk()
    for expected in (SERVERS[0], SERVERS[1], SERVERS[0]):
        for _ in range(NEXT_SERVER_AFTER):
            assert talk.engine.server == expected
            talk.ask()
            talk.engine.failed(SyncFault.NO_SERVER)


@pytest.mark.parametrize("days", [-4000, -1, 1, 4000])
def test_a_clock_that_is_set_wrong_does_not_silence_the_desk(days: int) -> None:
    talk = Talk()
    talk.open()
    talk.settle()
    talk.desk.clock.advance(seconds=86_400 * days)
    assert isinstance(talk.engine.next(), Request)


def test_a_person_can_ask_for_a_visit_at_once() -> None:
    talk = Talk()
    talk.ask()
    talk.engine.failed(SyncFault.NO_LINE)
    talk.engine.try_now()
    assert isinstance(talk.engine.next(), Request)


@given(
    st.lists(
        st.sampled_from(TRUE_LINE_FAULTS)
        | st.tuples(st.sampled_from([200, 201, 400, 401, 403, 404, 409, 410, 413, 415, 429, 500, 503, 507]),
                    st.sampled_from([b"", b"{", b"[]", b"{}", b"<html>", b'{"ok":true}', b'{"type":"about:blank"}',
                                     b'{"type":"https://tikadesk.org/p/fork","loc":5,"common":"x"}',
                                     b'{"type":"https://tikadesk.org/p/token-expired","challenge":5}',
                                     b'{"token":"t"}', b'{"token":[]}', b'{"items":[{"t":"op"}],"more":false}']),
                    st.booleans()),
        max_size=25,
    )
)  # fmt: skip
def test_whatever_comes_no_entry_is_lost_and_it_goes_on_asking(
    answers: list[SyncFault | tuple[int, bytes, bool]],
) -> None:
    talk = Talk()
    talk.desk.register()
    kept = talk.desk.bodies()
    for answer in answers:
        talk.ask()
        if isinstance(answer, SyncFault):
            talk.engine.failed(answer)
        else:
            status, body, speaks = answer
            talk.engine.receive(Response(status, SPEAKS if speaks else {"content-type": "text/html"}, body))
    assert talk.desk.bodies() == kept
    assert isinstance(talk.ask(), Request)
    assert talk.engine.high <= len(kept)


def test_busy_is_said_only_during_a_visit() -> None:
    talk = Talk()
    assert not talk.engine.busy
    talk.open()
    assert talk.engine.busy
    talk.say(talk.position([]).encode())
    assert talk.engine.busy
    talk.say(PullPage((), None, False).encode())
    assert not talk.engine.busy
    assert Phase("push") is Phase.PUSH
