"""Sample: one tube of a swab or blood sample with its referral form, collected here or typed from paper.

The form states the person as they stood at the collection: a sample of somebody who was never vaccinated needs no
registration, and a form that has gone to a lab does not change behind the lab's back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from tikadesk.domain import identity, numbers, personal, reference, text
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import (
    Choice,
    Choices,
    Code,
    Day,
    Digits,
    Flag,
    Misfit,
    Mobile,
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

FIRST_SAMPLES = "2020-01-30"
"""India's first case: no sample of this programme is older."""
_FLAG, _CLAIM = Merge.FLAG, Merge.CLAIM

SAMPLE = Kind(
    name="sample",
    letter=numbers.CASE,
    fields=(
        # specimen
        Day(name="day", merge=_FLAG, earliest=FIRST_SAMPLES),
        Time(name="time", merge=_FLAG),
        Choice(name="source", words="source"),
        PaperPlace(name="page"),
        PaperPlace(name="serial"),
        Whole(name="tube", least=1, most=9, merge=_FLAG),
        Whole(name="tubes", least=1, most=9),
        Choice(name="sample_type", words="sample_type", required=True, merge=_FLAG),
        Choice(name="test", words="test"),
        Choice(name="icmr_category", words="icmr_category"),
        Code(name="lab", longest=20),
        Flag(name="repeated"),
        Ref(name="repeat_of"),
        Code(name="earlier_id", longest=30),
        Digits(name="srf_id", length=13, merge=_CLAIM),
        Code(name="icmr_id", longest=20, merge=_CLAIM),
        Code(name="portal_id", longest=30, merge=_CLAIM),
        PersonName(name="collected_by"),
        Choice(name="transport", words="transport"),
        Flag(name="prescribed"),
        PersonName(name="doctor"),
        # person
        Ref(name="person"),
        Mobile(name="mobile"),
        Choice(name="no_mobile_reason", words="no_mobile_reason"),
        Choice(name="mobile_of", words="mobile_of"),
        PersonName(name="name", required=True, merge=_FLAG),
        PersonName(name="name_local", merge=_FLAG),
        PersonName(name="parent_name"),
        Whole(name="birth_year", least=1890, most=2100, merge=_FLAG),
        Day(name="birth_day", merge=_FLAG),
        Flag(name="age_estimated"),
        Choice(name="sex", words="sex", required=True, merge=_FLAG),
        Choice(name="id_type", words="id_type"),
        Code(name="id_number", longest=24),
        Code(name="id_tail", longest=4, merge=_FLAG),
        Text(name="nationality", longest=40),
        Text(name="email", longest=80),
        Flag(name="aarogya_setu"),
        Text(name="address", longest=200),
        Text(name="village", longest=80),
        Text(name="block", longest=80),
        Text(name="district", longest=6),
        Digits(name="pincode", length=6),
        # exposure
        Flag(name="travelled"),
        Text(name="travel_places", longest=200),
        Day(name="travel_from"),
        Day(name="travel_to"),
        Flag(name="contact"),
        PersonName(name="contact_name"),
        Flag(name="quarantined"),
        Choice(name="quarantine_type", words="quarantine_type"),
        Flag(name="health_worker"),
        # medical
        Choices(name="symptoms", words="symptom"),
        Day(name="onset_on"),
        Flag(name="sari"),
        Flag(name="ari"),
        Choices(name="conditions", words="condition"),
        Flag(name="hospitalised"),
        Day(name="hospital_on"),
        Text(name="hospital", longest=120),
        Text(name="hospital_phone", longest=20),
        Digits(name="hospital_pincode", length=6),
        Text(name="diagnosis", longest=200),
        # journey: the one box a tube is in; two desks that pack it into two are a conflict that everybody sees
        Ref(name="box", merge=_CLAIM),
        Whole(name="slot", least=1, most=999),
        Choice(name="lost_reason", words="lost_reason"),
        Day(name="lost_on"),
        Text(name="notes", longest=500),
    ),
)

PORTAL_IDS = ("portal_id", "srf_id", "icmr_id")
"""What other systems call a sample; each is bound once, at the collection or later."""
FORM = (
    "person", "repeat_of", "mobile", "no_mobile_reason", "mobile_of", "name", "name_local", "parent_name", "age", "sex",
    "id_type", "id_number", "sample_type", "test", "icmr_category", "lab", "repeated", "earlier_id", *PORTAL_IDS,
    "collected_by", "transport", "prescribed", "doctor", "nationality", "email", "aarogya_setu", "address", "village",
    "block", "district", "pincode", "travelled", "travel_places", "travel_from", "travel_to", "contact", "contact_name",
    "quarantined", "quarantine_type", "health_worker", "symptoms", "onset_on", "sari", "ari", "conditions",
    "hospitalised", "hospital_on", "hospital", "hospital_phone", "hospital_pincode", "diagnosis", "source", "page",
    "serial", "day", "time", "notes",
)  # fmt: skip
"""The fields of the typed form, in its order; problems are told in it."""
PERSON = (
    "person", "mobile", "no_mobile_reason", "mobile_of", "name", "name_local", "parent_name", "age", "sex", "id_type",
    "id_number", "nationality", "email", "aarogya_setu", "address", "village", "block", "district", "pincode",
    "health_worker",
)  # fmt: skip
"""What of the form is still true of the same person at the next collection."""

_READ_HERE = frozenset({"lab", "day", "id_number", "hospital_phone"})
_PLAIN = tuple(
    field for name in FORM if name not in _READ_HERE and (field := SAMPLE.by_name.get(name)) is not None
)
_TELLS_OF = {
    "travelled": ("travel_places", "travel_from", "travel_to"),
    "contact": ("contact_name",),
    "quarantined": ("quarantine_type",),
    "hospitalised": ("hospital_on", "hospital", "hospital_phone"),
    "repeated": ("repeat_of", "earlier_id"),
}
"""A question is answered with Yes by its details, where nobody said anything else."""


def read(typed: Mapping[str, str], now: datetime) -> tuple[dict[str, Value], dict[str, Misfit]]:
    """A typed form as field values, and what does not fit, by form field. ``now`` is Indian time.

    Day blank means today, and the time then is now. A sample from paper names its line, unless ``roll_no``, the number
    of a label printed in advance, tells it apart. An Aadhaar number does not leave this function: its last four do.
    """
    today = now.date()
    values, misfits = read_all(_PLAIN, typed, today)
    values.setdefault("source", "live")
    on = personal.read_day(SAMPLE.by_name["day"], typed, today, values, misfits)
    if on == today and values["source"] == "live" and "time" not in misfits:
        values.setdefault("time", now.strftime("%H:%M"))
    personal.read_age(typed, on, values, misfits)
    _read_photo_id(typed, values, misfits)
    personal.need_mobile(values, misfits)
    if not typed.get("roll_no", "").strip():
        personal.need_paper_line(values, misfits)
    _read_places(typed, values, misfits)
    for question, details in _TELLS_OF.items():
        if any(detail in values for detail in details):
            values.setdefault(question, 1)
    _look_across(values, misfits)
    identity.keep_out(values, misfits, codes=(*PORTAL_IDS, "earlier_id", "hospital_phone", "page", "serial"))
    return values, {name: misfits[name] for name in FORM if name in misfits}


def _read_photo_id(typed: Mapping[str, str], values: dict[str, Value], misfits: dict[str, Misfit]) -> None:
    """No ID is asked for, but a number without its type would be kept as nobody knows what."""
    if "id_type" in values:
        personal.read_photo_id(typed, values, misfits)
    elif typed.get("id_number", "").strip() and "id_type" not in misfits:
        misfits["id_type"] = Misfit("misfit.missing.id_type")


def _read_places(typed: Mapping[str, str], values: dict[str, Value], misfits: dict[str, Misfit]) -> None:
    if typed.get("lab", "").strip():
        lab = reference.lab(typed["lab"])
        if lab is None:
            misfits["lab"] = Misfit("misfit.choice.lab")
        else:
            values["lab"] = lab
    # What is left is never as long as an Aadhaar number.
    phone = re.sub(r"^(?:0091|91(?=\d{10}$)|0)", "", text.digits(typed.get("hospital_phone", "")))
    if 6 <= len(phone) <= 11:
        values["hospital_phone"] = phone
    elif typed.get("hospital_phone", "").strip():
        misfits["hospital_phone"] = Misfit("misfit.phone")


def _look_across(values: Mapping[str, Value], misfits: dict[str, Misfit]) -> None:
    for name in ("symptoms", "conditions"):
        told = str(values.get(name, "")).split()
        if "none" in told and len(told) > 1:
            misfits[name] = Misfit("misfit.none_and_more")
    if values.get("travel_from") and str(values.get("travel_to", "9")) < str(values["travel_from"]):
        misfits["travel_to"] = Misfit("misfit.travel_order")
    if str(values.get("onset_on", "")) > str(values.get("day", "9")):
        misfits["onset_on"] = Misfit("misfit.after_the_sample")
    if "email" in values and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(values["email"])):
        misfits["email"] = Misfit("misfit.email")


def as_typed(values: Mapping[str, Value], today: date) -> dict[str, str]:
    """Stored values as a form shows them: reading the result again gives the same values."""
    typed = {}
    for name in FORM:
        if values.get(name) is not None:
            is_day = isinstance(SAMPLE.by_name[name], Day)
            typed[name] = _shown_day(str(values[name])) if is_day else str(values[name])
    on = date.fromisoformat(str(values["day"])) if values.get("day") else today
    typed["age"] = personal.typed_age(values, on)
    if values.get("id_tail"):
        typed["id_number"] = personal.typed_id(values)
    if values.get("source") == "paper" and not values.get("page"):
        typed["roll_no"] = str(values.get("no") or "")
    return typed


def _shown_day(day: str) -> str:
    return date.fromisoformat(day).strftime("%d-%m-%Y")
