"""The busy desk with doses given this morning and adverse events after some of them. For the tests of their page."""

from __future__ import annotations

from tests.ui.busy_desk import busy_desk, typed_person
from tikadesk.actions import aefi, register, session
from tikadesk.actions.aefi import Event, Shot
from tikadesk.actions.desk import Desk

CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")
NAMES = (
    "KAMLA BAI", "OM PRAKASH", "SHANTI DEVI", "IRFAN ALI", "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI",
    "ANITA YADAV", "RAMU SAHU",
)  # fmt: skip
SERIOUS = {"severity": "serious", "symptoms": "anaphylaxis breathless"}


def vaccinate(desk: Desk, *names: str) -> list[Shot]:
    """Doses, four minutes apart, from the vial in use; in that order."""
    given = []
    for at, name in enumerate(names):
        desk.clock.advance(seconds=240)
        setup = session.current(desk)
        assert setup is not None
        typed = typed_person(name=name, mobile=f"98390001{at:02d}", age=str(30 + at))
        saved = register.register(desk, typed, setup.as_dose() | CLEAR, intent=desk.ids.new())
        given += aefi.shots(desk, saved.id)
    return given


def report(desk: Desk, shot: Shot, **typed: str) -> Event:
    """An event after a dose, reported now."""
    event = {"severity": "minor", "symptoms": "fever pain"} | typed
    return aefi.report(desk, shot.id, event, intent=desk.ids.new())


def aefi_desk(*, at_work: str = "registrar") -> Desk:
    """Seven people of one vial, the last six of them under observation; a fever, and a rash that was none."""
    desk = busy_desk(at_work=at_work)
    shots = vaccinate(desk, *NAMES)
    desk.clock.advance(seconds=480)
    report(desk, shots[1], onset_time="10:55")
    return desk
