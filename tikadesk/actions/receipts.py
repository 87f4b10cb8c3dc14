"""What labs said of boxes, as the centre and the lab read it. Reads only; the saying is ``receive``'s."""

from __future__ import annotations

from dataclasses import dataclass

from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.receipt_line import ACCEPTED, EXTRA, REJECTED, SHORT
from tikadesk.store import boxes as stored
from tikadesk.store.records import Row


@dataclass(frozen=True)
class ReceiptView:
    """A lab's answer to one box. ``worst`` are the lines that are not simply well: rejected, short, extra.

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


@dataclass(frozen=True)
class Said:
    """What a lab says of one tube; a tube without a label has no number."""

    id: str
    tube: str
    verdict: str
    reason: str
    result: str
    notes: str
    conflict: tuple[str, ...]


def of_box(desk: Desk, box_id: str) -> ReceiptView | None:
    """The newest answer to a box; None before the lab has begun one."""
    found = stored.receipts(desk.store.connection, [box_id])[box_id]
    return view(desk, found) if found else None


def view(desk: Desk, receipt: Row) -> ReceiptView:
    """A receipt's row with its lines counted; what was rejected was received as well."""
    lines = [said(row) for row in stored.lines(desk.store.connection, receipt["id"])]
    total = {verdict: sum(line.verdict == verdict for line in lines) for verdict in (REJECTED, SHORT, EXTRA)}
    accepted = sum(line.verdict == ACCEPTED for line in lines)
    return ReceiptView(
        id=receipt["id"],
        received=accepted + total[REJECTED],
        rejected=total[REJECTED],
        short=total[SHORT],
        extra=total[EXTRA],
        expected=receipt["expected"] or 0,
        finished=bool(receipt["finished"]),
        at=f"{receipt['day'] or ''}T{receipt['time'] or ''}".strip("T"),
        by=receipt["received_by"] or "",
        temp=receipt["received_temp"],
        worst=tuple(line for line in lines if line.verdict != ACCEPTED),
    )


def said(row: Row) -> Said:
    """A receipt line's row."""
    return Said(
        id=row["id"],
        tube=row["tube"] or "",
        verdict=row["verdict"] or "",
        reason=row["reason"] or "",
        result=row["result"] or "",
        notes=row["notes"] or "",
        conflict=tuple((row["conflict"] or "").split()),
    )
