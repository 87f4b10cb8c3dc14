"""Registering a person, with the first dose at once where it is given; and who may be here already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tikadesk.actions import give_dose, printed_number
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.give_dose import Override
from tikadesk.actions.people import PersonRow, rows_as_people
from tikadesk.actions.printed_number import STICKER
from tikadesk.domain import identity, krutidev, namekey, numbers, reference
from tikadesk.domain.age import read_age
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import registration
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import records
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

PEOPLE_PER_MOBILE = 6
"""As many people as the national portal takes on one mobile number."""
VERDICTS = ("same", "different", "later")


@dataclass(frozen=True)
class Saved:
    """What a save gave: record, official number, token of the day, and the dose's record where one was made."""

    id: str
    no: str
    token: int
    dose_id: str | None = None


@dataclass(frozen=True)
class Candidate:
    """Someone here already who may be the same person; ``reasons`` are keys of sentences."""

    person: PersonRow
    score: int
    reasons: tuple[str, ...]


def check(desk: Desk, typed: Mapping[str, str], field: str | None = None) -> list[Problem]:
    """What is wrong with the typed form, without writing: all of it in form order, or only ``field``'s."""
    _, misfits = registration.read(typed, desk.now().date())
    found = problems(misfits) + printed_number.taken(desk, typed.get(STICKER, ""), STICKER)[1]
    return [problem for problem in found if problem.field == field] if field else found


def warnings(desk: Desk, typed: Mapping[str, str], *, but: str | None = None) -> list[Problem]:
    """What to look at twice, in form order. None of it stands in the way of a save: old cards and families are real.

    ``but`` is the record being corrected. Chhattisgarh serves some categories on a ration card.
    """
    values, _ = registration.read(typed, desk.now().date())
    found = []
    mobile, kind, number = values.get("mobile"), values.get("id_type"), values.get("id_number")
    sharing = _others(desk, "mobile", mobile, but)
    if len(sharing) >= PEOPLE_PER_MOBILE:
        found.append(Problem("mobile", "warning.mobile_shared", {"n": len(sharing)}))
    if "id_tail" in values and identity.read_id(str(kind), typed.get("id_number", "")).odd:
        found.append(Problem("id_number", "warning.id_form"))
    if any(row["id_type"] == kind for row in _others(desk, "id_number", number, but)):
        found.append(Problem("id_number", "warning.same_id"))
    category = reference.categories().get(str(values.get("category")))
    shown = "ration_card" in values or kind == "ration"
    if category is not None and category.ration_card and not shown and desk.store.me.state == "CG":
        found.append(Problem("ration_card", "warning.ration_card"))
    return found + [Problem(name, "warning.krutidev") for name in krutidev.places_in_font(values)]


def _others(desk: Desk, field: str, value: Value, but: str | None) -> list[Row]:
    if not isinstance(value, str):
        return []
    return [row for row in records.holding(desk.store.connection, field, value) if row["id"] != but]


def register(
    desk: Desk,
    typed: Mapping[str, str],
    dose: Mapping[str, str] | None = None,
    *,
    intent: str,
    decided: Mapping[str, str] | None = None,
    override: Override | None = None,
) -> Saved:
    """Save a person, and with ``dose`` the first dose, in one transaction. Raises InvalidRecord with every problem.

    ``intent`` is an id made when the form opens (``desk.ids.new()``) and becomes the record's: a second click, or a
    retry after a crash, gives the first save's answer. ``decided`` holds what was said about candidates while typing,
    a verdict by record: it is written down with the save, as ``decide`` would. ``override`` is a supervisor's word for
    a dose against the schedule. ``typed["sticker_no"]`` is a number printed in advance, used instead of a new one.
    """
    desk.must(Verb.REGISTER)
    if records.has(desk.store.connection, "registration", intent):
        known = records.get(desk.store.connection, "registration", intent) or {}
        doses = records.doses_of(desk.store.connection, [intent])[intent]
        return Saved(intent, known["no"], known["token"], doses[0]["id"] if doses else None)
    values, misfits = registration.read(typed, desk.now().date())
    found = problems(misfits)
    shot: dict[str, Value] = {}
    if dose is not None:
        shot, dose_problems = give_dose.read(
            desk, dose, born=values, given=(), allow_breaches=override is not None
        )
        found += dose_problems
    sticker, sticker_problems = printed_number.taken(desk, typed.get(STICKER, ""), STICKER)
    found += sticker_problems
    if found:
        raise InvalidRecord(found)
    for day in {str(values["day"]), str(shot.get("day", values["day"]))}:
        desk.must_for_day(day, str(values.get("page", "")))
    shot |= give_dose.vouched(desk, override)
    with desk.store.write() as writer:
        # Another program may have used the same sticker on this desk since.
        _, late = printed_number.taken(desk, sticker or "", STICKER)
        if late:
            raise InvalidRecord(late)
        no = sticker or writer.number(numbers.REGISTRATION)
        token = records.next_token(writer.connection, writer.me.device, str(values["day"]))
        rec = desk.create(writer, "registration", {"no": no, "token": token, **values}, id=intent)
        dose_id = desk.create(writer, "dose", {"person": rec, **shot}) if dose is not None else None
        for candidate, verdict in (decided or {}).items():
            _note_verdict(desk, writer, rec, candidate, verdict)
        desk.refill(writer, numbers.REGISTRATION, "registration")
    return Saved(rec, no, token, dose_id)


def echo_age(typed: str, today: date) -> tuple[str, dict[str, object]] | None:
    """What the form says back about a typed age: key and params; None while it cannot be read."""
    try:
        age = read_age(typed, today)
    except Misfit:
        return None
    params: dict[str, object] = {"years": age.years(today), "year": age.birth_year}
    if age.birth_day is not None:
        return "age.echo.day", params | {"day": date.fromisoformat(age.birth_day).strftime("%d-%m-%Y")}
    return ("age.echo.estimated" if age.estimated else "age.echo.year"), params


def candidates(
    desk: Desk, typed: Mapping[str, str], limit: int = 5, *, but: str | None = None
) -> list[Candidate]:
    """People here already who may be the one being typed, likeliest first. Never merged by themselves."""
    values, _ = registration.read(typed, desk.now().date())
    rows = [row for row in records.alike(desk.store.connection, dict(values)) if row["id"] != but]
    scored = [(namekey.likeness(values, row), row) for row in rows]
    likely = sorted(
        ((likeness, row) for likeness, row in scored if likeness.score >= namekey.ASK_FROM),
        key=lambda pair: (-pair[0].score, -pair[1]["row"]),
    )[:limit]
    people = rows_as_people(desk, [row for _, row in likely])
    return [
        Candidate(person, likeness.score, likeness.reasons)
        for person, (likeness, _) in zip(people, likely, strict=True)
    ]


def decide(desk: Desk, rec: str, candidate: str, verdict: str) -> None:
    """Write down what the operator said about two records: ``same``, ``different`` or ``later``. Nothing is merged."""
    with desk.store.write() as writer:
        _note_verdict(desk, writer, rec, candidate, verdict)


def _note_verdict(desk: Desk, writer: Writer, rec: str, candidate: str, verdict: str) -> None:
    if verdict not in VERDICTS:
        raise ValueError(verdict)
    desk.event(writer, f"alike.{verdict}", subject=f"{rec} {candidate}")
