"""The due list: one line for everybody whose next dose is due by a day, village after village, the most urgent first.
Its columns are ``resources/print/due_list.json``, or a state's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tikadesk.domain import numbers
from tikadesk.domain.due import URGENCIES, days_until, last_day, urgency
from tikadesk.i18n import tr
from tikadesk.reports import cells
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, headings, picking, title
from tikadesk.store import due
from tikadesk.store.due import Due
from tikadesk.store.records import Row
from tikadesk.store.store import Store

NAME = "due_list"
TOTALS = ("people", *URGENCIES, "villages", "without_mobile")
"""What is counted under the list, in this order; ``people`` is the sum of the urgencies."""
_AT_ONCE = 500


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """Whoever is due by the ISO day ``last``, by the rules in force on ``first`` and as urgent as it is on that day.

    Raises StoreTrouble.
    """
    shape = columns(NAME, store.me.state)
    found = due.found(store.connection, first, last)
    count = Counter[str]()
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, found, first, shape, count),
        expected=len(found),
        totals=lambda: [(tr(f"report.due_total.{name}"), count[name]) for name in TOTALS],
        practice=practice,
    )


def _rows(
    store: Store, found: Sequence[Due], on: str, shape: tuple[Column, ...], count: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    words, picked = cells.Words(), picking(shape)
    count["villages"] = len({one.place for one in found if one.place})
    for number, (one, row) in enumerate(each(store, found), 1):
        count["people"] += 1
        count[URGENCIES[one.rank(on)]] += 1
        count["without_mobile"] += not row["mobile"]
        yield picked(line(one, row, on, number, words))


def each(store: Store, found: Sequence[Due]) -> Iterator[tuple[Due, Row]]:
    """Everybody found with their registration, read in groups. Raises StoreTrouble."""
    for start in range(0, len(found), _AT_ONCE):
        yield from due.rows(store.connection, found[start : start + _AT_ONCE])


def line(one: Due, row: Row, on: str, number: int, words: cells.Words) -> dict[str, Cell]:
    """A person's cells by the keys that a column may have; ``number`` is the serial number."""
    code = urgency(one.due_from, one.due_to, on)
    return {
        "sno": number,
        "village": one.village,
        "name": row["name"],
        "name_local": row["name_local"],
        "parent_name": row["parent_name"],
        "age": cells.age(row | {"day": on}),
        "sex": words.option("sex", row["sex"]),
        "sex_short": words.say(f"report.sex.{row['sex']}") if row["sex"] else None,
        "mobile": row["mobile"],
        "no": numbers.shown(row["no"] or ""),
        "dose_no": words.option("dose_no", str(one.number)),
        "vaccine": words.option("vaccine", one.vaccine),
        "last_on": one.last_day,
        "due_from": one.due_from,
        "due_to": one.due_to,
        "urgency": words.say(f"due.{code}"),
        "overdue_days": max(0, -days_until(last_day(one.due_from, one.due_to), on)) or None,
        "address": cells.address(row, "block"),
        "remarks": words.say("due.caution") if one.caution else None,
        "outcome": None,
    }


REPORT = Report("due", make, paper="due_paper", ahead=True)
