"""Boxes as screens show them: what is in each, where it is on its way, and what the lab said. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from math import comb

from tikadesk.actions import receipts, samples
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import state_of
from tikadesk.actions.receipts import ReceiptView
from tikadesk.actions.samples import SampleRow
from tikadesk.domain import numbers, reference
from tikadesk.domain.kinds.consignment import OPEN, STATES, tubes_digest
from tikadesk.i18n import language
from tikadesk.store import boxes as stored
from tikadesk.store import facts, records
from tikadesk.store.records import Row

CURRENT = ("box", "current")
"""The note that holds which box this desk is packing."""
_MOST_TRIES = 5_000
"""How many ways of leaving tubes out are tried until a box fits its sealed list: two strays in a box of a hundred."""


@dataclass(frozen=True)
class Box:
    """One consignment. ``tubes`` counts what names it now; ``strays`` of them are not on its sealed list, and ``gone``
    are on that list and name another box, or none, now.

    Temperatures are tenths of a degree; ``sealed_at`` and ``dispatched_at`` Indian time, ``YYYY-MM-DDTHH:MM``.
    """

    id: str
    no: str
    lab: str
    lab_name: str
    test: str
    size: int
    tubes: int
    state: str
    day: str
    time: str
    cold_box: str
    sealed_at: str
    sealed_temp: int | None
    seal_no: str
    sealing: int
    packed_by: str
    checked_by: str
    dispatched_at: str
    dispatched_temp: int | None
    driver: str
    driver_mobile: str
    vehicle: str
    courier: str
    portal_id: str
    by_type: Mapping[str, int]
    strays: int
    gone: int
    conflict: tuple[str, ...]
    void: bool
    sync: str
    opened_at: datetime
    receipt: ReceiptView | None
    centre: str
    centre_name: str
    own_centre: bool

    @property
    def shown(self) -> str:
        """Its number as people read it."""
        return numbers.shown(self.no)

    @property
    def stands(self) -> bool:
        """Whether it is a box: not taken back, or packed all the same by another desk."""
        return not self.void or self.tubes > 0

    @property
    def full(self) -> bool:
        """Whether no place is left."""
        return self.tubes >= self.size


@dataclass(frozen=True)
class Tally:
    """How many of this centre's boxes are sealed (``oldest_sealed_at``: Indian time, blank for none), how many have
    left, and how many of those no lab has finished.
    """

    sealed: int
    oldest_sealed_at: str
    sent: int
    unanswered: int


def tally(desk: Desk) -> Tally:
    """Where this centre's boxes stand; cheap enough to be asked after every scan."""
    row = stored.tally(desk.store.connection)
    return Tally(row["sealed"], row["oldest"] or "", row["sent"], row["unanswered"])


def box(desk: Desk, rec: str) -> Box | None:
    """One box; None when this desk does not know it."""
    row = records.get(desk.store.connection, "consignment", rec)
    return _as_boxes(desk, [row])[0] if row is not None else None


def of_number(desk: Desk, typed: str) -> Box | None:
    """The box whose number, or portal number, was typed or scanned."""
    number = numbers.parse(typed)
    wanted = str(number) if number else "".join(typed.split()).upper()
    row = stored.of_number(desk.store.connection, wanted) if wanted else None
    return _as_boxes(desk, [row])[0] if row is not None else None


def boxes(desk: Desk, *, state: str = "", limit: int = 50, offset: int = 0) -> list[Box]:
    """Boxes, of one state or of all, newest first."""
    rows = stored.listing(desk.store.connection, (state,) if state else STATES, limit, offset)
    return _as_boxes(desk, rows)


def current(desk: Desk) -> Box | None:
    """The open box that this desk is packing."""
    kept = desk.store.note(*CURRENT)
    found = box(desk, kept) if isinstance(kept, str) else None
    return found if found is not None and found.state == OPEN and found.stands else None


def oldest_unsent(desk: Desk) -> Box | None:
    """The box of this centre that has stood longest with tubes in it, open or sealed."""
    centre = desk.centre.code if desk.centre else ""
    row = stored.oldest_unsent(desk.store.connection, centre)
    return _as_boxes(desk, [row])[0] if row is not None else None


def tubes(desk: Desk, rec: str) -> list[SampleRow]:
    """The tubes that name a box, by slot; void and lost ones too, until they are taken out."""
    return samples.rows_as_samples(desk, stored.contents(desk.store.connection, rec))


def strays(desk: Desk, rec: str) -> frozenset[str]:
    """The numbers of the tubes that name a sealed box without being on its sealed list, where that can be told."""
    row = records.get(desk.store.connection, "consignment", rec)
    if row is None or row["state"] == OPEN or row["tubes"] is None:
        return frozenset()
    inside = [tube["no"] for tube in stored.contents(desk.store.connection, rec)]
    return strays_among(inside, row["tubes"], row["tubes_digest"])


def strays_among(inside: Sequence[str], count: int, digest: str) -> frozenset[str]:
    """Which of the numbers ``inside`` a box have to be left out for the sealed list's count and digest to fit."""
    beyond = len(inside) - count
    if beyond <= 0 or comb(len(inside), beyond) > _MOST_TRIES:
        return frozenset()
    for left_out in combinations(inside, beyond):
        if tubes_digest(no for no in inside if no not in left_out) == digest:
            return frozenset(left_out)
    return frozenset()


def lab_name(code: str) -> str:
    """A laboratory's name in the screen's language."""
    return reference.lab_name(code, language())


def _as_boxes(desk: Desk, rows: Sequence[Row]) -> list[Box]:
    connection, high = desk.store.connection, desk.high()
    ids = [row["id"] for row in rows]
    inside, said = stored.numbers_by_type(connection, ids), receipts.of_boxes(desk, ids)
    foreign = facts.foreign(connection)
    return [
        _box(desk, row, inside[row["id"]], said.get(row["id"]), high, foreign.get(row["dev"])) for row in rows
    ]


def _box(
    desk: Desk,
    row: Row,
    inside: Mapping[str, Sequence[str]],
    receipt: ReceiptView | None,
    high: int,
    away: str | None,
) -> Box:
    nos = [no for of_type in inside.values() for no in of_type]
    stray, gone = _against_the_list(row, nos)
    mine = desk.centre.code if desk.centre else ""
    return Box(
        id=row["id"],
        no=row["no"] or "",
        lab=row["lab"] or "",
        lab_name=lab_name(row["lab"] or ""),
        test=row["test"] or "",
        size=row["size"] or 0,
        tubes=len(nos),
        state=row["state"] or OPEN,
        day=row["day"] or "",
        time=row["time"] or "",
        cold_box=row["cold_box"] or "",
        sealed_at=row["sealed_at"] or "",
        sealed_temp=row["sealed_temp"],
        seal_no=row["seal_no"] or "",
        sealing=row["sealing"] or 0,
        packed_by=row["packed_by"] or "",
        checked_by=row["checked_by"] or "",
        dispatched_at=row["dispatched_at"] or "",
        dispatched_temp=row["dispatched_temp"],
        driver=row["driver"] or "",
        driver_mobile=row["driver_mobile"] or "",
        vehicle=row["vehicle"] or "",
        courier=row["courier"] or "",
        portal_id=row["portal_id"] or "",
        by_type={kind: len(of_type) for kind, of_type in inside.items()},
        strays=stray,
        gone=gone,
        conflict=tuple((row["conflict"] or "").split()),
        void=bool(row["void"]),
        sync=state_of(row, high),
        opened_at=datetime.fromisoformat(row["at"]),
        receipt=receipt,
        centre=row["centre"] or away or mine,
        centre_name=row["centre_name"] or "",
        own_centre=away is None,
    )


def _against_the_list(row: Row, inside: Sequence[str]) -> tuple[int, int]:
    """How many tubes are beyond a sealed box's list and how many of the list are gone, at least."""
    if (row["state"] or OPEN) == OPEN or row["tubes"] is None:
        return 0, 0
    beyond = len(inside) - row["tubes"]
    if not beyond and tubes_digest(inside) != row["tubes_digest"]:
        return 1, 1
    return max(0, beyond), max(0, -beyond)
