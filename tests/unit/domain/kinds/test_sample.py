"""Sample: the referral form: what is asked, what is kept, what contradicts itself, and that it reads again the same."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import AADHAAR
from tests.samples import SWAB
from tests.sentences import assert_all_said
from tikadesk.domain import reference
from tikadesk.domain.clock import IST
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
)
from tikadesk.domain.kinds.sample import FORM, PERSON, PORTAL_IDS, SAMPLE, as_typed, read

NOW = datetime(2021, 5, 17, 10, 20, tzinfo=IST)


def wrong(**changed: str) -> dict[str, str]:
    """The keys of what is wrong with the swab of these tests after some changes, by field, in form order."""
    _, misfits = read(SWAB | changed, NOW)
    assert_all_said(misfits.values())
    return {name: misfit.key for name, misfit in misfits.items()}


def kept(**changed: str) -> dict[str, object]:
    """The values kept of a good form."""
    values, misfits = read(SWAB | changed, NOW)
    assert misfits == {}
    return dict(values)


def test_the_least_that_is_asked() -> None:
    assert kept() == {
        "source": "live", "day": "2021-05-17", "time": "10:20", "mobile": "9826041187", "name": "Sushila Devi",
        "name_local": "सुशीला देवी", "birth_year": 1987, "age_estimated": 1, "sex": "F", "sample_type": "np_op",
        "test": "rtpcr", "lab": "LAB-JNMRPR",
    }  # fmt: skip


def test_an_empty_form_says_everything_that_is_missing_first_field_first() -> None:
    _, misfits = read({}, NOW)
    assert_all_said(misfits.values())
    assert list(misfits) == ["mobile", "name", "age", "sex", "sample_type"]
    assert {misfit.key for misfit in misfits.values()} == {f"misfit.missing.{name}" for name in misfits}


def test_nobody_needs_an_id_and_a_child_needs_no_guardian() -> None:
    assert kept(age="8m")["birth_year"] == 2020
    assert wrong(mobile="", no_mobile_reason="none") == {}


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        ("mobile", "98260", "misfit.mobile_length"),
        ("name", "jkes'k oekZ", "misfit.krutidev"),
        ("age", "130", "misfit.age"),
        ("sample_type", "stool", "misfit.choice.sample_type"),
        ("test", "elisa", "misfit.choice.test"),
        ("icmr_category", "17", "misfit.choice.icmr_category"),
        ("lab", "Apollo", "misfit.choice.lab"),
        ("srf_id", "0916200000", "misfit.digits"),
        ("pincode", "49200", "misfit.digits"),
        ("email", "sushila at home", "misfit.email"),
        ("hospital_phone", "12345", "misfit.phone"),
        ("hospital_phone", "none", "misfit.phone"),
        ("onset_on", "18-05-2021", "misfit.day_ahead"),
        ("symptoms", "fever, hunger", "misfit.choice.symptom"),
        ("conditions", "none, bp", "misfit.none_and_more"),
        ("symptoms", "cough none", "misfit.none_and_more"),
        ("day", "29-01-2020", "misfit.day_before_programme"),
        ("person", "Sushila", "misfit.reference"),
    ],
)
def test_what_does_not_fit_says_so_beside_its_field(field: str, typed: str, key: str) -> None:
    assert wrong(**{field: typed}) == {field: key}


def test_an_id_number_without_its_type_is_of_nothing() -> None:
    assert wrong(id_number="SGT1996198") == {"id_type": "misfit.missing.id_type"}
    assert wrong(id_number="SGT1996198", id_type="?") == {"id_type": "misfit.choice.id_type"}
    assert wrong(id_type="voter") == {"id_number": "misfit.id_missing"}


def test_dates_that_contradict_each_other() -> None:
    assert wrong(travel_from="10-05-2021", travel_to="09-05-2021") == {"travel_to": "misfit.travel_order"}
    assert wrong(travel_from="10-05-2021", travel_to="10-05-2021") == {}
    assert wrong(travel_to="10-05-2021") == {}
    assert wrong(day="10-05-2021", onset_on="11-05-2021") == {"onset_on": "misfit.after_the_sample"}


def test_details_answer_their_question() -> None:
    values = kept(travel_places="Dubai", contact_name="Ram Lal", quarantine_type="home", hospital="AIIMS")
    questions = ("travelled", "contact", "quarantined", "hospitalised")
    assert [values[name] for name in questions] == [1, 1, 1, 1]
    assert kept(travel_places="Dubai", travelled="N")["travelled"] == 0
    assert kept(earlier_id="UP77")["repeated"] == 1
    assert "travelled" not in kept()


def test_the_time_is_now_for_a_live_sample_of_today_only() -> None:
    assert "time" not in kept(day="16-05-2021")
    assert "time" not in kept(source="paper", page="1", serial="1")
    assert kept(time="9:05")["time"] == "09:05"
    assert wrong(time="25:00") == {"time": "misfit.time"}


def test_paper_names_its_line_unless_a_label_from_a_roll_tells_it_apart() -> None:
    assert list(wrong(source="paper")) == ["page", "serial"]
    assert wrong(source="paper", roll_no="anything") == {}


@pytest.mark.parametrize(("typed", "lab"), [("aiims raipur", "LAB-AIIMSRPR"), ("एम्स, रायपुर", "LAB-AIIMSRPR")])
def test_a_lab_is_known_by_name(typed: str, lab: str) -> None:
    assert kept(lab=typed)["lab"] == lab


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0771-2234567", "7712234567"),
        ("+91 98260 41187", "9826041187"),
        ("००९१ 7712234567", "7712234567"),
        ("2234567",) * 2,
    ],
)
def test_a_hospitals_phone_is_kept_without_its_prefix(typed: str, phone: str) -> None:
    assert kept(hospital_phone=typed)["hospital_phone"] == phone


@pytest.mark.parametrize(
    "field", ["notes", "address", "village", "block", "travel_places", "hospital", "diagnosis"]
)
def test_an_aadhaar_is_cut_out_of_free_text(field: str) -> None:
    assert AADHAAR not in str(kept(**{field: f"card {AADHAAR}"}))


@pytest.mark.parametrize("field", ["portal_id", "icmr_id", "earlier_id"])
def test_an_aadhaar_is_no_id_of_a_portal(field: str) -> None:
    assert wrong(**{field: AADHAAR}) == {field: "misfit.aadhaar_here"}


def test_of_an_aadhaar_the_last_four_are_kept() -> None:
    values = kept(id_type="aadhaar", id_number=AADHAAR)
    assert (values["id_tail"], "id_number" in values) == (AADHAAR[-4:], False)


def test_the_form_is_made_of_the_kinds_fields() -> None:
    composed = {"age", "id_number"}
    assert set(FORM) - composed <= set(SAMPLE.by_name)
    assert set(PERSON) <= set(FORM) and set(PORTAL_IDS) <= set(FORM)
    never_typed = {
        "tube", "tubes", "birth_year", "birth_day", "age_estimated", "id_tail", "box", "slot", "lost_reason", "lost_on",
    }  # fmt: skip
    assert set(SAMPLE.by_name) - set(FORM) == never_typed


def typed_into(name: str) -> st.SearchStrategy[str]:
    """What somebody might well type into a field of the form."""
    match SAMPLE.by_name.get(name):
        case Choices() as field:
            return st.lists(
                st.sampled_from([code for code in field.options if code != "none"]), max_size=4
            ).map(", ".join)
        case Choice() as field:
            return st.sampled_from(("", *field.options))
        case Flag():
            return st.sampled_from(["", "Y", "N", "हाँ", "नहीं"])
        case Day():
            return st.sampled_from(["", "01-05-2021", "२-५-२०२१", "2021-05-03"])
        case Time():
            return st.sampled_from(["", "9:05", "1730"])
        case Mobile():
            return st.just("9826041187")
        case Digits() as field:
            return st.sampled_from(["", "4" * field.length])
        case Ref():
            return st.sampled_from(["", "017978a8-d0c0-7117-ab1f-4bab1a92f40c"])
        case PersonName():
            return st.sampled_from(["Ram Lal", "सुशीला देवी"])
        case Code():
            return st.sampled_from(["", "ab 12", "Z-9"])
        case Text():
            return st.sampled_from(["", "Mowa", "रायपुर"])
    return st.sampled_from(["34", "8m", "12-03-1992", "1990"])


FORMS = st.fixed_dictionaries(
    {
        name: typed_into(name)
        for name in FORM
        if name not in ("lab", "id_type", "id_number", "email", "hospital_phone")
    }
    | {
        "lab": st.sampled_from(["", *reference.labs()]),
        "sample_type": st.sampled_from(reference.options("sample_type")),
        "sex": st.sampled_from(["F", "M", "O"]),
        "id_type": st.just("voter"),
        "id_number": st.sampled_from(["SGT1996198", "6198"]),
        "hospital_phone": st.sampled_from(["", "0771 2234567"]),
        "page": st.just("3"),
        "serial": st.just("7"),
    }
)


@given(FORMS)
@settings(max_examples=150)
def test_a_stored_sample_shown_and_read_again_is_the_same(form: dict[str, str]) -> None:
    values, misfits = read(form, NOW)
    if misfits:  # dates that contradict each other
        assert set(misfits) <= {"travel_to", "onset_on"}
        return
    again, misfits = read(as_typed(values, NOW.date()), NOW)
    assert misfits == {}
    assert again == values
    assert SAMPLE.misshapen(values) == []


@given(st.fixed_dictionaries({}, optional={name: st.text(max_size=40) for name in (*FORM, "roll_no")}))
@settings(max_examples=300)
def test_nothing_typed_is_a_crash_and_every_refusal_can_be_said(form: dict[str, str]) -> None:
    values, misfits = read(form, NOW)
    assert SAMPLE.misshapen(values) == []
    assert_all_said(misfits.values())
    assert set(misfits) <= set(FORM)
