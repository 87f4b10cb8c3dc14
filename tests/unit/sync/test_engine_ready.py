"""The next batch is made ready while the server judges the one before, and is dropped when it no longer fits."""

from __future__ import annotations

import pytest

from tests.unit.sync.talk import Talk, batch_of
from tikadesk.errors import SyncFault


def three_turns(talk: Talk) -> None:
    """A desk whose entries go up one by one, the first of them under way and the second made ready."""
    for _ in range(3):
        talk.desk.register()
    talk.engine._load.halvings = 10
    assert len(batch_of(talk.open()).bodies) == 1


def test_the_next_batch_is_ready_when_the_answer_comes_and_is_what_it_would_have_been() -> None:
    talk = Talk()
    three_turns(talk)
    talk.engine._load.halvings = 10  # or the next would hold more than one
    talk.say(talk.position(talk.desk.bodies()[:1]).encode())
    ready = batch_of(talk.ask())
    assert (ready.first, ready.bodies) == (2, tuple(talk.desk.bodies()[1:2]))
    bodies = talk.desk.bodies()[:2]
    talk.say(talk.position(bodies).encode())
    last = batch_of(talk.ask())
    assert (last.first, last.bodies) == (3, tuple(talk.desk.bodies()[2:]))
    assert not talk.engine.has_spare_work
    talk.settle()


def test_a_batch_made_ready_is_dropped_when_the_server_stands_elsewhere() -> None:
    talk = Talk()
    three_turns(talk)
    talk.say(talk.position(talk.desk.bodies()[:2]).encode())  # it had the second one already
    assert batch_of(talk.ask()).first == 3
    talk = Talk()
    three_turns(talk)
    talk.say(talk.position([]).encode())
    assert batch_of(talk.ask()).first == 1


@pytest.mark.parametrize("fault", [SyncFault.NO_ANSWER, SyncFault.GARBLED])
def test_a_batch_made_ready_does_not_outlive_a_trouble(fault: SyncFault) -> None:
    talk = Talk()
    three_turns(talk)
    talk.engine.failed(fault)
    request = talk.ask()
    if request.path == "/v1/health":
        talk.say(b'{"ok":true}')
        request = talk.ask()
    assert batch_of(request).first == 1


def test_a_batch_made_ready_under_another_identity_is_never_sent() -> None:
    talk = Talk()
    three_turns(talk)
    before = talk.desk.device
    talk.say(talk.position([b"another's", b"entries"]).encode())
    assert talk.desk.ledger.me().device != before
    assert talk.ask().path == "/v1/enrol"
    assert talk.engine._ready is None and not talk.engine.has_spare_work
