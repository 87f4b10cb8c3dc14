"""The official portal's list of a day, read from a sheet and kept on this desk to be held against the day.

A row that cannot be read is handed back with its reasons and stops nothing. Comparing is ``domain.reconcile``'s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from tikadesk.actions import import_sheet
from tikadesk.actions.desk import Desk
from tikadesk.actions.import_sheet import Outcome, Rejected
from tikadesk.actions.sheet_file import SheetFile
from tikadesk.domain import identity, numbers, reference, sheet, text
from tikadesk.domain.age import Age, read_age
from tikadesk.domain.clock import stamp
from tikadesk.domain.fields import Misfit, read_day
from tikadesk.domain.kinds.registration import REGISTRATION
from tikadesk.domain.roles import Verb
from tikadesk.domain.sides import TAIL, There
from tikadesk.errors import Problem
from tikadesk.store import portal_lists
from tikadesk.store.portal_lists import Head

_TOLD_IN_WORDS = ("sex", "dose_no", "vaccine")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_HOUR = re.compile(r"[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp][Mm])?$")
_MASK = re.compile(r"[Xx*•#]")
_NO_AGE = Age(0, None, False)
_T = TypeVar("_T")


@dataclass
class PortalList:
    """A sheet as it was read: its ``rows`` by the ISO day that the portal tells for each, and how reading went."""

    outcome: Outcome
    rows: list[There] = field(default_factory=list)

    @property
    def days(self) -> Counter[str]:
        """How many rows each day has."""
        return Counter(row.day for row in self.rows)


def read(
    file: SheetFile,
    today: date,
    *,
    day: str = "",
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> PortalList:
    """Read the rows of ``file``; ``day`` is the ISO day of those that name none. Raises SheetTrouble for a file that is
    no such list. Nothing is read from the desk, so that any thread may do it.
    """
    columns, first = import_sheet.columns_of(file, sheet.PORTAL)
    found = PortalList(Outcome(columns))
    total = len(file.rows) - first
    for place, cells in enumerate(file.rows[first:]):
        if stopped():
            found.outcome.stopped = True
            break
        if sheet.is_empty(cells):
            continue
        found.outcome.read += 1
        row = columns.row(first + place + 1, cells, day)
        there, problems = _row(row.number, row.form, row.official, today)
        if problems:
            found.outcome.rejected.append(Rejected(row, tuple(problems)))
        else:
            found.rows.append(there)
        progress(place + 1, total)
    return found


def keep(desk: Desk, found: PortalList, name: str, *, day: str = "") -> list[str]:
    """Keep what was read from the file called ``name`` as the list of ``day``, or of each day that its rows name; each
    replaces the one before. The days. Raises NotAllowed, StoreTrouble.
    """
    desk.must(Verb.RECONCILE)
    by_day: dict[str, list[There]] = {day: []} if day else {}
    for row in found.rows:
        by_day.setdefault(day or row.day, []).append(row)
    by = desk.operator.name if desk.operator else ""
    with desk.store.write() as writer:
        for on, rows in by_day.items():
            head = Head(name, len(rows), len(found.outcome.rejected), stamp(desk.clock), by)
            portal_lists.replace(writer.connection, on, head, rows)
        desk.event(writer, "import", subject=sheet.PORTAL, count=len(found.rows))
    found.outcome.saved = len(found.rows)
    return sorted(by_day)


def bring_in(
    desk: Desk,
    file: SheetFile,
    name: str,
    *,
    day: str = "",
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """``read`` and ``keep`` in one; stopped before its end nothing is kept. Raises as they do."""
    desk.must(Verb.RECONCILE)
    found = read(file, desk.now().date(), day=day, stopped=stopped, progress=progress)
    if not found.outcome.stopped:
        keep(desk, found, name, day=day)
    return found.outcome


def forget(desk: Desk, day: str) -> None:
    """Keep no list of an ISO day any more: it was the wrong file. Raises NotAllowed, StoreTrouble."""
    desk.must(Verb.RECONCILE)
    with desk.store.write() as writer:
        portal_lists.forget(writer.connection, day)


def _row(at: int, typed: Mapping[str, str], official: str, today: date) -> tuple[There, list[Problem]]:
    """A row of the list, and what does not fit; a mobile that is none is only not known."""
    problems: list[Problem] = []

    def take(name: str, read: Callable[[str], _T], blank: _T) -> _T:
        written = typed.get(name, "").strip()
        try:
            return read(written) if written else blank
        except Misfit as misfit:
            problems.append(Problem(name, misfit.key, misfit.params))
            return blank

    day = take("day", lambda written: read_day(_HOUR.sub("", written), today).isoformat(), "")
    if not day and not problems:
        problems.append(Problem("day", "sheet.no_day"))
    ref = take("portal_ref", _reference, "")
    age = take("age", lambda written: read_age(written, date.fromisoformat(day) if day else today), _NO_AGE)
    told = {name: take(name, _word(name), "") for name in _TOLD_IN_WORDS}
    name, number = text.tidy(typed.get("name", "")), numbers.parse(official)
    if not (ref or name or number) and not problems:
        problems.append(Problem("name", "portal.nobody"))
    there = There(
        name=identity.redact(name),
        name_local=identity.redact(text.tidy(typed.get("name_local", ""))),
        birth_year=age.birth_year or None,
        age_estimated=age.estimated,
        sex=told["sex"],
        mobile=_mobile(typed.get("mobile", ""), today),
        portal_ref=ref,
        no=str(number) if number else "",
        dose_no=int(told["dose_no"]) if told["dose_no"] else None,
        vaccine=told["vaccine"],
        batch=identity.redact(text.tidy(typed.get("batch", ""))),
        day=day,
        row=at,
    )
    return there, problems


def _word(table: str) -> Callable[[str], str]:
    def read(written: str) -> str:
        code = reference.word(table, written)
        if code is None:
            raise Misfit(f"misfit.choice.{table}")
        return code

    return read


def _reference(written: str) -> str:
    """The portal's reference; an Aadhaar in its column goes no further."""
    if _ROUNDED.fullmatch(written):
        raise Misfit("portal.rounded")
    if identity.is_aadhaar(text.digits(written)):
        raise Misfit("misfit.aadhaar_here")
    return str(REGISTRATION.by_name["portal_ref"].read(written, date.min))


def _mobile(written: str, today: date) -> str:
    """Ten digits, or the end that a mask leaves; blank for anything else."""
    end = text.digits(_MASK.split(written)[-1])
    if _MASK.search(written):
        return end[-TAIL:] if len(end) >= TAIL else ""
    try:
        return str(REGISTRATION.by_name["mobile"].read(written, today)) if written.strip() else ""
    except Misfit:
        return ""
