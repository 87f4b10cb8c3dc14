"""A real desk for tests: real store on disk, a clock that stands at 17 May 2021, 10:20 in Raipur, a session set up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tikadesk.actions import register, session, staff, vials
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.paths import Home, home
from tikadesk.store.store import Store

MORNING = datetime(2021, 5, 17, 4, 50, tzinfo=UTC)
SUPERVISOR, REGISTRAR = ("Meena Thakur", "2580"), ("Sunita Verma", "1947")
AADHAAR = "234123412346"

SESSION = {
    "vaccine": "covishield",
    "batch": "4121Z025",
    "expires_on": "31-08-2021",
    "vial": "4",
    "site": "left_arm",
    "vaccinator": "रेखा यादव",
}
WALK_IN = {
    "mobile": "9826041187",
    "name": "Sushila Devi",
    "name_local": "सुशीला देवी",
    "age": "34",
    "sex": "F",
    "id_type": "voter",
    "id_number": "SGT1996198",
    "category": "apl",
    "village": "Mowa",
}
ALL_CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")


@contextmanager
def practice_desk(
    folder: Path, *, staffed: bool = True, clock: FixedClock | None = None, seed: int = 2021
) -> Iterator[Desk]:
    """A desk in ``folder`` with today's session and, when ``staffed``, a supervisor and a registrar (signed in)."""
    place: Home = home(folder)
    store = Store.open(place, source=random.Random(seed))
    desk = Desk(store, clock or FixedClock(MORNING))
    if not staff.operators(desk) and staffed:
        staff.add(desk, SUPERVISOR[0], "supervisor", SUPERVISOR[1])
        desk.operator = staff.operators(desk)[0]
        staff.add(desk, REGISTRAR[0], "registrar", REGISTRAR[1])
    if staffed:
        desk.operator = staff.operators(desk)[-1]
    session.set_up(desk, SESSION)
    try:
        yield desk
    finally:
        store.close()


def walk_in(desk: Desk, *, dose: bool = True, **changed: str) -> register.Saved:
    """Save the walk-in of these tests, with some fields changed, and with its first dose unless told otherwise: from
    the next vial where the one in use is empty.
    """
    vial = vials.current(desk)
    if dose and vial is not None and not vial.left:
        session.next_vial(desk)
    shot = dose_form(desk) if dose else None
    return register.register(desk, WALK_IN | changed, shot, intent=desk.ids.new())


def dose_form(desk: Desk) -> dict[str, str]:
    """The dose's form as the session fills it, nothing against it."""
    setup = session.current(desk)
    assert setup is not None
    return setup.as_dose() | ALL_CLEAR
