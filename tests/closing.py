"""A desk whose day can be closed: its supervisor, its backup, its vials accounted for, everything looked at."""

from __future__ import annotations

from tests.desk import SUPERVISOR
from tikadesk.actions import closing, reviews, staff, vials
from tikadesk.actions.desk import Desk
from tikadesk.store.closings import Closing

PIN = SUPERVISOR[1]


def supervisor(desk: Desk) -> str:
    """The record of the desk's first supervisor."""
    return next(person.id for person in staff.operators(desk) if person.role == "supervisor")


def back_up(desk: Desk) -> None:
    """Remember a backup as written now, without writing one."""
    with desk.store.write() as writer:
        at = desk.now().strftime("%Y-%m-%dT%H:%M")
        writer.note("backup", "last", {"at": at, "file": "E:/tikadesk.backup", "entries": 1})


def settle_vials(desk: Desk, day: str) -> None:
    """Throw away what is left in every open vial of a day."""
    for vial in vials.of_day(desk, day):
        if vial.state == "open":
            if vial.left:
                vials.waste(desk, vial.id, vial.left, "time_over")
            else:
                vials.finish(desk, vial.id)


def see_all(desk: Desk, day: str, *, pin: str = PIN) -> int:
    """The supervisor looks at everything that is to be looked at."""
    by = supervisor(desk)
    return reviews.see(desk, day, reviews.items(desk, day), reviews.desks(desk, day), supervisor=by, pin=pin)


def make_ready(desk: Desk, day: str, *, pin: str = PIN) -> None:
    """Do all that the checklist asks."""
    settle_vials(desk, day)
    see_all(desk, day, pin=pin)
    back_up(desk)


def close(desk: Desk, day: str, *, pin: str = PIN) -> Closing:
    """Close a day that is ready."""
    return closing.close(desk, day, supervisor=supervisor(desk), pin=pin, intent=desk.ids.new())


def reopen(desk: Desk, day: str, reason: str = "A name was spelt wrong", *, pin: str = PIN) -> Closing:
    """Reopen a day."""
    return closing.reopen(desk, day, supervisor=supervisor(desk), pin=pin, reason=reason)
