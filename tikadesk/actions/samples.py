"""Samples as screens show them, and where each is on its way: the journey is derived, never stored. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tikadesk.actions.desk import Desk
from tikadesk.actions.people import age_of, state_of
from tikadesk.domain import numbers
from tikadesk.domain.clock import IST
from tikadesk.domain.fields import Misfit
from tikadesk.domain.journey import journey
from tikadesk.domain.kinds.sample import PORTAL_IDS, SAMPLE
from tikadesk.store import facts
from tikadesk.store import samples as store
from tikadesk.store.records import Row

FILTERS = ("today", "unboxed", "no_portal_id", "resample", "two_boxes", "all")
WAITING_DAYS = 30
"""How far back the lists of what has no portal ID, or is wanted anew, go: a portal that never answers must not fill its
list for ever, and nobody is called in for a swab of long ago.
"""


@dataclass(frozen=True)
class SampleRow:
    """One tube. ``slot`` is its place in the box; ``age`` that of the day it was taken; ``state`` where the newest
    entry is safe: ``here`` or ``server``, ``held`` or ``flagged``. ``conflict`` names the fields that two desks set
    differently, and the IDs of other systems that another case has too.
    """

    id: str
    no: str
    tube: int
    tubes: int
    name: str
    name_local: str
    age: int | None
    sex: str
    mobile: str
    sample_type: str
    test: str
    lab: str
    day: str
    time: str
    box: str
    box_no: str
    slot: int | None
    journey: str
    reason: str
    result: str
    state: str
    void: bool
    conflict: tuple[str, ...]
    portal_id: str
    srf_id: str
    repeat_of: str
    resampled: bool
    desk_label: str

    @property
    def shown(self) -> str:
        """The number as people read it, the first tube with ``/1`` where the case has several."""
        return numbers.shown(numbers.printed(self.no, self.tubes))


@dataclass(frozen=True)
class Tally:
    """How many samples each list holds, and since when the oldest of two of them waits."""

    today: int
    unboxed: int
    no_portal_id: int
    resample: int
    two_boxes: int
    oldest_unboxed_at: datetime | None
    oldest_no_portal_at: datetime | None


def row(desk: Desk, rec: str) -> SampleRow | None:
    """One sample; None when this desk does not know it."""
    return next(iter(_rows(desk, store.told(desk.store.connection, [rec]))), None)


def rows_as_samples(desk: Desk, rows: Iterable[Mapping[str, object]]) -> list[SampleRow]:
    """Samples by the ids of some rows, in their order."""
    return _rows(desk, store.told(desk.store.connection, [str(row["id"]) for row in rows]))


def of_number(desk: Desk, typed: str) -> SampleRow | None:
    """The sample with a number, spaces, ``/1`` and lower case allowed, or with an ID that a portal gave it."""
    connection = desk.store.connection
    no = numbers.read_tube(typed)
    if no is not None:
        return _first(_rows(desk, store.of_numbers(connection, [no])))
    for field in PORTAL_IDS:
        try:
            value = SAMPLE.by_name[field].read(typed, desk.now().date())
        except Misfit:
            continue
        found = store.bearing(connection, field, str(value))
        if found:
            return _first(_rows(desk, found))
    return None


def near(desk: Desk, typed: str, limit: int = 5) -> list[SampleRow]:
    """The samples here whose number is one wrong, missing or doubled sign, or two swapped ones, away from ``typed``."""
    return _rows(desk, store.of_numbers(desk.store.connection, numbers.near(typed)))[:limit]


def of_case(desk: Desk, number: str) -> list[SampleRow]:
    """All tubes of the case that a tube's stored number belongs to, first tube first."""
    return _rows(desk, store.of_case(desk.store.connection, numbers.case_of(number)))


def listing(desk: Desk, which: str, *, words: str = "", limit: int = 200, offset: int = 0) -> list[SampleRow]:
    """One page of the list ``which`` of FILTERS, newest first; ``words`` is a number, a mobile or part of a name.

    Void samples are in ``today`` and ``all`` only, those of other centres in ``all``.
    """
    asked = words.strip()
    digits = "".join(asked.split())
    no = numbers.read_tube(asked)
    page = store.listing(
        desk.store.connection,
        which,
        today=desk.today(),
        since=_since(desk),
        away=tuple(facts.foreign(desk.store.connection)),
        nos=[numbers.of_tube(numbers.case_of(no), tube) for tube in numbers.TUBES] if no else (),
        mobile=digits if not no and digits.isdecimal() and digits.isascii() else "",
        name=asked if not no and not digits.isdecimal() else "",
        limit=limit,
        offset=offset,
    )
    return _rows(desk, page)


def tally(desk: Desk) -> Tally:
    """What each list holds now; cheap enough to be asked after every save."""
    connection = desk.store.connection
    away = tuple(facts.foreign(connection))
    counts = store.counts(connection, today=desk.today(), since=_since(desk), away=away)
    return Tally(
        today=counts.today,
        unboxed=counts.unboxed,
        no_portal_id=counts.no_portal_id,
        resample=counts.resample,
        two_boxes=counts.two_boxes,
        oldest_unboxed_at=_instant(counts.oldest_unboxed),
        oldest_no_portal_at=_instant(counts.oldest_no_portal),
    )


def _since(desk: Desk) -> str:
    return (desk.now().date() - timedelta(days=WAITING_DAYS)).isoformat()


def _instant(told: tuple[str, str | None] | None) -> datetime | None:
    if told is None:
        return None
    return datetime.fromisoformat(f"{told[0]}T{told[1] or '00:00'}").replace(tzinfo=IST)


def _first(rows: Sequence[SampleRow]) -> SampleRow | None:
    """The first that is not void, else the first."""
    return next((row for row in rows if not row.void), next(iter(rows), None))


def _rows(desk: Desk, rows: Sequence[Row]) -> list[SampleRow]:
    if not rows:
        return []
    high, labels = desk.high(), desk.store.notes("device")
    return [_row(row, high, str(labels.get(row["dev"], ""))) for row in rows]


def _row(row: Row, high: int, label: str) -> SampleRow:
    at, reason = journey(row)
    return SampleRow(
        id=row["id"],
        no=row["no"] or "",
        tube=row["tube"] or 1,
        tubes=row["tubes"] or 1,
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        age=age_of(row, row["day"]) if row["day"] else None,
        sex=row["sex"] or "",
        mobile=row["mobile"] or "",
        sample_type=row["sample_type"] or "",
        test=row["test"] or "",
        lab=row["lab"] or "",
        day=row["day"] or "",
        time=row["time"] or "",
        box=row["box"] or "",
        box_no=row["box_no"] or "",
        slot=row["slot"],
        journey=at,
        reason=reason,
        result=row["result"] or "",
        state=state_of(row, high),
        void=bool(row["void"]),
        conflict=tuple(dict.fromkeys([*(row["conflict"] or "").split(), *row["shared"].split()])),
        portal_id=row["portal_id"] or "",
        srf_id=row["srf_id"] or "",
        repeat_of=row["repeat_of"] or "",
        resampled=bool(row["resampled"]),
        desk_label=label,
    )
