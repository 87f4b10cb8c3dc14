"""A busy desk whose stock has seen everything: deliveries, vials in every state, moves struck out, shares planned."""

from __future__ import annotations

from datetime import timedelta

from tests.ui.busy_desk import busy_desk, typed_person
from tikadesk.actions import quotas, register, session, stock, vials, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock

CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")
KNOWN = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-03-2022"}
SOON = {"vaccine": "covishield", "batch": "4121Z019", "expires_on": "26-10-2021"}
GONE_BY = {"vaccine": "covaxin", "batch": "37F21007A", "expires_on": "10-10-2021"}


def move(desk: Desk, what: str, vials: int, **typed: str) -> str:
    """A move of so many vials, of the session's batch unless told otherwise; its record."""
    return stock.move(desk, KNOWN | {"move": what, "vials": str(vials)} | typed, intent=desk.ids.new())


def give(desk: Desk, count: int, category: str = "apl") -> None:
    """So many doses from the vial in use, to people of one category."""
    setup = session.current(desk)
    assert setup is not None
    why = {"quota_reason": "no_one_waiting"}
    for _ in range(count):
        typed = typed_person(category=category) | {"ration_card": "2212345678"}
        register.register(desk, typed, setup.as_dose() | CLEAR | why, intent=desk.ids.new())


def later(desk: Desk, **passed: float) -> None:
    """Let time go by."""
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(seconds=timedelta(**passed).total_seconds())


def busy_stock(at_work: str = "supervisor") -> Desk:
    """Vials 4 to 7 of a morning: one empty, one broken, one nearly at its time, one in use; and all the rest."""
    return fill(busy_desk(at_work=at_work))


def fill(desk: Desk) -> Desk:
    """Write all that down on a busy desk."""
    move(desk, "received", 40, day="10-10-2021", partner="Block store Bilhaur", voucher="BLH/210")
    move(desk, "received", 12, day="10-10-2021", partner="Block store Bilhaur", voucher="BLH/210", **SOON)
    move(desk, "received", 3, day="09-10-2021", partner="Block store Bilhaur", voucher="BLH/207", **GONE_BY)
    twice = move(desk, "received", 40, day="10-10-2021", partner="Block store Bilhaur", voucher="BLH/210")
    void.void(desk, "stock_move", twice, reason="twice")
    move(desk, "sent_out", 6, partner="PHC Chaubepur", voucher="OUT/31", **SOON)
    move(desk, "wasted", 1)
    quotas.plan(
        desk,
        {"doses": "50", "flw_comorbid": "20", "antyodaya": "12", "bpl": "52", "apl": "16"},
        intent=desk.ids.new(),
    )
    give(desk, 10, "bpl")
    session.next_vial(desk)
    give(desk, 7, "apl")
    vial = vials.current(desk)
    assert vial is not None
    vials.waste(desk, vial.id, 3, "broken")
    session.next_vial(desk)
    give(desk, 2, "flw")
    later(desk, hours=3, minutes=22)
    session.next_vial(desk)
    give(desk, 2, "apl")
    return desk
