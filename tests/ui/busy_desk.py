"""A real desk in memory, in the middle of a morning: operators, a session, people. For the tests of the window."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from tikadesk.actions import facts, register, session, staff
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import IST, FixedClock
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.store.store import Store

PIN = "1947"
AT = datetime(2021, 10, 14, 10, 34, tzinfo=IST)
_STAFF = (
    ("Farida Bano", "supervisor"),
    ("Sunita Devi", "registrar"),
    ("Rekha Yadav", "vaccinator"),
    ("Anil Kushwaha", "sampler"),
)
_PEOPLE = (
    ("RAM KUMAR SINGH", "58", "M", "9839043211"),
    ("FARIDA BANO", "61", "F", "9839043212"),
    ("MOHD. ASLAM", "47", "M", "9839043213"),
    ("GEETA VERMA", "52", "F", "9839043214"),
    ("VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "66", "F", "9839043215"),
)


def a_desk(*, practice: bool = False) -> Desk:
    """An empty desk in memory whose clock moves only when told."""
    return Desk(Store.in_memory(random.Random(7)), FixedClock(AT), practice=practice)


def with_staff(desk: Desk, *, at_work: str = "registrar") -> Desk:
    """Four operators, all with the same PIN; the one of role ``at_work`` is signed in."""
    for name, role in _STAFF:
        staff.add(desk, name, role, PIN)
        if desk.operator is None:
            desk.operator = staff.operators(desk)[0]
    desk.operator = next(one for one in staff.operators(desk) if one.role == at_work)
    return desk


def busy_desk(*, practice: bool = False, at_work: str = "registrar") -> Desk:
    """A desk with staff, a session set up, and people registered this morning."""
    desk = with_staff(a_desk(practice=practice), at_work=at_work)
    session.set_up(
        desk,
        {
            "vaccine": "covishield",
            "batch": "4121Z025",
            "expires_on": "31-03-2022",
            "vial": "4",
            "site": "left_arm",
            "vaccinator": "Rekha Yadav",
        },
    )
    for name, age, sex, mobile in _PEOPLE:
        register.register(
            desk, typed_person(name=name, age=age, sex=sex, mobile=mobile), intent=desk.ids.new()
        )
    return desk


def typed_person(**changes: str) -> dict[str, str]:
    """A whole registration as it is typed, with some of it changed."""
    typed = {
        "mobile": "9839043210",
        "name": "SUSHILA DEVI",
        "age": "34",
        "sex": "F",
        "id_type": "aadhaar",
        "id_number": "7716",
        "category": "apl",
        "district": "387",
        "village": "Makanpur",
        "mode": "walk_in",
    }
    return typed | changes


def offline(desk: Desk) -> SyncStatus:
    """The district server has not answered for a while."""
    now, known = desk.clock.now(), facts.facts_of(desk)
    return SyncStatus(
        SyncState.NO_SERVER,
        waiting=known.waiting,
        entries=known.entries,
        since=now - timedelta(minutes=22),
        next_try_at=now + timedelta(seconds=38),
    )
