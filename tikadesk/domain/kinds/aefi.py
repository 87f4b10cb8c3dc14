"""AEFI: an adverse event following immunisation, told of one dose.

The vial and whoever else got a dose from it stand in the vial's and the doses' own records: nothing is copied here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tikadesk.domain import identity
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Choice, Choices, Day, Misfit, PersonName, Ref, Text, Time, read_all
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

MINOR, SEVERE, SERIOUS = "minor", "severe", "serious"
SEVERITIES = (MINOR, SEVERE, SERIOUS)
NEVER_MINOR = frozenset({"anaphylaxis", "seizure"})
"""Symptoms that make an event severe at least."""
ALWAYS_SERIOUS = frozenset({"hospital", "died"})
"""Outcomes that make an event serious."""

_FLAG = Merge.FLAG

AEFI = Kind(
    name="aefi",
    fields=(
        Ref(name="person", required=True, merge=_FLAG),
        Ref(name="dose", required=True, merge=_FLAG),
        # the dose's day: the event stands in that day's register, whenever it is reported
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START),
        Day(name="reported_on", earliest=PROGRAMME_START),
        Time(name="reported_at"),
        Day(name="onset_on", earliest=PROGRAMME_START, merge=_FLAG),
        Time(name="onset_time", merge=_FLAG),
        # of two desks' words the worse stands, until someone who saw both says otherwise
        Choice(name="severity", words="severity", required=True, merge=Merge.MAX, order=SEVERITIES),
        Choices(name="symptoms", words="aefi_symptom", required=True),
        Text(name="description", longest=300),
        Text(name="treatment", longest=200),
        PersonName(name="officer"),
        Day(name="officer_told_on", earliest=PROGRAMME_START),
        Time(name="officer_told_at"),
        Choice(name="outcome", words="aefi_outcome", merge=_FLAG),
        Text(name="referred_to", longest=120),
    ),
)

FORM = (
    "onset_on", "onset_time", "severity", "symptoms", "description", "officer", "officer_told_on", "officer_told_at",
    "treatment", "outcome", "referred_to",
)  # fmt: skip
"""The fields of the typed form, in its order; problems are told in it."""
FOLLOW_UP = (
    "severity", "outcome", "officer", "officer_told_on", "officer_told_at", "treatment", "referred_to",
)  # fmt: skip
"""What becomes known of an event later, in the order of its form; no correction, for nothing of it was wrong."""
_PLAIN = tuple(AEFI.by_name[name] for name in FORM)


def rank(severity: str | None) -> int:
    """How bad a severity is, the worst the highest; -1 for none, and for a newer release's."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else -1


def read(
    typed: Mapping[str, str], now: datetime, *, given_on: str, given_at: str
) -> tuple[dict[str, Value], dict[str, Misfit]]:
    """A typed report of a dose as field values, and what does not fit, by form field.

    ``now`` is Indian time; the dose was given on an ISO day at ``HH:MM``, blank where nobody wrote it. A day of onset
    left blank is today, and so is the day on which the officer was told.
    """
    today = now.date()
    values, misfits = read_all(_PLAIN, typed, today)
    if "onset_on" not in misfits:
        values.setdefault("onset_on", today.isoformat())
    if "officer_told_at" in values and "officer_told_on" not in misfits:
        values.setdefault("officer_told_on", today.isoformat())
    elif "officer_told_at" not in misfits:
        values.pop("officer_told_on", None)
    _look_at_times(values, misfits, now, f"{given_on} {given_at}".strip())
    symptoms = str(values.get("symptoms", "")).split()
    if values.get("severity") == MINOR and not NEVER_MINOR.isdisjoint(symptoms):
        misfits["severity"] = Misfit("misfit.never_minor")
    if values.get("severity") in (MINOR, SEVERE) and values.get("outcome") in ALWAYS_SERIOUS:
        misfits["severity"] = Misfit("misfit.always_serious")
    if "other" in symptoms and "description" not in values and "description" not in misfits:
        misfits["description"] = Misfit("misfit.missing.description")
    identity.keep_out(values, misfits)
    return values, {name: misfits[name] for name in FORM if name in misfits}


def _look_at_times(
    values: Mapping[str, Value], misfits: dict[str, Misfit], now: datetime, given: str
) -> None:
    """An event cannot begin before its dose, nor be told of before it began, nor lie ahead."""
    this_minute = now.strftime("%Y-%m-%d %H:%M")
    onset = _moment(values, "onset_on", "onset_time")
    told = _moment(values, "officer_told_on", "officer_told_at")
    if _before(onset, given):
        by_time = len(onset) > len("YYYY-MM-DD") and onset[:10] == given[:10]
        misfits["onset_time" if by_time else "onset_on"] = Misfit(
            "misfit.onset_before_dose", given=_shown(given)
        )
    elif _before(this_minute, onset):
        misfits["onset_time"] = Misfit("misfit.time_ahead", now=this_minute[11:])
    if _before(this_minute, told):
        misfits["officer_told_at"] = Misfit("misfit.time_ahead", now=this_minute[11:])
    elif _before(told, onset):
        misfits["officer_told_at"] = Misfit("misfit.told_before_onset")


def _moment(values: Mapping[str, Value], day: str, time: str) -> str:
    """``YYYY-MM-DD HH:MM``, only the day where the time is not known, blank where the day is not."""
    return f"{values[day]} {values.get(time) or ''}".strip() if values.get(day) else ""


def _before(one: str, other: str) -> bool:
    """Whether a moment lies before another, by their days where either time is not known."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def as_typed(values: Mapping[str, Value]) -> dict[str, str]:
    """Stored values as the form shows them: reading the result again gives the same values."""
    return {
        name: _shown(str(values[name])) if isinstance(AEFI.by_name[name], Day) else str(values[name])
        for name in FORM
        if values.get(name) is not None
    }


def _shown(moment: str) -> str:
    """``dd-mm-yyyy``, with the time where there is one."""
    year, month, day = moment[:10].split("-")
    return f"{day}-{month}-{year}{moment[10:]}"
