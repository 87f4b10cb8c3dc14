"""Taking back what was begun by mistake: a box that nothing lies in, a receipt that is not finished. It is a void, and
can be undone.

A box that another desk has packed into meanwhile is one after all: it stays in the lists, and the next act on it
brings it back (``pack.must_stand``).
"""

from __future__ import annotations

from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused, known
from tikadesk.domain import numbers
from tikadesk.domain.entry import Op
from tikadesk.domain.kinds.consignment import OPEN
from tikadesk.domain.roles import Verb
from tikadesk.store import boxes as stored
from tikadesk.store import records
from tikadesk.store.records import Row

BY_MISTAKE = "by_mistake"
"""The reason that the journal keeps."""


def box(desk: Desk, box_id: str) -> None:
    """Take back an open box that nothing lies in. Raises Refused, NotAllowed."""
    desk.must(Verb.PACK)
    with desk.store.write() as writer:
        row = _row(desk, "consignment", box_id, "pack.no_box")
        if row["state"] != OPEN:
            raise Refused("pack.box_sealed", box=numbers.shown(row["no"] or ""))
        if stored.contents(desk.store.connection, box_id):
            raise Refused("discard.not_empty")
        desk.change(writer, "consignment", row, Op.VOID, {}, why=BY_MISTAKE)


def bring_back_box(desk: Desk, box_id: str) -> Box:
    """Undo that a box was taken back. Raises NotAllowed."""
    desk.must(Verb.PACK)
    with desk.store.write() as writer:
        row = records.get(desk.store.connection, "consignment", box_id)
        if row is not None and row["void"]:
            desk.change(writer, "consignment", row, Op.RESTORE, {}, why=None)
    return known(desk, box_id)


def receipt(desk: Desk, receipt_id: str) -> None:
    """Take back a receipt that is not finished, and what it says of tubes. Raises Refused, NotAllowed."""
    desk.must(Verb.RECEIVE)
    with desk.store.write() as writer:
        row = _row(desk, "receipt", receipt_id, "receive.unknown")
        if row["finished"]:
            raise Refused("discard.finished")
        desk.change(writer, "receipt", row, Op.VOID, {}, why=BY_MISTAKE)
        for line in stored.lines_of(desk.store.connection, receipt_id):
            if not line["void"]:
                desk.change(writer, "receipt_line", line, Op.VOID, {}, why=BY_MISTAKE)


def bring_back_receipt(desk: Desk, receipt_id: str) -> None:
    """Undo that a receipt was taken back, and its lines with it. Raises Refused, NotAllowed."""
    desk.must(Verb.RECEIVE)
    with desk.store.write() as writer:
        row = records.get(desk.store.connection, "receipt", receipt_id)
        if row is None or not row["void"]:
            raise Refused("receive.unknown")
        desk.change(writer, "receipt", row, Op.RESTORE, {}, why=None)
        for line in stored.lines_of(desk.store.connection, receipt_id):
            if line["void"] and line["why"] == BY_MISTAKE:
                desk.change(writer, "receipt_line", line, Op.RESTORE, {}, why=None)


def _row(desk: Desk, kind: str, rec: str, unknown: str) -> Row:
    row = records.get(desk.store.connection, kind, rec)
    if row is None or row["void"]:
        raise Refused(unknown)
    return row
