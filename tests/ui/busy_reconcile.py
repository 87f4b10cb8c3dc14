"""A day held against the portal: most of it agrees, one of each kind of trouble, the server's word, the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.ui import busy_register
from tests.ui.busy_desk import busy_desk
from tikadesk.actions import paper_counts, reconcile
from tikadesk.actions.desk import Desk
from tikadesk.actions.reconcile import Pair
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.sides import GIVEN, Here, There
from tikadesk.store import portal_lists, reconciling
from tikadesk.store.portal_lists import Head

FILE = "covidvaccine-session-140.csv"


def row(one: Here, at: int, **changed: Any) -> There:
    """The portal's true word for a dose, with some of it changed."""
    there = There(
        name=one.name.title(), birth_year=one.birth_year, age_estimated=True, sex=one.sex, mobile=one.mobile[-4:],
        portal_ref=f"{62682606457000 + at}", dose_no=one.dose_no, vaccine=one.vaccine, batch=one.batch, day=one.day,
        row=at + 2,
    )  # fmt: skip
    return replace(there, **changed)


def rows(desk: Desk) -> list[There]:
    """The portal's list of today with one of each trouble."""
    here = reconcile.picture(desk, desk.today()).here
    given = [one for one in here if one.state == GIVEN]
    if not given[7].portal_ref:
        reconcile.bind_one(desk, desk.today(), Pair(given[7].person, f"{62682606457007}"))
    deferred, void = (next(one for one in here if one.state == state) for state in ("deferred", "void"))
    same = [row(one, at) for at, one in enumerate(given)]
    same[3] = row(given[3], 3, dose_no=3 - (given[3].dose_no or 1))
    same[5] = row(given[5], 5, vaccine="covaxin", batch="37G21021A")
    same[7] = row(given[7], 7, name="Farida Banu Khatoon", mobile=given[7].mobile)
    more = [
        row(given[9], 200),
        row(deferred, 201, dose_no=1),
        row(void, 202, dose_no=1),
        There(name="Venkatanarasimharajuvaripeta Lakshmi", birth_year=1955, sex="F", mobile="8812", row=250,
              portal_ref="32600491890923", dose_no=1, vaccine="covishield", day=desk.today()),
    ]  # fmt: skip
    return [one for at, one in enumerate(same) if at not in (1, 12)] + more


def busy_reconcile(count: int = 24) -> Desk:
    """A supervisor's desk in the afternoon, the list taken in."""
    desk = busy_desk(at_work="supervisor")
    busy_register.lines(desk, count)
    desk.store.connection.execute("UPDATE me SET cert = 'cert'")
    desk.store.forget_me()
    with_list(desk)
    return desk


def with_list(desk: Desk) -> None:
    """Keep the portal's list, the server's word and the paper's count of today."""
    day, now = desk.today(), desk.clock.now()
    given = [line.dose for line in reconcile.picture(desk, day).here if line.state == GIVEN]
    listed = rows(desk)
    with desk.store.write() as writer:
        head = Head(FILE, len(listed), 2, desk.now().isoformat(timespec="seconds"), "Farida Bano")
        portal_lists.replace(writer.connection, day, head, listed)
        held = DayHeld(day, given=frozenset(given[:-2]))
        reconciling.keep_word(writer.connection, day, held, "", now - timedelta(minutes=4))
    for page, doses in (("11", "12"), ("12", str(len(given) - 12))):
        paper_counts.keep(desk, {"page": page, "given": doses}, intent=desk.ids.new())
