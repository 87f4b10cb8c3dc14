from __future__ import annotations

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.clock import FixedClock
from tikadesk.server import board, devices
from tikadesk.server.devices import Visit

KEYS = {"devices", "entries", "records", "held", "flagged", "duplicate_numbers", "centres"}


def test_an_empty_server_is_counted_too(home: object) -> None:
    status = board.status()
    assert status.keys() >= KEYS
    assert status["records"] == {}
    assert status["centres"] == [
        {"code": "CG-0231", "last_heard_at": None, "waiting": 0},
        {"code": "CG-0900", "last_heard_at": None, "waiting": 0},
    ]


def test_what_is_held_is_counted(desk: DeskAtHand, other: DeskAtHand, clock: FixedClock) -> None:
    number = desk.hand.number()
    desk.hand.register(no=number)
    desk.hand.write(b"poison")
    desk.push()
    other.hand.register(no=number)
    other.push()
    devices.heard(desk.service, desk.device, Visit(3))
    clock.advance(seconds=60)
    devices.heard(other.service, other.device, Visit(4))
    status = board.status()
    assert (status["devices"], status["entries"], status["held"]) == (2, 3, 1)
    assert (status["flagged"], status["duplicate_numbers"], status["unjudged"]) == (2, 1, 0)
    assert status["records"] == {"registration": 2}
    assert status["centres"][0] == {
        "code": "CG-0231",
        "last_heard_at": clock.now().isoformat(timespec="seconds"),
        "waiting": 7,
    }
