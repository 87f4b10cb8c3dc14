"""Samples on the desk of a busy morning, as the mocks show them: taken, some of them by somebody who came before."""

from __future__ import annotations

from tests.ui.busy_desk import typed_person
from tikadesk.actions import collect
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.clock import Clock, FixedClock
from tikadesk.domain.numbers import Lease
from tikadesk.store import leases

LAB = "LAB-JNMRPR"
_PEOPLE = (
    ("DINESH KUMAR", "33", "M"),
    ("LALITA", "29", "F"),
    ("IRFAN ALI", "24", "M"),
    ("MEENA DEVI", "38", "F"),
    ("OM PRAKASH", "60", "M"),
    ("KM. PRIYA", "9", "F"),
    ("VIJAY PAL", "52", "M"),
    ("VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "31", "F"),
    ("SHABANA KHATOON", "31", "F"),
    ("RAJESH GUPTA", "45", "M"),
    ("ANITA YADAV", "27", "F"),
)


def typed_sample(**changes: str) -> dict[str, str]:
    """A whole sample as it is typed, with some of it changed."""
    person = {name: typed_person()[name] for name in ("mobile", "name", "age", "sex", "village")}
    typed = {"sample_type": "np_op", "test": "rtpcr", "lab": LAB, "icmr_category": "9"}
    return person | typed | changes


def lend_numbers(desk: Desk, count: int = 400) -> None:
    """Lease ``count`` case numbers to the desk, as a server would."""
    lease = Lease("lease-k", "CG", numbers.CASE, 1, 8, 7 + count, 8)
    with desk.store.write() as writer:
        leases.keep(writer.connection, writer.me.device, lease, "lease-k")


def take(desk: Desk, *, tubes: int = 1, **changes: str) -> tuple[str, ...]:
    """Save one sample; the ids of its tubes."""
    return collect.collect(desk, typed_sample(**changes), intent=desk.ids.new(), tubes=tubes).ids


def take_many(desk: Desk) -> list[str]:
    """The samples of the mock, three minutes apart; their ids, oldest first. The clock ends where it began."""
    lend_numbers(desk)
    clock: Clock = desk.clock
    assert isinstance(clock, FixedClock)
    ids: list[str] = []
    clock.advance(seconds=-180 * len(_PEOPLE))
    for at, (name, age, sex) in enumerate(_PEOPLE):
        clock.advance(seconds=180)
        ids += take(
            desk,
            name=name,
            age=age,
            sex=sex,
            mobile=f"98390500{at:02d}",
            sample_type="blood_edta" if name == "OM PRAKASH" else "np_op",
            tubes=2 if name == "VIJAY PAL" else 1,
        )
    return ids
