"""What labs said of boxes, as the centre and the lab read it. Reads only; the saying is ``receive``'s."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.kinds.receipt_line import ACCEPTED, EXTRA, REJECTED, SHORT
from tikadesk.store import boxes as stored
from tikadesk.store.records import Row


@dataclass(frozen=True)
class Said:
    """What a lab says of one tube; a tube without a label has no number. ``elsewhere``: another box claims it, too."""

    id: str
    tube: str
    verdict: str
    reason: str
    result: str
    notes: str
    conflict: tuple[str, ...]
    elsewhere: bool

    @property
    def shown(self) -> str:
        """The tube's number as people read it."""
        return numbers.shown(self.tube)


@dataclass(frozen=True)
class ReceiptView:
    """A lab's answer to one box. ``received`` counts what was in it of its list, rejected tubes too; ``worst`` are the
    lines that somebody must look at: rejected, short, extra, or claimed by another box.

    ``at`` is the Indian time of the answer, ``YYYY-MM-DDTHH:MM``; ``temp`` tenths of a degree on arrival.
    """

    id: str
    received: int
    rejected: int
    short: int
    extra: int
    expected: int
    finished: bool
    at: str
    by: str
    temp: int | None
    worst: tuple[Said, ...]


def of_box(desk: Desk, box_id: str) -> ReceiptView | None:
    """The answer to a box, the newest where two desks of a lab began one each; None before there is any."""
    found = stored.receipts(desk.store.connection, [box_id])[box_id]
    return view(desk, found[0]) if found else None


def view(desk: Desk, receipt: Row) -> ReceiptView:
    """A receipt's row with what is said of its box's tubes."""
    connection = desk.store.connection
    said = standing(stored.lines(connection, receipt))
    tubes = [line["tube"] for line in said if line["tube"] and line["verdict"] != SHORT]
    elsewhere = stored.claimed_elsewhere(connection, receipt["consignment"], tubes)
    lines = [_said(row, elsewhere=row["tube"] in elsewhere) for row in said]
    total = {
        verdict: sum(line.verdict == verdict for line in lines)
        for verdict in (ACCEPTED, REJECTED, SHORT, EXTRA)
    }
    return ReceiptView(
        id=receipt["id"],
        received=total[ACCEPTED] + total[REJECTED],
        rejected=total[REJECTED],
        short=total[SHORT],
        extra=total[EXTRA],
        expected=receipt["expected"] or 0,
        finished=bool(receipt["finished"]),
        at=said_at(receipt),
        by=receipt["received_by"] or "",
        temp=receipt["received_temp"],
        worst=tuple(line for line in lines if line.verdict != ACCEPTED or line.elsewhere or line.conflict),
    )


def standing(lines: Iterable[Row]) -> list[Row]:
    """One line for each tube: where two desks of a lab wrote one each, whoever had it in hand is right. Tubes without a
    label are all there.
    """
    found: dict[str, Row] = {}
    for row in lines:
        key = row["tube"] or row["id"]
        if key not in found or _weight(row) >= _weight(found[key]):
            found[key] = row
    return list(found.values())


def said_at(receipt: Row) -> str:
    """The Indian time of a receipt, ``YYYY-MM-DDTHH:MM``."""
    return f"{receipt['day'] or ''}T{receipt['time'] or ''}".strip("T")


def _weight(row: Row) -> tuple[bool, bool, bool]:
    """The same order as that of a sample's journey, in ``store.samples``."""
    return row["result"] is not None, row["verdict"] != SHORT, row["verdict"] != REJECTED


def _said(row: Row, *, elsewhere: bool) -> Said:
    return Said(
        id=row["id"],
        tube=row["tube"] or "",
        verdict=row["verdict"] or "",
        reason=row["reason"] or "",
        result=row["result"] or "",
        notes=row["notes"] or "",
        conflict=tuple((row["conflict"] or "").split()),
        elsewhere=elsewhere,
    )
