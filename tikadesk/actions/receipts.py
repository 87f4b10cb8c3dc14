"""What labs said of boxes, as the centre and the lab read it. Reads only; the saying is ``receive``'s."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """A lab's answer to one box. ``received`` counts the tubes of its list that were in it, rejected ones too;
    ``worst`` are the lines that somebody must look at: rejected, short, extra, or claimed by another box.

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
    return of_boxes(desk, [box_id]).get(box_id)


def of_boxes(desk: Desk, box_ids: Iterable[str]) -> dict[str, ReceiptView]:
    """The answers to some boxes, by box; those without any are left out."""
    found = stored.receipts(desk.store.connection, box_ids)
    newest = {box_id: rows[0] for box_id, rows in found.items() if rows}
    return dict(zip(newest, views(desk, list(newest.values())), strict=True))


def views(desk: Desk, receipts: Sequence[Row]) -> list[ReceiptView]:
    """Rows of receipts with what is said of their boxes' tubes."""
    connection = desk.store.connection
    said = {rec: standing(lines) for rec, lines in stored.lines(connection, receipts).items()}
    tubes = {line["tube"] for lines in said.values() for line in lines if line["tube"]}
    claims = stored.claims(connection, tubes, least=2)  # its own line is one
    return [_view(receipt, said[receipt["id"]], claims) for receipt in receipts]


def _view(receipt: Row, said: Iterable[Row], claims: Mapping[str, set[str]]) -> ReceiptView:
    box = {receipt["consignment"]}
    lines = [
        _said(row, elsewhere=row["verdict"] != SHORT and bool(claims.get(row["tube"], box) - box))
        for row in said
    ]
    total = Counter(line.verdict for line in lines)
    return ReceiptView(
        id=receipt["id"],
        received=sum(line.verdict in (ACCEPTED, REJECTED) for line in lines if line.tube),
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
        if key not in found or _weight(row) > _weight(found[key]):
            found[key] = row
    return list(found.values())


def said_at(receipt: Row) -> str:
    """The Indian time of a receipt, ``YYYY-MM-DDTHH:MM``."""
    return f"{receipt['day'] or ''}T{receipt['time'] or ''}".strip("T")


def _weight(row: Row) -> tuple[bool, bool, bool, str]:
    """The order of a sample's journey, too, in ``store.samples``: by what is said, not by what came here first."""
    return row["result"] is not None, row["verdict"] != SHORT, row["verdict"] != REJECTED, row["id"]


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
