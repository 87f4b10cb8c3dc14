"""Correcting a record: a new version with a reason; what was written before stays and is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tikadesk.actions import bind
from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import numbers, reference
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import KINDS, aefi, dose, registration, sample
from tikadesk.domain.roles import Verb, may
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import closings, records, samples
from tikadesk.store.records import Row

REASONS = reference.options("correct_reason")
_READ_ONLY = {
    "registration": {"token"},
    "dose": {"person", "override_by", "dose_used"},
    "sample": {"person", "repeat_of", "tube", "tubes", "box", "slot", "lost_reason", "lost_on"},
    "aefi": {"person", "dose", "day", "reported_on", "reported_at"},
}
"""What no form of the kind holds, or nobody types."""
_OF_ONE_TUBE = {"sample_type"} | set(sample.PORTAL_IDS)
"""What a correction changes in one tube; the rest of the referral form is that of all tubes of its case."""


def as_typed(desk: Desk, kind: str, rec: str) -> dict[str, str]:
    """A record's present values as its form shows them."""
    row = desk.known(kind, rec)
    if kind == "registration":
        return registration.as_typed(row, desk.now().date())
    if kind == "sample":
        return sample.as_typed(row, desk.now().date())
    if kind == "aefi":
        return aefi.as_typed(row)
    return {name: _shown(row[name]) for name in dose.FORM if row.get(name) is not None}


def correct(desk: Desk, kind: str, rec: str, typed: Mapping[str, str], *, reason: str) -> tuple[str, ...]:
    """Write the fields that differ from what is stored; their names. ``typed`` holds only the form fields touched.

    What two desks wrote differently is written again as the form showed it: whoever saves it has decided.
    Raises InvalidRecord with the problems of the form as it would then stand, NotAllowed for a void record. A record
    of another day, or of a day that is closed, needs a supervisor.
    """
    row = desk.known(kind, rec)
    must_be_let(desk, kind, row)
    if row["void"]:
        raise NotAllowed("error.record_void")
    if reason not in REASONS:
        raise InvalidRecord([Problem("reason", "misfit.choice.correct_reason")])
    form = as_typed(desk, kind, rec) | dict(typed)
    values, misfits = _read(desk, kind, row, form)
    if misfits:
        raise InvalidRecord(problems(misfits))
    changed = _differences(kind, row, values, _undecided(desk, row))
    if not changed:
        return ()
    rows = {rec: (row, changed)}
    with desk.store.write() as writer:
        if kind == "sample":
            _must_fit_its_way(desk, row, changed)
            rows |= _other_tubes(desk, row, changed)
        for one, told in rows.values():
            desk.change(writer, kind, one, Op.EDIT, told, why=reason)
    return tuple(changed)


def must_be_let(desk: Desk, kind: str, row: Row) -> None:
    """Raise NotAllowed where a record is of another day, or of a day that is closed, and no supervisor is signed in."""
    # An adverse event stands in the register of its dose, and is the business of whoever reported it today.
    written_on = row["reported_on"] if kind == "aefi" else row["day"]
    closed = closings.seals(desk.store, kind, row)
    if closed and desk.operator is not None and not may(desk.operator.role, Verb.CORRECT_OLD):
        raise NotAllowed("error.correct_after_closing", day=dose.shown_day(row["day"]))
    desk.must(Verb.CORRECT if written_on == desk.today() and not closed else Verb.CORRECT_OLD)


def _must_fit_its_way(desk: Desk, row: Row, changed: Mapping[str, Value]) -> None:
    """A tube in a box goes to the box's lab, and an ID of another system is changed by a supervisor only."""
    if "lab" in changed and row["box"]:
        raise InvalidRecord([Problem("lab", "misfit.lab_boxed")])
    if any(row[name] for name in sample.PORTAL_IDS if name in changed):
        desk.must(Verb.OVERRIDE)
    bind.must_be_free(desk, row, changed)


def _other_tubes(
    desk: Desk, row: Row, changed: Mapping[str, Value]
) -> dict[str, tuple[Row, dict[str, Value]]]:
    """The other tubes of the case with what their copies of the form differ in now."""
    shared = {name: value for name, value in changed.items() if name not in _OF_ONE_TUBE}
    if (row["tubes"] or 1) == 1 or not shared:
        return {}
    found: dict[str, tuple[Row, dict[str, Value]]] = {}
    for tube in samples.of_case(desk.store.connection, numbers.case_of(row["no"])):
        if tube["id"] == row["id"] or tube["dev"] != row["dev"] or tube["void"]:
            continue
        other = desk.known("sample", tube["id"])
        stays = {"lab"} if other["box"] else set()
        told = {name: value for name, value in shared.items() if other[name] != value and name not in stays}
        if told:
            found[other["id"]] = (other, told)
    return found


def _read(
    desk: Desk, kind: str, row: Row, form: Mapping[str, str]
) -> tuple[dict[str, Value], dict[str, Misfit]]:
    now = desk.now()
    if kind == "registration":
        return registration.read(form, now.date())
    if kind == "dose":
        return dose.read(form, now)
    if kind == "sample":
        return sample.read(form, now)
    if kind == "aefi":
        given = records.get(desk.store.connection, "dose", row["dose"]) or row
        return aefi.read(form, now, given_on=given["day"], given_at=given.get("time") or "")
    raise KeyError(kind)


def _undecided(desk: Desk, row: Row) -> set[str]:
    """The fields that two desks wrote differently and that this operator may decide."""
    named = set((row["conflict"] or "").split())
    supervising = desk.operator is None or may(desk.operator.role, Verb.OVERRIDE)
    return named if supervising else named - set(sample.PORTAL_IDS)


def _differences(kind: str, row: Row, values: Mapping[str, Value], undecided: set[str]) -> dict[str, Value]:
    return {
        field.name: values.get(field.name)
        for field in KINDS[kind].fields
        if field.name not in _READ_ONLY[kind]
        and (field.name in undecided or row.get(field.name) != values.get(field.name))
    }


def _shown(value: object) -> str:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" and value[7:8] == "-":
        return date.fromisoformat(value).strftime("%d-%m-%Y")
    return str(value)
