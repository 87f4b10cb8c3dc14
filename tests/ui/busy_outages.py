"""A desk whose line was down now and then in the last days, and is down at this moment."""

from __future__ import annotations

from datetime import timedelta

from tests.ui.busy_desk import typed_person
from tikadesk.actions import register
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.entry import Value
from tikadesk.store.outages import stamp

_OUTAGES = (
    (270, 228, "no_server", 2),
    (150, 12, "no_line", 0),
    (101, 70, "busy no_server server_trouble", 1),
    (52, 600, "no_server no_line", 3),
    (27, 35, "no_line", 1),
    (1, None, "no_server", 2),
)
"""Hours ago, minutes (None: it goes on), what was wrong, and how many people were registered meanwhile."""


def outages(desk: Desk) -> None:
    """Write these outages and what was done meanwhile."""
    clock, now = desk.clock, desk.clock.now()
    assert isinstance(clock, FixedClock)
    for hours, minutes, faults, people in _OUTAGES:
        began = now - timedelta(hours=hours)
        until = now if minutes is None else began + timedelta(minutes=minutes)
        clock.advance(seconds=(began + timedelta(seconds=90) - clock.now()).total_seconds())
        values: dict[str, Value] = {
            "day": stamp(began)[:10], "began_at": stamp(began), "tried_at": stamp(until), "faults": faults,
            "server": "https://central.example",
        }  # fmt: skip
        if minutes is not None:
            values["ended_at"] = stamp(until)
        with desk.store.write() as writer:
            desk.create(writer, "outage", values)
        for number in range(people):
            register.register(desk, typed_person(mobile=f"98391{hours:03}{number:02}"), intent=desk.ids.new())
    clock.advance(seconds=(now - clock.now()).total_seconds())
