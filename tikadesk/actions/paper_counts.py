"""What the paper register of a day counts: typed for each of its pages or for the whole day, else counted from what was
typed off it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import identity
from tikadesk.domain.entry import Op
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.kinds.day_count import DAY_COUNT
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord
from tikadesk.store import records
from tikadesk.store.paper_counts import PaperCount
from tikadesk.store.paper_counts import of_day as counted
from tikadesk.store.records import Row

COUNTED = ("lines", "given")
CHANGED = "other"
"""Why a count is written anew; the code is one of ``correct_reason``."""


@dataclass(frozen=True)
class PageCount:
    """One count as it was typed: ``page`` is blank for the whole day; what was not counted is None."""

    id: str
    page: str
    lines: int | None
    given: int | None


def keep(desk: Desk, typed: Mapping[str, str], *, intent: str) -> None:
    """Write down the count of a day, today by default, and of a page, by default all of them. What stands for that page
    already is changed. Raises InvalidRecord, NotAllowed.

    ``intent`` is an id made when the form opens and becomes the record's: a second click counts nothing more.
    """
    desk.must(Verb.ENTER_PAPER)
    values, misfits = read_all(DAY_COUNT.fields, typed, desk.now().date())
    day = str(values.setdefault("day", desk.today()))
    if not any(name in values or name in misfits for name in COUNTED):
        misfits["given"] = Misfit("misfit.missing.given")
    lines, given = (values.get(name) for name in COUNTED)
    if isinstance(lines, int) and isinstance(given, int) and given > lines:
        misfits["given"] = Misfit("misfit.more_given_than_lines", lines=lines)
    identity.keep_out(values, misfits, codes=("page",))
    if misfits:
        raise InvalidRecord(problems(misfits))
    desk.must_for_day(day, str(values.get("page", "")))
    with desk.store.write() as writer:
        before = _standing(desk, day, str(values.get("page", "")))
        if before is None:
            desk.create(writer, "day_count", values, id=intent)
        elif before["id"] != intent:
            changed = {
                name: values[name] for name in COUNTED if values.get(name, before[name]) != before[name]
            }
            if changed:
                desk.change(writer, "day_count", before, Op.EDIT, changed, why=CHANGED)


def strike_out(desk: Desk, rec: str, *, reason: str) -> None:
    """Void a count that was typed for the wrong day or page. Raises NotAllowed."""
    desk.must(Verb.ENTER_PAPER)
    with desk.store.write() as writer:
        desk.change(writer, "day_count", desk.standing("day_count", rec), Op.VOID, {}, why=reason)


def of_day(desk: Desk, day: str) -> PaperCount:
    """What the paper of an ISO day says; its ``source`` is blank where nobody has counted or typed anything."""
    return counted(desk.store.connection, day)


def typed(desk: Desk, day: str) -> list[PageCount]:
    """The counts that stand for an ISO day, the whole day's first, then by page."""
    rows = [row for row in records.of_day(desk.store.connection, "day_count", day) if not row["void"]]
    found = [PageCount(row["id"], row["page"] or "", row["lines"], row["given"]) for row in rows]
    return sorted(found, key=lambda one: (one.page != "", len(one.page), one.page, one.id))


def offered(desk: Desk, day: str, page: str = "") -> dict[str, str]:
    """What the form of a count begins with: what stands for that day and page."""
    before = _standing(desk, day, page)
    told = {name: str(before[name]) for name in COUNTED if before is not None and before[name] is not None}
    return told | {"day": date.fromisoformat(day).strftime("%d-%m-%Y"), "page": page}


def _standing(desk: Desk, day: str, page: str) -> Row | None:
    """The count of a page; of two that two desks made apart, the later one, on every desk the same."""
    rows = records.of_day(desk.store.connection, "day_count", day)
    same = [row for row in rows if not row["void"] and (row["page"] or "") == page]
    return max(same, key=lambda row: (row["at"], row["id"]), default=None)
