"""The day so far: what was just saved, the totals, the vial in use. Counts are queries, never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tikadesk.actions import prints, vials
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import state_of
from tikadesk.actions.prints import Made, Paper
from tikadesk.actions.vials import Vial
from tikadesk.domain import entry as entries
from tikadesk.domain.entry import Op
from tikadesk.store import journal, records


@dataclass(frozen=True)
class SavedRow:
    """One line of "Just saved", newest first. ``what_key`` and ``what_params`` say what was done."""

    kind: str
    id: str
    person: str
    no: str
    token: int
    name: str
    name_local: str
    what_key: str
    what_params: dict[str, object]
    at: str
    state: str
    void: bool
    slips: Made


@dataclass(frozen=True)
class Totals:
    """The centre's day as this desk knows it; ``waiting`` is this desk's entries that the server has not confirmed."""

    registered: int
    given: int
    first: int
    second: int
    precaution: int
    deferred: int
    void: int
    waiting: int


def saved(desk: Desk, limit: int = 20) -> list[SavedRow]:
    """What this desk saved last, one line per person and act: a walk-in with its first dose is one line."""
    connection, high = desk.store.connection, desk.high()
    found: list[SavedRow] = []
    together: set[tuple[str, int]] = set()
    for row in records.own_newest(connection, desk.store.me.device, ("registration", "dose"), limit * 3):
        entry = entries.parse(row["body"])
        if entry.op is not Op.CREATE or (entry.id, row["n"]) in together:
            continue
        record = records.get(connection, entry.kind, entry.rec)
        person_id = entry.rec if entry.kind == "registration" else str(entry.set.get("person"))
        person = records.get(connection, "registration", person_id)
        if record is None or person is None:
            continue
        kind, what = entry.kind, "saved.registered"
        params: dict[str, object] = {}
        if entry.kind == "dose":
            what = "saved.deferred" if record["outcome"] == "deferred" else "saved.dose"
            params = {
                "number": record["dose_no"] or 1,
                "vaccine": record["vaccine"] or "",
                "vial": record["vial"] or "",
            }
            together.add((person_id, row["n"] - 1))  # a first dose is journalled right after its person
        found.append(
            SavedRow(
                kind=kind, id=entry.rec, person=person_id, no=person["no"] or "", token=person["token"] or 0,
                name=person["name"] or "", name_local=person["name_local"] or "", what_key=what, what_params=params,
                at=entry.at, state=state_of(record, high), void=bool(record["void"]),
                slips=Made(),
            )
        )  # fmt: skip
        if len(found) == limit:
            break
    made = prints.made(desk, Paper.SLIP, [row.id for row in found])
    return [replace(row, slips=made[row.id]) if row.id in made else row for row in found]


def next_token(desk: Desk) -> int:
    """The token that the next person registered at this desk today gets."""
    return records.next_token(desk.store.connection, desk.store.me.device, desk.today())


def totals(desk: Desk, day: str | None = None) -> Totals:
    """The totals of an ISO day, today by default."""
    connection = desk.store.connection
    people, doses = records.day_counts(connection, day or desk.today())
    given = {number: n for (outcome, number), n in doses.items() if outcome == "given"}
    return Totals(
        registered=people.get(0, 0),
        given=sum(given.values()),
        first=given.get(1, 0),
        second=given.get(2, 0),
        precaution=given.get(3, 0),
        deferred=sum(doses.values()) - sum(given.values()),
        void=people.get(1, 0),
        waiting=max(0, journal.tip(connection, desk.store.me.device).n - desk.high()),
    )


def vial(desk: Desk) -> Vial | None:
    """The vial in use; None without a session today."""
    return vials.current(desk)
