"""A tube that is lost before any lab had it, and one that turns up again. The sample stays; it is wanted anew."""

from __future__ import annotations

from tikadesk.actions.desk import Desk
from tikadesk.domain import reference
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.kinds.consignment import OPEN
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records
from tikadesk.store.records import Row

REASONS = reference.options("lost_reason")
OUT_OF_THE_BOX: dict[str, Value] = {"box": None, "slot": None}


def lose(desk: Desk, rec: str, reason: str) -> None:
    """Say that a tube is lost, one of REASONS. An open box gives it up; a sealed one's list keeps it.

    Raises NotAllowed, InvalidRecord.
    """
    desk.must(Verb.COLLECT)
    with desk.store.write() as writer:
        row = desk.standing("sample", rec)
        if row["lost_reason"]:
            raise NotAllowed("error.sample_lost")
        if reason not in REASONS:
            raise InvalidRecord([Problem("lost_reason", "misfit.choice.lost_reason")])
        values: dict[str, Value] = {"lost_reason": reason, "lost_on": desk.today()}
        desk.change(writer, "sample", row, Op.EDIT, values | left_box(desk, row), why=reason)


def found(desk: Desk, rec: str) -> None:
    """Say that a lost tube is here again. Raises NotAllowed."""
    desk.must(Verb.COLLECT)
    with desk.store.write() as writer:
        row = desk.standing("sample", rec)
        if not row["lost_reason"]:
            raise NotAllowed("error.sample_not_lost")
        desk.change(writer, "sample", row, Op.EDIT, {"lost_reason": None, "lost_on": None}, why=None)


def left_box(desk: Desk, row: Row) -> dict[str, Value]:
    """What takes a tube out of the box it is in, where that box is still open; nothing else."""
    box = records.get(desk.store.connection, "consignment", row["box"]) if row["box"] else None
    return dict(OUT_OF_THE_BOX) if box is not None and box["state"] in (OPEN, None) else {}
