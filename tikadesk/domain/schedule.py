"""Which dose is due when: the dated rules of the programme applied to a person. The rules are data, not code.

A breach is told with its reason; whether it may be overridden is the caller's business. Nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tikadesk import assets
from tikadesk.domain import reference
from tikadesk.errors import Problem

PRECAUTION = 3
PROGRAMME_START = "2021-01-16"


@dataclass(frozen=True)
class Given:
    """A dose a person has had."""

    number: int
    vaccine: str
    day: str


@dataclass(frozen=True)
class Step:
    """Dose ``number`` is due from ``least_days`` after the one before, at the latest ``most_days`` after it. None: no
    rule is in force, or the rule has no last day.
    """

    number: int
    least_days: int | None
    most_days: int | None


@dataclass(frozen=True)
class Assessment:
    """What the next dose is. ``due_from`` and ``due_to`` are ISO dates or None; ``breaches`` name what speaks
    against giving it on that day: fields ``interval``, ``vaccine``, ``age`` or ``complete``.
    """

    number: int
    due_from: str | None
    due_to: str | None
    breaches: tuple[Problem, ...]


def _rules(table: str) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = assets.read_json("reference", "schedule.json")[table]
    return rules


def _in_force(rules: Iterable[dict[str, Any]], on: str) -> dict[str, Any] | None:
    known = (
        rule
        for rule in rules
        if rule["valid_from"] <= on and (rule["valid_to"] is None or on <= rule["valid_to"])
    )
    return next(known, None)


def next_due(given: Iterable[Given], on: str) -> tuple[int, str | None, str | None]:
    """The number of the next dose, the first and last day it is due by the rules in force on ``on``.

    ``on`` is the day it is asked for: the programme's intervals changed, and the rule of the service date applies.
    """
    done = sorted(given, key=lambda dose: (dose.number, dose.day))
    if not done:
        return 1, None, None
    last = done[-1]
    step = step_after(last.vaccine, last.number, on)
    if step.least_days is None:
        return step.number, None, None
    start = date.fromisoformat(last.day)
    return (
        step.number,
        (start + timedelta(days=step.least_days)).isoformat(),
        (start + timedelta(days=step.most_days)).isoformat() if step.most_days else None,
    )


def step_after(vaccine: str, done: int, on: str) -> Step:
    """What follows dose ``done`` of a vaccine by the rules in force on the ISO day ``on``."""
    number, known = done + 1, reference.vaccines().get(vaccine)
    if number > PRECAUTION:
        return Step(number, None, None)
    if known is not None and done < known.total_doses:
        pairs = (r for r in _rules("intervals") if r["vaccine"] == vaccine and r["from_dose"] == done)
        rule = _in_force(pairs, on)
    else:
        number = PRECAUTION
        rule = _in_force(_rules("precaution"), on)
    return Step(number, rule["least_days"], rule.get("most_days")) if rule else Step(number, None, None)


def assess(
    given: Iterable[Given], *, vaccine: str, on: str, age: int | None, attained: int | None = None
) -> Assessment:
    """The next dose of a person aged ``age`` completed years, if ``vaccine`` were given on the ISO day ``on``.

    ``attained`` is the age reached in that calendar year: some orders go by the birth year alone.
    """
    done = sorted(given, key=lambda dose: (dose.number, dose.day))
    number, due_from, due_to = next_due(done, on)
    breaches: list[Problem] = []
    if done:
        breaches += _interval(number, due_from, on)
        breaches += _match(done[-1], number, vaccine, on, age)
    if number > PRECAUTION:
        breaches.insert(0, Problem("complete", "breach.complete"))
    rule = _in_force((rule for rule in _rules("ages") if rule["vaccine"] == vaccine), on)
    if rule is None:
        breaches.append(Problem("vaccine", "breach.not_in_programme"))
    elif age is not None:
        breaches += _age(rule, attained if rule["by_year"] and attained is not None else age, first=not done)
    return Assessment(number, due_from, due_to, tuple(breaches))


def _age(rule: dict[str, Any], age: int, *, first: bool) -> list[Problem]:
    if age < rule["least_age"]:
        return [Problem("age", "breach.too_young", {"least": rule["least_age"], "age": age})]
    # Who began in time goes on: a child of 14 turns 15 before the second dose.
    if first and rule["most_age"] is not None and age > rule["most_age"]:
        return [Problem("age", "breach.too_old", {"most": rule["most_age"], "age": age})]
    return []


def _interval(number: int, due_from: str | None, on: str) -> list[Problem]:
    if due_from is not None and on < due_from:
        first = date.fromisoformat(due_from)
        days = (first - date.fromisoformat(on)).days
        params: dict[str, object] = {"n": days, "day": first.strftime("%d-%m-%Y"), "number": number}
        return [Problem("interval", "breach.too_early", params)]
    if due_from is None and number == PRECAUTION:
        return [Problem("interval", "breach.no_precaution_yet")]
    return []


def _match(last: Given, number: int, vaccine: str, on: str, age: int | None) -> list[Problem]:
    if vaccine == last.vaccine:
        return []
    if number == PRECAUTION:
        for rule in _rules("precaution_other"):
            pair = (rule["first"], rule["precaution"]) == (last.vaccine, vaccine)
            if pair and on >= rule["valid_from"] and (age is None or age >= rule["least_age"]):
                return []
    return [Problem("vaccine", "breach.other_vaccine", {"first": last.vaccine, "now": vaccine})]
