"""Undo: for two minutes the operator's own last save can be taken back without a question. It is a void."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tikadesk.actions.desk import NOBODY, Desk
from tikadesk.domain import entry as entries
from tikadesk.domain.entry import Op
from tikadesk.errors import NotAllowed
from tikadesk.store import records

SECONDS = 120
REASON = "undo"


@dataclass(frozen=True)
class UndoOffer:
    """What would be taken back: the record, what kind it is, its number and name, and for how long it still can be."""

    id: str
    kind: str
    no: str
    name: str
    seconds_left: int


def offer(desk: Desk) -> UndoOffer | None:
    """The operator's last save on this desk, if it is young enough and nothing has been done to it since."""
    for row in records.own_newest(desk.store.connection, desk.store.me.device, 2):
        entry = entries.parse(row["body"])
        age = (desk.now() - datetime.fromisoformat(entry.at)).total_seconds()
        by = desk.operator.id if desk.operator else NOBODY
        if entry.op is not Op.CREATE or entry.by != by or not 0 <= age < SECONDS:
            return None
        # A walk-in saves the person and the first dose together: both go back together, named by the person.
        person = entry.rec if entry.kind == "registration" else str(entry.set.get("person"))
        together = entry.kind == "dose" and _same_save(desk, row["n"], person)
        kind, rec = ("registration", person) if together else (entry.kind, entry.rec)
        record = records.get(desk.store.connection, kind, rec)
        known = records.get(desk.store.connection, "registration", person)
        if record is None or record["void"] or known is None:
            return None
        return UndoOffer(rec, kind, known["no"] or "", known["name"] or "", round(SECONDS - age))
    return None


def undo(desk: Desk) -> UndoOffer:
    """Take the last save back; raises NotAllowed when it is too late."""
    found = offer(desk)
    if found is None:
        raise NotAllowed("error.nothing_to_undo")
    connection = desk.store.connection
    row = records.get(connection, found.kind, found.id)
    if row is None:
        raise NotAllowed("error.nothing_to_undo")
    doses = records.doses_of(connection, [found.id])[found.id] if found.kind == "registration" else []
    with desk.store.write() as writer:
        desk.change(writer, found.kind, row, Op.VOID, {}, why=REASON)
        for dose in doses:
            if not dose["void"]:
                desk.change(writer, "dose", dose, Op.VOID, {}, why=REASON)
    return found


def _same_save(desk: Desk, n: int, person: str) -> bool:
    newest = records.own_newest(desk.store.connection, desk.store.me.device, 2)
    return (
        len(newest) == 2
        and newest[1]["n"] == n - 1
        and newest[1]["rec"] == person
        and newest[1]["id"] == person
    )
