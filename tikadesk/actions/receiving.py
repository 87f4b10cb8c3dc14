"""A box being received, as the lab sees it: its list and what has been said of each tube. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tikadesk.actions import boxes, manifests, receipts
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.actions.receipts import ReceiptView
from tikadesk.domain import numbers, reference
from tikadesk.domain.kinds.receipt_line import SHORT
from tikadesk.domain.manifest import Tube, nameless
from tikadesk.store import boxes as stored
from tikadesk.store import records
from tikadesk.store.records import Row


@dataclass(frozen=True)
class Line:
    """One tube: as the list has it, and what was said of it. ``verdict`` and ``line_id`` are blank while it is unseen;
    a tube without a label has no number; ``two_boxes``: another box claims it, too; ``was``: the name on the list where
    the centre has corrected it since; ``struck``: the centre has struck the sample out.
    """

    tube: str
    name: str
    age: int | None
    sex: str
    sample_type: str
    taken: str
    verdict: str
    reason: str
    result: str
    notes: str
    line_id: str
    two_boxes: bool
    on_list: bool
    was: str = ""
    struck: bool = False

    @property
    def shown(self) -> str:
        """The tube's number as people read it."""
        return numbers.shown(self.tube)


@dataclass(frozen=True)
class Receiving:
    """A receipt in the making. ``id`` is the receipt's, ``box`` the consignment's, blank while only its number is
    known; ``received_temp`` is in tenths of a degree, ``at`` the Indian time of the receipt; ``wrong_lab``: the box is
    for another lab than this one.
    """

    id: str
    box: str
    no: str
    centre: str
    centre_name: str
    lab: str
    lab_name: str
    sealing: int
    expected: int
    lines: tuple[Line, ...]
    finished: bool
    list_from: str
    received_temp: int | None
    received_by: str
    at: str
    wrong_lab: bool

    @property
    def shown(self) -> str:
        """The box's number as people read it."""
        return numbers.shown(self.no)

    @property
    def has_list(self) -> bool:
        """Whether it is known what should be in the box."""
        return bool(self.list_from)

    @property
    def unseen(self) -> list[Line]:
        """What is on the list and nothing was said of yet."""
        return [line for line in self.lines if not line.verdict]

    def count(self, verdict: str) -> int:
        """How many tubes have a verdict."""
        return sum(line.verdict == verdict for line in self.lines)

    def line_of(self, tube: str) -> Line | None:
        """The line of a tube's stored number."""
        return self._by_tube.get(tube)

    @cached_property
    def _by_tube(self) -> dict[str, Line]:
        return {line.tube: line for line in self.lines if line.tube}


@dataclass(frozen=True)
class Arrival:
    """A box at the lab's door: one that is on its way by the records, or that was begun. ``receipt`` is blank before
    that; ``left_at`` and ``said_at`` are Indian time, blank where it is not known.
    """

    receipt: str
    box: str
    no: str
    centre_name: str
    expected: int
    received: int
    left_at: str
    said_at: str
    finished: bool

    @property
    def begun(self) -> bool:
        """Whether a receipt has been begun."""
        return bool(self.receipt)

    @property
    def shown(self) -> str:
        """The box's number as people read it."""
        return numbers.shown(self.no)


def of(desk: Desk, receipt_id: str) -> Receiving:
    """A receipt in the making. Raises Refused when it is not here."""
    receipt = records.get(desk.store.connection, "receipt", receipt_id)
    if receipt is None or receipt["void"]:
        raise Refused("receive.unknown")
    centre_name, tubes = list_of(desk, receipt["consignment"])
    said = receipts.standing(stored.lines(desk.store.connection, [receipt])[receipt_id])
    return Receiving(
        id=receipt_id,
        box=receipt["consignment"] or "",
        no=receipt["consignment_no"] or "",
        centre=receipt["centre"] or "",
        centre_name=centre_name or receipt["centre"] or "",
        lab=receipt["lab"] or "",
        lab_name=boxes.lab_name(receipt["lab"] or ""),
        sealing=receipt["sealing"] or 1,
        expected=receipt["expected"] or 0,
        lines=tuple(_lines(desk, receipt["consignment"], tubes, said)),
        finished=bool(receipt["finished"]),
        list_from=receipt["list_from"] or "",
        received_temp=receipt["received_temp"],
        received_by=receipt["received_by"] or "",
        at=receipts.said_at(receipt),
        wrong_lab=_is_anothers(desk, receipt["lab"]),
    )


def arrivals(desk: Desk, limit: int = 50) -> list[Arrival]:
    """The boxes for this lab that are here as records, and those begun from a list or a number alone; newest first."""
    connection = desk.store.connection
    on_the_way = stored.arriving(connection, _mine(desk), limit)
    begun = receipts.of_boxes(desk, [row["id"] for row in on_the_way])
    found = [_on_the_way(row, begun.get(row["id"])) for row in on_the_way]
    known = {one.box for one in found}
    alone = [row for row in stored.receipts_begun(connection, limit) if row["consignment"] not in known]
    found += [
        _by_itself(desk, row, view) for row, view in zip(alone, receipts.views(desk, alone), strict=True)
    ]
    return sorted(found, key=lambda one: (one.said_at or one.left_at, one.left_at), reverse=True)[:limit]


def coming(desk: Desk) -> int:
    """How many boxes are on their way to this lab or being counted; cheap enough to be asked after every scan."""
    return stored.coming(desk.store.connection, _mine(desk))


def _mine(desk: Desk) -> str:
    """The lab whose boxes arrive here; blank for any, in practice and before enrolment."""
    return desk.centre.code if desk.centre and not desk.practice else ""


def _is_anothers(desk: Desk, lab: str | None) -> bool:
    here = desk.centre.code if desk.centre else ""
    return lab is not None and here in reference.labs() and lab != here


def _on_the_way(box: Row, view: ReceiptView | None) -> Arrival:
    return Arrival(
        receipt=view.id if view else "",
        box=box["id"],
        no=box["no"] or "",
        centre_name=box["centre_name"] or box["centre"] or "",
        expected=view.expected if view else box["tubes"] or 0,
        received=view.received + view.extra if view else 0,
        left_at=box["dispatched_at"] or box["sealed_at"] or "",
        said_at=view.at if view else "",
        finished=view.finished if view else False,
    )


def _by_itself(desk: Desk, receipt: Row, view: ReceiptView) -> Arrival:
    """A receipt whose box is not here as a record."""
    listed = manifests.taken(desk, receipt["consignment"] or "")
    return Arrival(
        receipt=view.id,
        box=receipt["consignment"] or "",
        no=receipt["consignment_no"] or "",
        centre_name=listed.centre_name if listed else receipt["centre"] or "",
        expected=view.expected,
        received=view.received + view.extra,
        left_at=listed.sealed_at if listed else "",
        said_at=view.at,
        finished=view.finished,
    )


def list_of(desk: Desk, box_id: str | None) -> tuple[str, tuple[Tube, ...]]:
    """The centre's name and the list of a box: as it travelled with it, else from the records."""
    if box_id is None:
        return "", ()
    listed, row = manifests.taken(desk, box_id), records.get(desk.store.connection, "consignment", box_id)
    if listed is not None and (row is None or listed.sealing >= (row["sealing"] or 0)):
        return listed.centre_name, listed.tubes
    return (row["centre_name"] or "", manifests.listed(desk, row)) if row is not None else ("", ())


def _lines(desk: Desk, box_id: str | None, tubes: Sequence[Tube], said: Sequence[Row]) -> Iterator[Line]:
    by_tube = {row["tube"]: row for row in said if row["tube"]}
    nos = {tube.no for tube in tubes} | by_tube.keys()
    claims = stored.claims(desk.store.connection, nos, manifests.claims(desk, nos))
    disputed = {no for no, others in claims.items() if others - {box_id}}
    here = manifests.inside(desk, box_id) if box_id else {}
    for tube in tubes:
        now, struck = here.get(tube.no, (tube, False))
        line = _line(now, by_tube.pop(tube.no, None), disputed=tube.no in disputed, on_list=True)
        yield replace(line, was=tube.name if tube.name != now.name else "", struck=struck)
    known = manifests.known(desk, by_tube)
    for row in said:
        if not row["tube"] or row["tube"] in by_tube:
            no = row["tube"] or ""
            yield _line(known.get(no) or nameless(no), row, disputed=no in disputed, on_list=False)


def _line(tube: Tube, said: Row | None, *, disputed: bool, on_list: bool) -> Line:
    row: Mapping[str, Any] = said or {}
    return Line(
        tube=tube.no,
        name=tube.name,
        age=tube.age,
        sex=tube.sex,
        sample_type=tube.sample_type,
        taken=tube.taken,
        verdict=row.get("verdict") or "",
        reason=row.get("reason") or "",
        result=row.get("result") or "",
        notes=row.get("notes") or "",
        line_id=row.get("id") or "",
        two_boxes=disputed and row.get("verdict") != SHORT,
        on_list=on_list,
    )
