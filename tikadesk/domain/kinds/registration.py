"""Registration: a person as they stood before the desk, walk-in or registered before, live or typed from paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tikadesk.domain import identity, numbers, personal, reference, text
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import (
    Choice,
    Code,
    Day,
    Flag,
    Misfit,
    Mobile,
    PaperPlace,
    PersonName,
    Text,
    Whole,
    read_all,
)
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

ADULT = 18
_FLAG = Merge.FLAG

REGISTRATION = Kind(
    name="registration",
    letter=numbers.REGISTRATION,
    fields=(
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START),
        Whole(name="token", least=1, most=99_999),
        Choice(name="source", words="source"),
        PaperPlace(name="page"),
        PaperPlace(name="serial"),
        Choice(name="mode", words="mode"),
        Code(name="portal_ref", shortest=13, longest=20, find=True),
        Mobile(name="mobile", find=True),
        Choice(name="no_mobile_reason", words="no_mobile_reason"),
        PersonName(name="name", required=True, merge=_FLAG, find=True),
        PersonName(name="name_local", merge=_FLAG, find=True),
        PersonName(name="parent_name"),
        Whole(name="birth_year", least=1890, most=2100, merge=_FLAG),
        Day(name="birth_day", merge=_FLAG),
        Flag(name="age_estimated"),
        Choice(name="sex", words="sex", required=True, merge=_FLAG),
        Choice(name="id_type", words="id_type", required=True),
        Code(name="id_number", longest=24),
        Code(name="id_tail", longest=4, merge=_FLAG),
        PersonName(name="facilitator_name"),
        Mobile(name="facilitator_mobile"),
        Choice(name="category", words="category"),
        Text(name="quota", longest=20),
        Code(name="ration_card", shortest=6, longest=20),
        PersonName(name="guardian_name"),
        Choice(name="guardian_relation", words="guardian_relation"),
        Text(name="district", longest=6),
        Text(name="block", longest=80),
        Text(name="village", longest=80, find=True),
        Text(name="notes", longest=500),
    ),
)

_COMPOSED = frozenset(
    {"day", "token", "birth_year", "birth_day", "age_estimated", "id_number", "id_tail", "quota"}
)
_PLAIN = tuple(field for field in REGISTRATION.fields if field.name not in _COMPOSED)
FORM = (
    "mobile", "no_mobile_reason", "name", "name_local", "parent_name", "age", "sex", "id_type", "id_number",
    "facilitator_name", "facilitator_mobile", "category", "ration_card", "guardian_name", "guardian_relation",
    "district", "block", "village", "mode", "portal_ref", "source", "page", "serial", "day", "notes",
)  # fmt: skip
"""The fields of the typed form, in its order; problems are told in it."""


def read(typed: Mapping[str, str], today: date) -> tuple[dict[str, Value], dict[str, Misfit]]:
    """A typed form as field values, and what does not fit, by form field. ``day`` blank means ``today``.

    An Aadhaar number does not leave this function: only its last four digits do.
    """
    values, misfits = read_all(_PLAIN, typed, today)
    values.setdefault("source", "live")
    values.setdefault("mode", "walk_in")
    on = personal.read_day(REGISTRATION.by_name["day"], typed, today, values, misfits)
    age = personal.read_age(typed, on, values, misfits)
    if age is not None and age.years(on) < ADULT and "guardian_name" not in values.keys() | misfits.keys():
        misfits["guardian_name"] = Misfit("misfit.missing.guardian_name")
    personal.read_photo_id(typed, values, misfits)
    identified = {"facilitator_name", "id_number"} & (values.keys() | misfits.keys())
    if values.get("id_type") == identity.NONE and not identified:
        misfits["facilitator_name"] = Misfit("misfit.missing.facilitator_name")
    personal.need_mobile(values, misfits)
    category = values.get("category")
    if category is not None:
        values["quota"] = reference.categories()[str(category)].quota
    personal.need_paper_line(values, misfits)
    identity.keep_out(values, misfits, codes=("portal_ref", "page", "serial"))
    return values, {name: misfits[name] for name in FORM if name in misfits}


def as_typed(values: Mapping[str, Value], today: date) -> dict[str, str]:
    """Stored values as a form shows them: reading the result again gives the same values."""
    typed = {name: str(values[name]) for name in FORM if values.get(name) is not None}
    on = date.fromisoformat(str(values["day"])) if values.get("day") else today
    typed["age"] = personal.typed_age(values, on)
    if values.get("id_tail"):
        typed["id_number"] = personal.typed_id(values)
    return typed


def without_honorific(name: str) -> str:
    """A clerk's श्री, श्रीमती, Shri or Smt before a name taken off: an ID card does not carry it."""
    words = text.tidy(name).split(" ")
    honorifics = {
        "श्री",
        "श्रीमती",
        "कुमारी.",
        "सुश्री",
        "shri",
        "smt",
        "smt.",
        "shrimati",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
    }
    while len(words) > 1 and words[0].casefold() in honorifics:
        words.pop(0)
    return " ".join(words)
