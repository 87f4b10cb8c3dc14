"""Numbers that were printed in advance, on the labels of a roll or on stickers: checked before one is taken, so that
each names one record only. Who prints them is the server's business.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.numbers import Number
from tikadesk.errors import Problem
from tikadesk.store import records, samples
from tikadesk.store.records import Row

STICKER, ROLL = "sticker_no", "roll_no"
"""The form fields that hold such a number: a person's, a sample's."""


def taken(desk: Desk, typed: str, field: str) -> tuple[str | None, list[Problem]]:
    """The stored number of what was typed in ``field``, None for a blank one, and what is wrong with it."""
    if not typed.strip():
        return None, []
    _, sort, holder = _SORTS[field]
    number, wrong = read(desk, typed, field)
    if number is None:
        return None, [Problem(field, wrong)]
    used = holder(desk, str(number))
    if used is not None:
        params: dict[str, object] = {"day": _shown(used["day"]), "time": used.get("time") or ""}
        return None, [Problem(field, f"{sort}.used", params)]
    return str(number), []


def read(desk: Desk, typed: str, field: str) -> tuple[Number | None, str]:
    """The number that was typed in ``field``, used or not; else None and the key of what is wrong with it."""
    letter, sort, _ = _SORTS[field]
    number = numbers.parse(typed)
    if desk.practice:
        return None, f"{sort}.practice"
    if number is None:
        return None, f"{sort}.check"
    if number.kind != letter:
        return None, f"{sort}.kind"
    if number.series not in numbers.PRINTED_SERIES:
        return None, f"{sort}.series"
    return number, ""


def _person(desk: Desk, number: str) -> Row | None:
    return next(iter(records.numbered(desk.store.connection, number)), None)


def _tube(desk: Desk, number: str) -> Row | None:
    return next(iter(samples.of_case(desk.store.connection, number)), None)


def _shown(day: str | None) -> str:
    return date.fromisoformat(day).strftime("%d-%m-%Y") if day else ""


_SORTS: dict[str, tuple[str, str, Callable[[Desk, str], Row | None]]] = {
    STICKER: (numbers.REGISTRATION, "sticker", _person),
    ROLL: (numbers.CASE, "roll", _tube),
}
"""By form field: the number's letter, how its sentences begin, and who may bear it already."""
