"""AEFI: what cannot be is refused, by times, symptoms and outcome; of two desks' words the worse stands."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import AADHAAR
from tests.sentences import assert_all_said
from tikadesk.domain import reference
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fold import fold
from tikadesk.domain.kinds.aefi import AEFI, ALWAYS_SERIOUS, FORM, NEVER_MINOR, SEVERITIES, as_typed, read

NOW = datetime(2021, 5, 17, 11, 5, tzinfo=IST)
EVENT = {"onset_time": "10:50", "severity": "1", "symptoms": "fever, दर्द"}
REC = "017978a8-d0c0-7117-ab1f-4bab1a92f40c"


def kept(given_at: str = "10:20", **changed: str) -> dict[str, Value]:
    values, misfits = read(EVENT | changed, NOW, given_on="2021-05-17", given_at=given_at)
    assert misfits == {}
    return values


def wrong(given_at: str = "10:20", **changed: str) -> dict[str, str]:
    """The keys of what is wrong, by field; each can be said in both languages."""
    _, misfits = read(EVENT | changed, NOW, given_on="2021-05-17", given_at=given_at)
    assert_all_said(misfits.values())
    return {name: misfit.key for name, misfit in misfits.items()}


def test_the_fewest_keys_make_a_report() -> None:
    assert kept() == {
        "onset_on": "2021-05-17", "onset_time": "10:50", "severity": "minor", "symptoms": "pain fever",
    }  # fmt: skip


def test_the_officer_is_told_today_unless_another_day_is_named() -> None:
    told = kept(officer="Dr A. Sahu", officer_told_at="1055")
    assert (told["officer_told_on"], told["officer_told_at"]) == ("2021-05-17", "10:55")
    assert "officer_told_on" not in kept(officer_told_on="17-05-2021")  # a day alone: nobody was told


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"severity": ""}, "severity", "misfit.missing.severity"),
        ({"severity": "4"}, "severity", "misfit.choice.severity"),
        ({"symptoms": ""}, "symptoms", "misfit.missing.symptoms"),
        ({"symptoms": "sadness"}, "symptoms", "misfit.choice.aefi_symptom"),
        ({"symptoms": "other"}, "description", "misfit.missing.description"),
        ({"symptoms": "fits"}, "severity", "misfit.never_minor"),
        ({"severity": "2", "outcome": "भर्ती"}, "severity", "misfit.always_serious"),
        ({"onset_time": "10:19"}, "onset_time", "misfit.onset_before_dose"),
        ({"onset_on": "16-05-2021"}, "onset_on", "misfit.onset_before_dose"),
        ({"onset_time": "11:06"}, "onset_time", "misfit.time_ahead"),
        ({"onset_on": "18-05-2021"}, "onset_on", "misfit.day_ahead"),
        ({"officer_told_at": "11:06"}, "officer_told_at", "misfit.time_ahead"),
        ({"officer_told_at": "10:49"}, "officer_told_at", "misfit.told_before_onset"),
        ({"outcome": "dancing"}, "outcome", "misfit.choice.aefi_outcome"),
    ],
)
def test_what_cannot_be_is_refused_in_words(changed: dict[str, str], field: str, key: str) -> None:
    assert wrong(**changed) == {field: key}


def test_a_dose_without_its_time_binds_by_its_day_only() -> None:
    assert wrong(given_at="", onset_time="00:10") == {}
    assert wrong(given_at="", onset_on="16-05-2021") == {"onset_on": "misfit.onset_before_dose"}


def test_an_aadhaar_number_stays_nowhere() -> None:
    told = kept(description=f"fell, card {AADHAAR}", treatment=AADHAAR, referred_to=AADHAAR)
    assert not any(AADHAAR in str(value) for value in told.values())


@given(
    st.integers(0, 3000),
    st.integers(-60, 3000),
    st.sampled_from(SEVERITIES),
    st.sampled_from(reference.options("aefi_symptom")[:-1]),
    st.sampled_from(reference.options("aefi_outcome")),
)
def test_what_is_kept_is_read_again_as_it_was(
    dose_ago: int, onset_ago: int, severity: str, symptom: str, outcome: str
) -> None:
    dose, onset = NOW - timedelta(minutes=dose_ago), NOW - timedelta(minutes=onset_ago)
    typed = {
        "onset_on": f"{onset:%d-%m-%Y}", "onset_time": f"{onset:%H:%M}", "severity": severity, "symptoms": symptom,
        "outcome": outcome,
    }  # fmt: skip
    at = {"given_on": f"{dose:%Y-%m-%d}", "given_at": f"{dose:%H:%M}"}
    values, misfits = read(typed, NOW, **at)
    assert_all_said(misfits.values())
    fits = not (severity == "minor" and symptom in NEVER_MINOR)
    fits = fits and (severity == "serious" or outcome not in ALWAYS_SERIOUS)
    assert (misfits == {}) is (fits and dose <= onset <= NOW)
    assert set(misfits) <= {"onset_on", "onset_time", "severity"}
    if not misfits:
        assert read(as_typed(values), NOW, **at) == (values, {})


def test_of_two_desks_the_worse_stands_until_someone_saw_both() -> None:
    def entry(place: int, severity: str, over: tuple[str, ...], gen: int) -> Entry:
        rec = f"{REC[:-1]}{place}"
        at = "2021-05-17T11:05:00+05:30"
        return Entry(rec, "aefi", REC, Op.EDIT, at, "-", {"severity": severity}, over=over, gen=gen)

    told = Entry(REC, "aefi", REC, Op.CREATE, "2021-05-17T11:00:00+05:30", "-", {"severity": "minor"})
    worse, same = entry(1, "serious", (REC,), 2), entry(2, "severe", (REC,), 2)
    for order in ([told, worse, same], [same, told, worse]):
        assert fold(order, AEFI.merge_rules).values["severity"] == "serious"
    settled = entry(3, "severe", (worse.id, same.id), 3)
    assert fold([told, worse, same, settled], AEFI.merge_rules).values["severity"] == "severe"


def test_the_words_have_an_order_of_weight() -> None:
    assert reference.options("severity") == SEVERITIES
    assert set(reference.options("aefi_symptom")) > NEVER_MINOR
    assert set(reference.options("aefi_outcome")) > ALWAYS_SERIOUS
    assert set(FORM) < set(AEFI.by_name)
