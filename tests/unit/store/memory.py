"""A desk in memory, for tests that make many of them or many records: everything real but the disk."""

from __future__ import annotations

import random

from tests.desk import MORNING, SESSION
from tikadesk.actions import session
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.store.store import Store


def memory_desk(seed: int = 2021) -> Desk:
    """A desk with today's session and no staff; nobody need sign in before enrolment."""
    desk = Desk(Store.in_memory(random.Random(seed)), FixedClock(MORNING))
    session.set_up(desk, SESSION)
    return desk
