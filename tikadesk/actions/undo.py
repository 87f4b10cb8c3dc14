"""Undo: for two minutes the operator's own last save can be taken back without a question. It is a void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tikadesk.actions import lose
from tikadesk.actions.desk import NOBODY, Desk
from tikadesk.domain import entry as entries
from tikadesk.domain import numbers
from tikadesk.domain.entry import Entry, Op
from tikadesk.errors import NotAllowed
from tikadesk.store import closings, records, samples
from tikadesk.store.records import Row

SECONDS = 120
REASON = "undo"
SAVES = {"registration": ("registration", "dose"), "sample": ("sample",)}
"""What a page saves, by the kind it is about: a page takes back its own saves only."""


@dataclass(frozen=True)
class UndoOffer:
    """What would be taken back: the record, what kind it is, its number and name, and for how long it still can be."""

    id: str
    kind: str
    no: str
    name: str
    seconds_left: int


def offer(desk: Desk, about: str = "registration") -> UndoOffer | None:
    """The operator's last save on this desk, if it is young enough and nothing has been done to it since; nor has its
    day been closed over it. ``about`` is one of SAVES.
    """
    connection = desk.store.connection
    newest = records.own_newest(connection, desk.store.me.device, SAVES[about], max(numbers.TUBES))
    if not newest:
        return None
    entry = entries.parse(newest[0]["body"])
    age = (desk.now() - datetime.fromisoformat(entry.at)).total_seconds()
    by = desk.operator.id if desk.operator else NOBODY
    if entry.op is not Op.CREATE or entry.by != by or not 0 <= age < SECONDS:
        return None
    kind, rec = _first_of_the_save(entry, newest)
    named = str(entry.set.get("person")) if kind == "dose" else rec
    record = records.get(connection, kind, rec)
    known = records.get(connection, about, named)
    if record is None or record["void"] or known is None:
        return None
    if kind in closings.IN_THE_REGISTER and closings.took_in(desk.store, record["day"], newest[0]["n"]):
        return None
    return UndoOffer(rec, kind, known["no"] or "", known["name"] or "", round(SECONDS - age))


def undo(desk: Desk, about: str = "registration") -> UndoOffer:
    """Take the last save back; raises NotAllowed when it is too late."""
    found = offer(desk, about)
    if found is None:
        raise NotAllowed("error.nothing_to_undo")
    with desk.store.write() as writer:
        for kind, row in _saved_together(desk, found):
            values = lose.left_box(desk, row) if kind == "sample" else {}
            desk.change(writer, kind, row, Op.VOID, values, why=REASON)
    return found


def _first_of_the_save(entry: Entry, newest: Sequence[Row]) -> tuple[str, str]:
    """The record that a save is named by: of a walk-in with its first dose the person, of a case its first tube."""
    if entry.kind == "dose" and len(newest) > 1:
        before = newest[1]
        person = entry.set.get("person")
        if before["n"] == newest[0]["n"] - 1 and before["rec"] == person and before["id"] == person:
            return "registration", str(person)
    if entry.kind == "sample":
        case = numbers.case_of(str(entry.set.get("no", "")))
        for row in newest:
            made = entries.parse(row["body"])
            if made.op is Op.CREATE and made.set.get("no") == case:
                return "sample", made.rec
    return entry.kind, entry.rec


def _saved_together(desk: Desk, found: UndoOffer) -> list[tuple[str, Row]]:
    """The rows that go back together, those that are void already left out."""
    connection = desk.store.connection
    first = records.get(connection, found.kind, found.id)
    rows = [(found.kind, first)] if first is not None else []
    if found.kind == "registration":
        rows += [("dose", dose) for dose in records.doses_of(connection, [found.id])[found.id]]
    if found.kind == "sample":
        case = samples.of_case(connection, numbers.case_of(found.no))
        rows += [("sample", tube) for tube in case if tube["own"] and tube["id"] != found.id]
    return [(kind, row) for kind, row in rows if not row["void"]]
