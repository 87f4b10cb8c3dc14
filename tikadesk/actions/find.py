"""Finding a person, and everything that is known of one: details, doses, and who changed what, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tikadesk.actions import aefi
from tikadesk.actions.aefi import Event
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import DoseRow, PersonRow, dose_row, rows_as_people
from tikadesk.domain.entry import Entry, Value
from tikadesk.domain.kinds.registration import REGISTRATION
from tikadesk.errors import NotAllowed
from tikadesk.store import records


@dataclass(frozen=True)
class Change:
    """One entry of a record's history. ``changes`` are (field, before, after); ``by`` is the operator's name."""

    at: str
    by: str
    op: str
    why: str | None
    kind: str
    changes: tuple[tuple[str, Value, Value], ...]


@dataclass(frozen=True)
class Person:
    """A person with everything known: ``fields`` are the registration's stored values, ``events`` adverse ones."""

    row: PersonRow
    fields: dict[str, Value]
    doses: tuple[DoseRow, ...]
    events: tuple[Event, ...]
    history: tuple[Change, ...]


def people(desk: Desk, typed: str, limit: int = 50) -> list[PersonRow]:
    """People who match what was typed (name in either script and spelling, number, mobile); blank: the newest."""
    connection = desk.store.connection
    found = (
        records.find_people(connection, typed, limit)
        if typed.strip()
        else records.newest_people(connection, limit)
    )
    return rows_as_people(desk, found)


def person(desk: Desk, person_id: str) -> Person:
    """Everything about one person; raises NotAllowed when this desk does not know them."""
    connection = desk.store.connection
    row = records.get(connection, "registration", person_id)
    if row is None:
        raise NotAllowed("error.person_unknown")
    doses = records.doses_of(connection, [person_id])[person_id]
    events = aefi.of_person(desk, person_id)
    high = desk.high()
    recs = [("dose", dose["id"]) for dose in doses] + [("aefi", event.id) for event in events]
    named = (field.name for field in REGISTRATION.fields)
    fields = {name: row[name] for name in named if row[name] is not None}
    return Person(
        row=rows_as_people(desk, [row])[0],
        fields=fields,
        doses=tuple(dose_row(dose, high) for dose in doses),
        events=tuple(events),
        history=history(desk, [("registration", person_id), *recs]),
    )


def history(desk: Desk, recs: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
    """Who changed what in some records, (kind, id) each, when and why; oldest first."""
    names = {
        operator["id"]: operator["name"] for operator in records.every(desk.store.connection, "operator")
    }
    changes: list[Change] = []
    for kind, rec in recs:
        before: dict[str, Value] = {}
        for entry in records.entries_of(desk.store.connection, rec):
            changes.append(_change(kind, entry, before, str(names.get(entry.by, ""))))
            before |= entry.set
    return tuple(sorted(changes, key=lambda change: change.at))


def _change(kind: str, entry: Entry, before: dict[str, Value], by: str) -> Change:
    told = tuple(
        (name, before.get(name), value) for name, value in entry.set.items() if before.get(name) != value
    )
    return Change(entry.at, by, entry.op.value, entry.why, kind, told if entry.over else ())
