"""Giving a dose, or deferring it: interval, age and vaccine-match rules of the service date.

A breach is never a dead end: it needs a reason and a supervisor's PIN, or the dose is deferred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tikadesk.actions import quotas, staff, vials
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.people import age_of, given
from tikadesk.domain import reference, schedule
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds import dose as dose_kind
from tikadesk.domain.roles import Role, Verb
from tikadesk.domain.schedule import Assessment, Given
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records
from tikadesk.store.records import Row


@dataclass(frozen=True)
class Override:
    """A supervisor's word for a dose against the schedule: who, their PIN, and a code of ``override_reason``."""

    supervisor_id: str
    pin: str
    reason: str


@dataclass(frozen=True)
class SavedDose:
    """A saved dose: its record, and the person's number and token for the slip."""

    id: str
    no: str
    token: int
    dose_id: str


def assess(desk: Desk, person_id: str, *, vaccine: str, day: str | None = None) -> Assessment:
    """What the next dose is, when it is due, and what speaks against giving ``vaccine`` on that day."""
    row = desk.known("registration", person_id)
    doses = records.doses_of(desk.store.connection, [person_id])[person_id]
    on = day or desk.today()
    return schedule.assess(given(doses), vaccine=vaccine, on=on, **_ages(row, on))


def _ages(born: Mapping[str, Any], on: str) -> dict[str, int | None]:
    """Completed years on an ISO day, and the years attained in that calendar year."""
    year = born.get("birth_year")
    return {"age": age_of(born, on), "attained": int(on[:4]) - year if isinstance(year, int) else None}


def read(
    desk: Desk,
    typed: Mapping[str, str],
    *,
    born: Mapping[str, Any],
    given: Sequence[Given],
    allow_breaches: bool = False,
) -> tuple[dict[str, Value], list[Problem]]:
    """A typed dose form as values with its dose number, and every problem. Deferring breaks no rule.

    ``born`` holds the person's ``birth_year`` and ``birth_day``, for the age on the day of the dose, and ``category``.
    """
    values, misfits = dose_kind.read(typed, desk.now())
    found = problems(misfits)
    if "day" in values and values["outcome"] == "deferred" and "vaccine" not in values:
        values.setdefault(
            "dose_no", min(schedule.next_due(given, str(values["day"]))[0], schedule.PRECAUTION)
        )
    elif "vaccine" in values and "day" in values:
        on = str(values["day"])
        assessed = schedule.assess(given, vaccine=str(values["vaccine"]), on=on, **_ages(born, on))
        number = values.setdefault("dose_no", assessed.number)
        if values["outcome"] == "given":
            if number != assessed.number:
                found += _other_number(assessed, number, values)
            if not allow_breaches:
                found += [problem for problem in assessed.breaches if not _shown(problem, values)]
            found += quotas.overshot(desk, values, born.get("category"))
            found += [problem for problem in vials.unfit(desk, values) if problem not in found]
    return values, found


def _other_number(assessed: Assessment, number: Value, values: Mapping[str, Value]) -> list[Problem]:
    # A first dose taken elsewhere, seen on a certificate, is no reason to send anyone home.
    if isinstance(number, int) and number > assessed.number and values.get("earlier_dose_shown"):
        return []
    return [Problem("dose_no", "breach.number", {"number": assessed.number})]


def _shown(problem: Problem, values: Mapping[str, Value]) -> bool:
    return problem.field == "interval" and bool(values.get("earlier_dose_shown"))


def give(
    desk: Desk, person_id: str, typed: Mapping[str, str], *, override: Override | None = None, intent: str
) -> SavedDose:
    """Save a dose. Raises InvalidRecord with the problems, breaches among them while nobody has overridden them.

    ``intent`` is an id made when the form opens (``desk.ids.new()``); saving it again changes nothing.
    """
    desk.must(Verb.GIVE_DOSE)
    row = desk.known("registration", person_id)
    if records.get(desk.store.connection, "dose", intent) is not None:
        return _saved(row, intent)
    if row["void"]:
        raise NotAllowed("error.person_void")
    doses = given(records.doses_of(desk.store.connection, [person_id])[person_id])
    values, found = read(desk, typed, born=row, given=doses, allow_breaches=override is not None)
    if found:
        raise InvalidRecord(found)
    desk.must_for_day(str(values["day"]), str(values.get("page", "")))
    return _save(desk, row, values | vouched(desk, override), intent)


def vouched(desk: Desk, override: Override | None) -> dict[str, Value]:
    """What a dose keeps of a supervisor's word for it; nothing without one. Raises NotAllowed, InvalidRecord."""
    if override is None:
        return {}
    supervisor = staff.confirm(desk, override.supervisor_id, override.pin, Role.SUPERVISOR)
    if override.reason not in reference.options("override_reason"):
        raise InvalidRecord([Problem("override_reason", "misfit.choice.override_reason")])
    return {"override_reason": override.reason, "override_by": supervisor.id}


def defer(
    desk: Desk,
    person_id: str,
    *,
    reason: str,
    until: str | None = None,
    typed: Mapping[str, str] | None = None,
    intent: str,
) -> SavedDose:
    """Write down that the person came and was not vaccinated, why, and when to come again."""
    desk.must(Verb.GIVE_DOSE)
    row = desk.known("registration", person_id)
    if records.get(desk.store.connection, "dose", intent) is not None:
        return _saved(row, intent)
    if reason not in reference.options("defer_reason"):
        raise InvalidRecord([Problem("defer_reason", "misfit.choice.defer_reason")])
    doses = given(records.doses_of(desk.store.connection, [person_id])[person_id])
    form = {**(typed or {}), "defer_reason": reason, "defer_until": until or ""}
    values, found = read(desk, form, born=row, given=doses)
    if found:
        raise InvalidRecord(found)
    desk.must_for_day(str(values["day"]), str(values.get("page", "")))
    return _save(desk, row, values, intent)


def _save(desk: Desk, row: Row, values: Mapping[str, Value], intent: str) -> SavedDose:
    with desk.store.write() as writer:
        desk.create(writer, "dose", {"person": row["id"], **values}, id=intent)
    return _saved(row, intent)


def _saved(row: Row, dose_id: str) -> SavedDose:
    return SavedDose(row["id"], row["no"] or "", row["token"] or 0, dose_id)
