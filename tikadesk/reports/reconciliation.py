"""The reconciliation of some days as a sheet: what desk, server, portal and paper count, and every dose or row that
they tell differently. Its columns are ``resources/print/reconciliation.json``, or a state's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from tikadesk.domain import numbers
from tikadesk.domain.reconcile import DIFFERS, GROUPS, Line
from tikadesk.domain.sides import Here, There
from tikadesk.i18n import tr
from tikadesk.reports import cells
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, days, headings, picking, title
from tikadesk.store import reconciling
from tikadesk.store.reconciling import Picture
from tikadesk.store.store import Store

NAME = "reconciliation"
COUNTERS = ("here", "server", "portal", "paper")
"""The four who count, in this order; of each but the desk itself also the days that it told nothing of."""
_FIELDS = ("dose_no", "batch", "mobile", "portal_ref", "birth_year")


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The reconciliation of the ISO days from ``first`` to ``last``; raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    count: Counter[str] = Counter()
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, first, last, shape, count),
        expected=None,
        totals=lambda: [
            *((tr(f"report.reconciliation_total.{name}"), count[name]) for name in COUNTERS),
            *(
                (tr(f"report.reconciliation_total.{name}_unknown"), count[f"{name}_unknown"])
                for name in COUNTERS[1:]
            ),
            *((tr(f"report.reconciliation_group.{name}"), count[name]) for name in (*GROUPS, "unsent")),
        ],
        practice=practice,
    )


def _rows(
    store: Store, first: str, last: str, shape: tuple[Column, ...], count: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    words, picked, number = cells.Words(), picking(shape), 0
    for day in days(first, last):
        picture = reconciling.picture(store.connection, day)
        _count(picture, count)
        for line in picture.lines:
            if line.finding.group in GROUPS or line.unsent:
                number += 1
                count[line.finding.group] += 1
                count["unsent"] += line.unsent
                for cells_of in said(line, number, day, words):
                    yield picked(cells_of)


def _count(picture: Picture, count: Counter[str]) -> None:
    told = {
        "here": picture.given,
        "server": len(picture.server.held.given) if picture.server.held is not None else None,
        "portal": picture.rows if picture.head is not None else None,
        "paper": picture.paper.given,
    }
    for name, figure in told.items():
        count[name] += figure or 0
        count[f"{name}_unknown"] += figure is None


def said(line: Line, number: int, day: str, words: cells.Words) -> Iterator[dict[str, Cell]]:
    """A line's cells by the keys that a column may have: one for each dose here with a row of the list beside it."""
    finding = line.finding
    about = (finding.about,) if finding.about is not None and not finding.here else ()
    elsewhere = (finding.elsewhere,) if finding.elsewhere is not None else ()
    for here, there in zip_longest(finding.here or about, finding.there or elsewhere):
        yield {
            "sno": number,
            "day": day,
            "group": words.say(f"report.reconciliation_group.{_group(line)}"),
            "differs": _why(line, words),
            "by": words.say(f"report.reconciliation_by.{finding.by}") if finding.by else None,
            "server": words.say("report.status.here") if line.unsent else None,
            **_side(here, "", words),
            **_side(there, "_there", words),
            "no": numbers.shown(here.no) if here is not None and here.no else None,
            "state": words.say(f"report.reconciliation_state.{here.state}") if here is not None else None,
            "row_there": there.row if there is not None else None,
        }


def _group(line: Line) -> str:
    return line.finding.group if line.finding.group in GROUPS else "unsent"


def _why(line: Line, words: cells.Words) -> str:
    finding = line.finding
    if finding.group == DIFFERS:
        return ", ".join(words.say(f"report.reconciliation.{name}") for name in finding.differs)
    if finding.hint:
        return words.say(f"report.reconciliation_state.{finding.hint}")
    return ""


def _side(side: Here | There | None, suffix: str, words: cells.Words) -> Mapping[str, Cell]:
    if side is None:
        return {}
    told: dict[str, Cell] = {name: getattr(side, name) or None for name in _FIELDS}
    told |= {
        "name": side.name or side.name_local or None,
        "sex": words.option("sex", side.sex),
        "vaccine": words.option("vaccine", side.vaccine),
        "day_of": side.day or None,
    }
    return {f"{name}{suffix}": cell for name, cell in told.items()}


REPORT = Report(NAME, make, paper="reconciliation_paper")
