"""A person on a form, as registrations and samples alike ask for one: the day, the age, a mobile or why there is none,
the photo ID, the line of a paper register. Each function reads its part of a typed form into ``values`` and
``misfits``; which of them a form uses, and what else it asks, is its kind's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tikadesk.domain import identity
from tikadesk.domain.age import Age, written
from tikadesk.domain.age import read_age as read_typed_age
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Field, Misfit


def read_day(
    field: Field,
    typed: Mapping[str, str],
    today: date,
    values: dict[str, Value],
    misfits: dict[str, Misfit],
) -> date:
    """The day of service, by the kind's own ``field``; blank, and where it cannot be read, it is ``today``."""
    try:
        raw = typed.get("day", "").strip()
        values["day"] = field.read(raw, today) if raw else today.isoformat()
    except Misfit as misfit:
        misfits["day"] = misfit
    return date.fromisoformat(str(values.get("day", today.isoformat())))


def read_age(
    typed: Mapping[str, str], on: date, values: dict[str, Value], misfits: dict[str, Misfit]
) -> Age | None:
    """The age on a day as birth year and, where it is known, birth day; None when it cannot be read."""
    if not typed.get("age", "").strip():
        misfits["age"] = Misfit("misfit.missing.age")
        return None
    try:
        age = read_typed_age(typed["age"], on)
    except Misfit as misfit:
        misfits["age"] = misfit
        return None
    values["birth_year"], values["age_estimated"] = age.birth_year, int(age.estimated)
    if age.birth_day is not None:
        values["birth_day"] = age.birth_day
    return age


def read_photo_id(typed: Mapping[str, str], values: dict[str, Value], misfits: dict[str, Misfit]) -> None:
    """The number of the photo ID whose type ``values`` holds already. Of an Aadhaar only the last four digits leave."""
    kind = values.get("id_type")
    if not isinstance(kind, str):
        return
    try:
        photo = identity.read_id(kind, typed.get("id_number", ""))
    except Misfit as misfit:
        misfits["id_number"] = misfit
        return
    if photo.number is not None:
        values["id_number"] = photo.number
    if photo.tail is not None:
        values["id_tail"] = photo.tail


def need_mobile(values: Mapping[str, Value], misfits: dict[str, Misfit]) -> None:
    """A mobile, or the reason why there is none."""
    if "mobile" not in values and "mobile" not in misfits and "no_mobile_reason" not in values:
        misfits["mobile"] = Misfit("misfit.missing.mobile")


def need_paper_line(values: Mapping[str, Value], misfits: dict[str, Misfit]) -> None:
    """Page and serial of what comes from a paper register."""
    if values.get("source") != "paper":
        return
    for name in ("page", "serial"):
        if name not in values and name not in misfits:
            misfits[name] = Misfit(f"misfit.missing.{name}")


def typed_age(values: Mapping[str, Value], on: date) -> str:
    """A stored age as a form shows it, so that reading it again on that day gives the same."""
    year, born = values.get("birth_year"), values.get("birth_day")
    return written(
        year if isinstance(year, int) else None,
        str(born) if born else None,
        bool(values.get("age_estimated")),
        on,
    )


def typed_id(values: Mapping[str, Value]) -> str:
    """A stored ID number as a form shows it: all that was kept of it."""
    return str(values.get("id_number") or values.get("id_tail") or "")
