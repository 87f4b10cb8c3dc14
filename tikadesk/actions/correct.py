"""Correcting a record: a new version with a reason; what was written before stays and is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import reference
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import dose, registration
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records
from tikadesk.store.records import Row

REASONS = reference.options("correct_reason")
_READ_ONLY = frozenset({"person", "no", "token", "override_by"})


def as_typed(desk: Desk, kind: str, rec: str) -> dict[str, str]:
    """A record's present values as its form shows them."""
    row = _row(desk, kind, rec)
    if kind == "registration":
        return registration.as_typed(row, desk.now().date())
    return {name: _shown(row[name]) for name in dose.FORM if row.get(name) is not None}


def correct(desk: Desk, kind: str, rec: str, typed: Mapping[str, str], *, reason: str) -> tuple[str, ...]:
    """Write the fields that differ from what is stored; their names. ``typed`` holds only the form fields touched.

    Raises InvalidRecord with the problems of the form as it would then stand, NotAllowed for a void record. A record
    of another day needs a supervisor.
    """
    row = _row(desk, kind, rec)
    desk.must(Verb.CORRECT if row["day"] == desk.today() else Verb.CORRECT_OLD)
    if row["void"]:
        raise NotAllowed("error.record_void")
    if reason not in REASONS:
        raise InvalidRecord([Problem("reason", "misfit.choice.correct_reason")])
    form = as_typed(desk, kind, rec) | dict(typed)
    values, misfits = _read(kind, form, desk)
    if misfits:
        raise InvalidRecord(problems(misfits))
    changed = _differences(kind, row, values)
    if not changed:
        return ()
    with desk.store.write() as writer:
        desk.change(writer, kind, row, Op.EDIT, changed, why=reason)
    return tuple(changed)


def _read(kind: str, form: Mapping[str, str], desk: Desk) -> tuple[dict[str, Value], dict[str, Misfit]]:
    now = desk.now()
    if kind == "registration":
        return registration.read(form, now.date())
    if kind == "dose":
        return dose.read(form, now)
    raise KeyError(kind)


def _differences(kind: str, row: Row, values: Mapping[str, Value]) -> dict[str, Value]:
    fields = registration.REGISTRATION if kind == "registration" else dose.DOSE
    told: dict[str, Value] = {}
    for field in fields.fields:
        if field.name in _READ_ONLY:
            continue
        if row.get(field.name) != values.get(field.name):
            told[field.name] = values.get(field.name)
    return told


def _row(desk: Desk, kind: str, rec: str) -> Row:
    row = records.get(desk.store.connection, kind, rec)
    if row is None:
        raise NotAllowed("error.person_unknown")
    return row


def _shown(value: object) -> str:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" and value[7:8] == "-":
        return date.fromisoformat(value).strftime("%d-%m-%Y")
    return str(value)
