"""Dose: one attendance at the vaccinator's table, given or deferred, with what was injected by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tikadesk.domain import identity
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import (
    Choice,
    Code,
    Day,
    Flag,
    Misfit,
    PaperPlace,
    PersonName,
    Ref,
    Text,
    Time,
    Whole,
    read_all,
)
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

OBSERVE_MINUTES = 30
SCREENING = ("fever", "allergy", "bleeding", "pregnant")
"""The health questions; any Yes defers the dose to the medical officer."""

_FLAG = Merge.FLAG

DOSE = Kind(
    name="dose",
    fields=(
        Ref(name="person", required=True, merge=_FLAG),
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START),
        Time(name="time"),
        Choice(name="source", words="source"),
        PaperPlace(name="page"),
        PaperPlace(name="serial"),
        Choice(name="outcome", words="outcome", merge=_FLAG),
        Whole(name="dose_no", least=1, most=3, merge=_FLAG),
        Choice(name="vaccine", words="vaccine", required=True, merge=_FLAG),
        Code(name="batch", required=True, longest=20, merge=_FLAG),
        Day(name="expires_on", future=True, merge=_FLAG),
        Code(name="vial", longest=20),
        Choice(name="site", words="site"),
        PersonName(name="vaccinator", required=True),
        PersonName(name="verifier"),
        Time(name="observed_until"),
        *(Flag(name=question) for question in SCREENING),
        Choice(name="defer_reason", words="defer_reason"),
        Day(name="defer_until", future=True),
        Choice(name="override_reason", words="override_reason"),
        Ref(name="override_by"),
        Choice(name="quota_reason", words="quota_reason"),
        Flag(name="earlier_dose_shown"),
        # said when it is struck out: whether vaccine had left the vial all the same
        Flag(name="dose_used"),
        Text(name="notes", longest=500),
    ),
)

_FROM_THE_VIAL = frozenset({"vaccine", "batch", "expires_on", "vaccinator"})
_COMPOSED = frozenset({"person", "day", "outcome", "dose_no", "observed_until", "override_by", "dose_used"})
_PLAIN = tuple(field for field in DOSE.fields if field.name not in _COMPOSED)
FORM = (
    *SCREENING, "vaccine", "batch", "expires_on", "vial", "site", "vaccinator", "verifier", "dose_no", "day", "time",
    "source", "page", "serial", "defer_reason", "defer_until", "override_reason", "quota_reason", "earlier_dose_shown",
    "notes",
)  # fmt: skip
"""The fields of the typed form, in its order; problems are told in it."""


def read(typed: Mapping[str, str], now: datetime) -> tuple[dict[str, Value], dict[str, Misfit]]:
    """A typed dose form as field values, and what does not fit, by form field. ``now`` is Indian time.

    Day blank means today, and the time then is now; a day in the past without a time keeps none.
    """
    today = now.date()
    values, misfits = read_all(_PLAIN, typed, today)
    values.setdefault("source", "live")
    values["outcome"] = "deferred" if _screened_out(values) or values.get("defer_reason") else "given"
    _read_day_and_number(typed, today, values, misfits)
    on = str(values.get("day", today.isoformat()))
    if on == today.isoformat() and values["source"] == "live":
        values.setdefault("time", now.strftime("%H:%M"))
    expiry = values.get("expires_on")
    if isinstance(expiry, str) and expiry < on:
        misfits["expires_on"] = Misfit("misfit.batch_expired", day=shown_day(expiry))
    if values["source"] == "live" and expiry is None and "expires_on" not in misfits:
        misfits["expires_on"] = Misfit("misfit.missing.expires_on")
    identity.keep_out(values, misfits, codes=("batch", "vial", "page", "serial"))
    if values["outcome"] == "deferred":
        for name in _FROM_THE_VIAL & misfits.keys():  # nothing left a vial, so none need be at hand
            if misfits[name].key.startswith("misfit.missing.") or name == "expires_on":
                del misfits[name]
        values.setdefault("defer_reason", next((name for name in SCREENING if values.get(name)), "other"))
    elif isinstance(values.get("time"), str):
        given = datetime.fromisoformat(f"{on}T{values['time']}").replace(tzinfo=IST)
        values["observed_until"] = (given + timedelta(minutes=OBSERVE_MINUTES)).strftime("%H:%M")
    return values, {name: misfits[name] for name in FORM if name in misfits}


def _read_day_and_number(
    typed: Mapping[str, str], today: date, values: dict[str, Value], misfits: dict[str, Misfit]
) -> None:
    day, number = typed.get("day", "").strip(), typed.get("dose_no", "").strip()
    try:
        values["day"] = DOSE.by_name["day"].read(day, today) if day else today.isoformat()
    except Misfit as misfit:
        misfits["day"] = misfit
    try:
        if number:
            values["dose_no"] = int(str(Choice(name="dose_no", words="dose_no").read(number, today)))
    except Misfit as misfit:
        misfits["dose_no"] = misfit


def _screened_out(values: Mapping[str, Value]) -> bool:
    return any(values.get(name) for name in SCREENING)


def shown_day(day: str) -> str:
    """An ISO date as people read it, ``dd-mm-yyyy``."""
    return date.fromisoformat(day).strftime("%d-%m-%Y")
