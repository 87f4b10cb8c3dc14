"""Who is due for the next dose, as the due page shows it: counted by urgency and village, its lines read when they are
seen. Reads only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tikadesk.actions.people import age_of
from tikadesk.domain.due import DAYS_OF_WEEK, OVERDUE, URGENCIES, days_until, last_day, urgency
from tikadesk.store import due
from tikadesk.store.due import Due
from tikadesk.store.records import Row
from tikadesk.store.store import Store

AHEAD = timedelta(days=28)
"""How far the list looks ahead: a person told earlier has forgotten it."""
ALL = "all"
FILTERS = (ALL, *URGENCIES)


@dataclass(frozen=True)
class DueRow:
    """One person who is due: ``overdue_days`` is how long the last day is past, 0 where it is not. ``caution``: a
    doctor decides first, for an earlier dose was followed by a severe or serious event.
    """

    id: str
    no: str
    name: str
    name_local: str
    age: int | None
    sex: str
    mobile: str
    village: str
    number: int
    due_from: str
    due_to: str | None
    urgency: str
    overdue_days: int
    last_vaccine: str
    last_day: str
    caution: bool


@dataclass(frozen=True)
class Village:
    """A village of the list: how many people are due there, how many of them overdue. ``place`` stands for it however
    it is written; empty for those who told none.
    """

    place: str
    name: str
    people: int
    overdue: int


class DueList:
    """The list as it stood when it was read: light, so that all of a district's villages fit."""

    def __init__(self, found: Sequence[Due], on: str) -> None:
        self.on = on
        self._found = [(one, URGENCIES[one.rank(on)]) for one in found]

    def counts(self, place: str | None = None) -> Counter[str]:
        """How many people there are for each of FILTERS, in one village or (None) in all."""
        count = Counter(code for one, code in self._found if place is None or one.place == place)
        count[ALL] = count.total()
        return count

    def villages(self) -> list[Village]:
        """The villages in the order of the list."""
        people, overdue, names = Counter[str](), Counter[str](), dict[str, str]()
        for one, code in self._found:
            people[one.place] += 1
            overdue[one.place] += code == OVERDUE
            names.setdefault(one.place, one.village)
        return [Village(place, names[place], people[place], overdue[place]) for place in names]

    def rows(self, store: Store, code: str, place: str | None, offset: int, limit: int) -> list[DueRow]:
        """Some lines of one of FILTERS, of a village or (None) of all. Raises StoreTrouble."""
        wanted = [
            one for one, its in self._found if code in (ALL, its) and (place is None or one.place == place)
        ]
        some = due.rows(store.connection, wanted[offset : offset + limit])
        return [_row(one, row, self.on) for one, row in some]


def listed(store: Store, on: str) -> DueList:
    """Everybody of the centre who is due on the ISO day ``on`` or in the four weeks after it. Raises StoreTrouble."""
    return DueList(due.found(store.connection, on, last_day_ahead(on)), on)


def week_ahead(on: str) -> str:
    """The last ISO day of those who are due within a week from ``on``."""
    return (date.fromisoformat(on) + timedelta(days=DAYS_OF_WEEK)).isoformat()


def last_day_ahead(on: str) -> str:
    """The last ISO day that the list of ``on`` looks ahead to."""
    return (date.fromisoformat(on) + AHEAD).isoformat()


def _row(one: Due, row: Row, on: str) -> DueRow:
    return DueRow(
        id=one.person,
        no=row["no"] or "",
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        age=age_of(row, on),
        sex=row["sex"] or "",
        mobile=row["mobile"] or "",
        village=one.village,
        number=one.number,
        due_from=one.due_from,
        due_to=one.due_to,
        urgency=urgency(one.due_from, one.due_to, on),
        overdue_days=max(0, -days_until(last_day(one.due_from, one.due_to), on)),
        last_vaccine=one.vaccine or "",
        last_day=one.last_day or "",
        caution=bool(one.caution),
    )
