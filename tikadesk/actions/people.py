"""People and their doses as screens show them. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tikadesk.actions.desk import Desk
from tikadesk.domain import schedule
from tikadesk.domain.age import completed_years
from tikadesk.domain.schedule import Given
from tikadesk.store import records
from tikadesk.store.records import Row

HERE, SERVER, HELD, FLAGGED = "here", "server", "held", "flagged"


@dataclass(frozen=True)
class PersonRow:
    """One line of a list of people. ``state``: ``here`` or ``server`` (where it is safe), ``held`` or ``flagged``."""

    id: str
    no: str
    token: int | None
    name: str
    name_local: str
    age: int | None
    sex: str
    mobile: str
    village: str
    day: str
    state: str
    void: bool
    conflict: tuple[str, ...]
    doses: int
    last_dose_no: int | None
    last_vaccine: str
    last_day: str
    next_due_from: str | None
    desk_label: str


@dataclass(frozen=True)
class DoseRow:
    """One attendance at the vaccinator's table."""

    id: str
    dose_no: int | None
    outcome: str
    vaccine: str
    batch: str
    vial: str
    day: str
    time: str
    vaccinator: str
    void: bool
    state: str
    note: str


def state_of(row: Row, high: int) -> str:
    """Where a row's newest operation is safe."""
    judged = row["judged"] or ""
    if judged.startswith(HELD):
        return HELD
    if judged.startswith(FLAGGED):
        return FLAGGED
    return HERE if row["n"] is not None and row["n"] > high else SERVER


def given(doses: Sequence[Row]) -> list[Given]:
    """The doses that count: given and not void."""
    return [
        Given(row["dose_no"], row["vaccine"], row["day"])
        for row in doses
        if row["outcome"] == "given" and not row["void"] and row["dose_no"] is not None
    ]


def age_of(row: Mapping[str, Any], on: str) -> int | None:
    """A registration's completed years on an ISO day."""
    if row.get("birth_year") is None:
        return None
    return completed_years(row["birth_year"], row.get("birth_day"), date.fromisoformat(on))


def rows_as_people(desk: Desk, rows: Sequence[Row]) -> list[PersonRow]:
    """Registration rows as lines of a list, with what is known of each person's doses."""
    if not rows:
        return []
    high, today = desk.high(), desk.today()
    doses = records.doses_of(desk.store.connection, [row["id"] for row in rows])
    labels = desk.store.notes("device")
    return [_person(row, doses[row["id"]], high, today, str(labels.get(row["dev"], ""))) for row in rows]


def _person(row: Row, doses: Sequence[Row], high: int, today: str, label: str) -> PersonRow:
    counted = given(doses)
    last = max(counted, key=lambda dose: dose.number, default=None)
    _, due_from, _ = schedule.next_due(counted, today) if counted else (1, None, None)
    return PersonRow(
        id=row["id"],
        no=row["no"] or "",
        token=row["token"],
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        age=age_of(row, today),
        sex=row["sex"] or "",
        mobile=row["mobile"] or "",
        village=row["village"] or "",
        day=row["day"] or "",
        state=state_of(row, high),
        void=bool(row["void"]),
        conflict=tuple((row["conflict"] or "").split()),
        doses=len(counted),
        last_dose_no=last.number if last else None,
        last_vaccine=last.vaccine if last else "",
        last_day=last.day if last else "",
        next_due_from=due_from,
        desk_label=label,
    )


def dose_row(row: Row, high: int) -> DoseRow:
    """A dose's row as a line of a timeline."""
    return DoseRow(
        id=row["id"],
        dose_no=row["dose_no"],
        outcome=row["outcome"] or "given",
        vaccine=row["vaccine"] or "",
        batch=row["batch"] or "",
        vial=row["vial"] or "",
        day=row["day"] or "",
        time=row["time"] or "",
        vaccinator=row["vaccinator"] or "",
        void=bool(row["void"]),
        state=state_of(row, high),
        note=row["defer_reason"] or row["override_reason"] or "",
    )
