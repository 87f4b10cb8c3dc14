"""Dose: what was injected by whom and when, or why it was not."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import AADHAAR, ALL_CLEAR
from tests.sentences import assert_all_said
from tikadesk.domain.clock import IST
from tikadesk.domain.kinds.dose import DOSE, FORM, SCREENING, read, shown_day

NOW = datetime(2021, 5, 17, 10, 20, tzinfo=IST)
SHOT = {
    "vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021", "vial": "4", "site": "left_arm",
    "vaccinator": "रेखा यादव",
}  # fmt: skip


def wrong(**changed: str) -> dict[str, str]:
    """The keys of what is wrong with the dose of these tests after some changes, by field, in form order."""
    _, misfits = read(SHOT | ALL_CLEAR | changed, NOW)
    assert_all_said(misfits.values())
    return {name: misfit.key for name, misfit in misfits.items()}


def kept(**changed: str) -> dict[str, object]:
    values, misfits = read(SHOT | ALL_CLEAR | changed, NOW)
    assert misfits == {}
    return dict(values)


def test_a_dose_given_now_is_observed_for_half_an_hour() -> None:
    values = kept()
    assert (values["outcome"], values["day"], values["time"], values["observed_until"]) == (
        "given", "2021-05-17", "10:20", "10:50",
    )  # fmt: skip
    assert values["expires_on"] == "2021-08-31"


def test_observation_goes_past_midnight() -> None:
    assert kept(time="23:45")["observed_until"] == "00:15"


def test_a_dose_from_paper_keeps_no_time_that_nobody_wrote() -> None:
    values = kept(source="paper", day="15-05-2021", page="3", serial="4", expires_on="")
    assert "time" not in values and "observed_until" not in values
    assert kept(source="paper", day="15-05-2021", time="11.30")["observed_until"] == "12:00"


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        ("expires_on", "16-05-2021", "misfit.batch_expired"),
        ("expires_on", "", "misfit.missing.expires_on"),
        ("batch", "", "misfit.missing.batch"),
        ("batch", AADHAAR, "misfit.aadhaar_here"),
        ("vaccine", "XYZ", "misfit.choice.vaccine"),
        ("vaccinator", "", "misfit.missing.vaccinator"),
        ("dose_no", "4", "misfit.choice.dose_no"),
        ("day", "18-05-2021", "misfit.day_ahead"),
        ("day", "15-01-2021", "misfit.day_before_programme"),
        ("time", "25:00", "misfit.time"),
        ("fever", "maybe", "misfit.yes_no"),
    ],
)
def test_bad_input_is_told_beside_its_field(field: str, typed: str, key: str) -> None:
    assert wrong(**{field: typed}) == {field: key}


def test_a_batch_may_be_used_on_the_day_it_expires_and_the_day_of_the_dose_counts() -> None:
    assert kept(expires_on="17-05-2021")["expires_on"] == "2021-05-17"
    paper = {"source": "paper", "page": "1", "serial": "1"}
    assert kept(expires_on="16-05-2021", day="15-05-2021", **paper)["outcome"] == "given"


def test_a_wrong_day_and_a_wrong_number_are_both_told() -> None:
    assert list(wrong(day="99-99-2021", dose_no="four", fever="?")) == ["fever", "dose_no", "day"]


@pytest.mark.parametrize("question", SCREENING)
def test_a_yes_to_any_health_question_defers_the_dose(question: str) -> None:
    values = kept(**{question: "Y"})
    assert (values["outcome"], values["defer_reason"]) == ("deferred", question)
    assert "observed_until" not in values


def test_deferring_needs_no_vial_nor_a_batch_that_is_still_good() -> None:
    values, misfits = read({"defer_reason": "fever"}, NOW)
    assert misfits == {}
    assert (values["outcome"], values["day"]) == ("deferred", "2021-05-17")
    assert wrong(fever="Y", expires_on="16-05-2021") == {}


def test_the_words_of_the_register_for_the_dose_number() -> None:
    assert [kept(dose_no=word)["dose_no"] for word in ("प्रथम", "II", "booster")] == [1, 2, 3]


@given(form=st.dictionaries(st.sampled_from(FORM), st.text(max_size=30)))
def test_whatever_is_typed_is_read_or_told(form: dict[str, str]) -> None:
    values, misfits = read(form, NOW)
    assert DOSE.misshapen(values) == []
    assert [name for name in FORM if name in misfits] == list(misfits)
    assert values["outcome"] in ("given", "deferred")


def test_days_are_shown_day_first() -> None:
    assert shown_day("2021-08-09") == "09-08-2021"
