"""Sample: one tube of a swab or blood sample with its referral form, collected here or typed from paper.

The form states the person as they stood at the collection: a sample of somebody who was never vaccinated needs no
registration, and a form that has gone to a lab does not change behind the lab's back.
"""

from __future__ import annotations

from tikadesk.domain import numbers
from tikadesk.domain.fields import (
    Choice,
    Choices,
    Code,
    Day,
    Digits,
    Flag,
    Mobile,
    PersonName,
    Ref,
    Text,
    Time,
    Whole,
)
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind

FIRST_SAMPLES = "2020-01-30"
"""India's first case: no sample of this programme is older."""
_FLAG = Merge.FLAG

SAMPLE = Kind(
    name="sample",
    letter=numbers.CASE,
    fields=(
        # specimen
        Day(name="day", merge=_FLAG, earliest=FIRST_SAMPLES),
        Time(name="time", merge=_FLAG),
        Choice(name="source", words="source"),
        Code(name="page", longest=10),
        Code(name="serial", longest=10),
        Whole(name="tube", least=1, most=9, merge=_FLAG),
        Whole(name="tubes", least=1, most=9),
        Choice(name="sample_type", words="sample_type", required=True, merge=_FLAG),
        Choice(name="test", words="test"),
        Choice(name="icmr_category", words="icmr_category"),
        Code(name="lab", longest=20),
        Flag(name="repeated"),
        Ref(name="repeat_of"),
        Code(name="earlier_id", longest=30),
        Digits(name="srf_id", length=13),
        Code(name="icmr_id", longest=20),
        Code(name="portal_id", longest=30),
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
        Ref(name="box", merge=_FLAG),
        Whole(name="slot", least=1, most=999),
        Choice(name="lost_reason", words="lost_reason"),
        Day(name="lost_on"),
        Text(name="notes", longest=500),
    ),
)
