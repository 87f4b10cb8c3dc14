"""The shares of a day's doses by category: planned, counted as doses are given, and what is left of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import quota, reference
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.kinds.quota_plan import GROUPS, QUOTA_PLAN
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import stock
from tikadesk.store.records import Row

CHANGED = "other"
"""Why a plan is written anew; the code is one of ``correct_reason``."""


@dataclass(frozen=True)
class Quota:
    """A group of ``categories.json`` on one day: its ``share`` in percent, the ``doses`` that this makes, how many were
    ``given``, and how many are ``left``: below 0 where more were given than its share.
    """

    group: str
    share: int
    doses: int
    given: int
    left: int


def plan(desk: Desk, typed: Mapping[str, str], *, intent: str) -> list[Quota]:
    """Share out a day's doses, today's by default, by the percentages typed or, where all are blank, by the order in
    force. A day that has a plan gets a new one. Raises InvalidRecord.

    ``intent`` is an id made when the form opens and becomes the record's: a second click plans nothing more.
    """
    desk.must(Verb.MANAGE_STOCK)
    values, misfits = read_all(QUOTA_PLAN.fields, typed, desk.now().date())
    day = str(values.setdefault("day", desk.today()))
    if not misfits and not any(group in values for group in GROUPS):
        values |= quota.shares(desk.store.me.state, day)
    total = sum(int(str(values.setdefault(group, 0))) for group in GROUPS)
    if not misfits and total != 100:
        misfits[GROUPS[0]] = Misfit("misfit.shares_sum", total=total)
    if misfits:
        raise InvalidRecord(problems(misfits))
    with desk.store.write() as writer:
        before = stock.plan_of_day(desk.store.connection, day)
        if before is None:
            desk.create(writer, "quota_plan", values, id=intent)
        elif before["id"] != intent and (changed := _changed(before, values)):
            desk.change(writer, "quota_plan", before, Op.EDIT, changed, why=CHANGED)
    return of_day(desk, day)


def of_day(desk: Desk, day: str) -> list[Quota]:
    """The groups of an ISO day in the order's order; empty where the day has no plan."""
    planned = stock.plan_of_day(desk.store.connection, day)
    if planned is None:
        return []
    percent = {group: planned[group] or 0 for group in GROUPS}
    doses, given = quota.allotted(planned["doses"], percent), stock.given_by_quota(desk.store.connection, day)
    return [
        Quota(group, percent[group], doses[group], given.get(group, 0), doses[group] - given.get(group, 0))
        for group in GROUPS
    ]


def offered(desk: Desk, day: str) -> dict[str, str]:
    """What the form of a day's plan begins with: the plan there is, or the percentages of the order in force."""
    planned = stock.plan_of_day(desk.store.connection, day)
    found: Mapping[str, object] = planned or quota.shares(desk.store.me.state, day)
    names = ("doses", *GROUPS, "ordered_by")
    typed = {name: str(found[name]) for name in names if found.get(name) is not None}
    return typed | {"day": date.fromisoformat(day).strftime("%d-%m-%Y")}


def overshot(desk: Desk, values: Mapping[str, Value], category: object) -> list[Problem]:
    """Why a dose given here and now is beyond the share of the person's group; nothing where a reason is told, and
    nothing for a paper register's doses: they are given.
    """
    today = desk.today()
    live = (values.get("outcome"), values.get("source"), values.get("day")) == ("given", "live", today)
    known = reference.categories().get(str(category))
    if not live or known is None or values.get("quota_reason"):
        return []
    groups = of_day(desk, today)
    full = next((one for one in groups if one.group == known.quota and one.left <= 0), None)
    if full is None:
        return []
    others = sum(max(0, one.left) for one in groups)
    params: dict[str, object] = {"doses": full.doses, "others": others}
    return [Problem("category", f"misfit.quota_full.{full.group}", params)]


def is_overshot(problem: Problem) -> bool:
    """Whether a problem says that a group has had its share: a reason lets the dose be saved."""
    return problem.key.startswith("misfit.quota_full.")


def _changed(before: Row, values: Mapping[str, Value]) -> dict[str, Value]:
    return {
        field.name: values.get(field.name)
        for field in QUOTA_PLAN.fields
        if before[field.name] != values.get(field.name)
    }
