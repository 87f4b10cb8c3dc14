"""Registration: a person as they stood before the desk: what is asked, what is kept, in which order it objects."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import AADHAAR, WALK_IN
from tests.sentences import assert_all_said
from tikadesk.domain import reference
from tikadesk.domain.kinds.registration import FORM, REGISTRATION, as_typed, read, without_honorific

TODAY = date(2021, 5, 17)


def wrong(**changed: str) -> dict[str, str]:
    """The keys of what is wrong with the walk-in of these tests after some changes, by field, in form order."""
    _, misfits = read(WALK_IN | changed, TODAY)
    assert_all_said(misfits.values())
    return {name: misfit.key for name, misfit in misfits.items()}


def kept(**changed: str) -> dict[str, object]:
    """The values kept of a good form."""
    values, misfits = read(WALK_IN | changed, TODAY)
    assert misfits == {}
    return dict(values)


def test_a_walk_in() -> None:
    assert kept() == {
        "mode": "walk_in", "source": "live", "day": "2021-05-17", "mobile": "9826041187", "name": "Sushila Devi",
        "name_local": "सुशीला देवी", "birth_year": 1987, "age_estimated": 1, "sex": "F", "id_type": "voter",
        "id_number": "SGT1996198", "id_tail": "6198", "category": "apl", "quota": "apl", "village": "Mowa",
    }  # fmt: skip


def test_an_empty_form_says_everything_that_is_missing_first_field_first() -> None:
    _, misfits = read({}, TODAY)
    assert_all_said(misfits.values())
    assert list(misfits) == ["mobile", "name", "age", "sex", "id_type"]
    assert {misfit.key for misfit in misfits.values()} == {f"misfit.missing.{name}" for name in misfits}


BAD_INPUT = [
    ("mobile", "98260", "misfit.mobile_length"),
    ("mobile", "5826041187", "misfit.mobile_start"),
    ("mobile", "9999999999", "misfit.mobile_same"),
    ("age", "121", "misfit.age"),
    ("age", "31-02-1992", "misfit.day_none"),
    ("age", "18-05-2021", "misfit.age"),
    ("day", "31-04-2021", "misfit.day_none"),
    ("day", "18-05-2021", "misfit.day_ahead"),
    ("day", "15-01-2021", "misfit.day_before_programme"),
    ("name", "jkes'k oekZ", "misfit.krutidev"),
    ("name_local", "lquhrk nsoh", "misfit.krutidev"),
    ("name", "Sushila\x07", "misfit.invisible"),
    ("name", "Sushila\u200bDevi", "misfit.invisible"),
    ("name_local", "क" * 100, "misfit.too_long"),
    ("village", "Mowa\u200b", "misfit.invisible"),
    ("sex", "Z", "misfit.choice.sex"),
    ("category", "poor", "misfit.choice.category"),
    ("ration_card", "123", "misfit.code_length"),
    ("page", AADHAAR, "misfit.code_length"),
]


@pytest.mark.parametrize(("field", "typed", "key"), BAD_INPUT)
def test_bad_input_is_told_beside_its_field(field: str, typed: str, key: str) -> None:
    assert wrong(**{field: typed}) == {field: key}


def test_an_aadhaar_that_fails_verhoeff() -> None:
    assert wrong(id_type="aadhaar", id_number="234123412345") == {"id_number": "misfit.aadhaar_check"}


def test_a_name_of_99_devanagari_characters_is_kept_whole() -> None:
    assert kept(name_local="क" * 99)["name_local"] == "क" * 99


def test_problems_come_in_the_order_of_the_form() -> None:
    assert list(wrong(notes="\u200b", mobile="1", age="999", village="\x00", name="x")) == [
        "mobile", "name", "age", "village", "notes",
    ]  # fmt: skip
    assert set(FORM) <= set(REGISTRATION.by_name) | {"age"}


def test_a_mobile_is_not_required_but_a_reason_is() -> None:
    assert wrong(mobile="") == {"mobile": "misfit.missing.mobile"}
    assert "mobile" not in kept(mobile="", no_mobile_reason="none")


def test_an_age_a_birth_year_or_a_date_of_birth() -> None:
    assert (kept(age="34")["birth_year"], kept(age="34")["age_estimated"]) == (1987, 1)
    assert (kept(age="1987")["birth_year"], kept(age="1987")["age_estimated"]) == (1987, 0)
    assert kept(age="12-03-1992")["birth_day"] == "1992-03-12"


@pytest.mark.parametrize("age", ["17", "8m", "18-05-2003"])
def test_a_minor_has_a_guardian(age: str) -> None:
    assert wrong(age=age) == {"guardian_name": "misfit.missing.guardian_name"}
    values = kept(age=age, guardian_name="रमेश देवांगन", guardian_relation="पिता")
    assert values["guardian_relation"] == "father"


def test_who_turns_18_on_that_day_needs_none() -> None:
    assert "guardian_name" not in kept(age="17-05-2003")


def test_no_id_at_all_is_real_and_takes_a_facilitator() -> None:
    assert wrong(id_type="none", id_number="") == {"facilitator_name": "misfit.missing.facilitator_name"}
    values = kept(
        id_type="none", id_number="", facilitator_name="Asha Netam", facilitator_mobile="९३००१ ११२२२"
    )
    assert values["facilitator_mobile"] == "9300111222"


def test_from_paper_takes_page_and_serial() -> None:
    assert wrong(source="paper") == {"page": "misfit.missing.page", "serial": "misfit.missing.serial"}
    assert kept(source="paper", page="3", serial="12", day="15/5/21")["day"] == "2021-05-15"


@pytest.mark.parametrize(
    ("category", "quota"), [(code, row.quota) for code, row in reference.categories().items()]
)
def test_the_quota_group_follows_the_category(category: str, quota: str) -> None:
    assert kept(category=category)["quota"] == quota


@pytest.mark.parametrize("field", ["village", "block", "notes", "ration_card", "id_number"])
@pytest.mark.parametrize("typed", [AADHAAR, "2341 2341 2346", "२३४१-२३४१-२३४६"])
def test_an_aadhaar_typed_into_any_field_is_not_kept(field: str, typed: str) -> None:
    for id_type in reference.options("id_type"):
        values, _ = read(WALK_IN | {"id_type": id_type, field: typed}, TODAY)
        assert not any(AADHAAR in str(value) for value in values.values())


def test_registered_before_on_the_portal() -> None:
    assert kept(mode="online", portal_ref="62682606457710")["mode"] == "pre_registered"


def test_a_clerks_honorific_is_taken_off_but_never_the_whole_name() -> None:
    assert without_honorific("श्रीमती  सुनीता वर्मा") == "सुनीता वर्मा"
    assert without_honorific("Shri Mr. Ram") == "Ram"
    assert without_honorific("श्री") == "श्री"


def words(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from(reference.options(table))


names = st.from_regex(r"[A-Z][aeiou][nmrtl][aeiou]( [A-Z][aeiou][nmr][aiu])?", fullmatch=True)
ages = st.one_of(
    st.integers(0, 120).map(str),
    st.integers(1902, 2021).map(str),
    st.dates(date(1902, 1, 1), TODAY).map(lambda day: day.strftime("%d-%m-%Y")),
)
good_forms = st.fixed_dictionaries(
    {
        "mobile": st.from_regex(r"98[0-9]{7}1", fullmatch=True),
        "name": names,
        "age": ages,
        "sex": words("sex"),
        "id_type": st.sampled_from(["aadhaar", "voter", "ration", "not_recorded"]),
        "guardian_name": names,
    },
    optional={
        "name_local": st.sampled_from(["सुशीला देवी", "ली"]),
        "category": words("category"),
        "ration_card": st.from_regex(r"22[0-9]{10}", fullmatch=True),
        "village": names,
        "day": st.dates(date(2021, 1, 16), TODAY).map(date.isoformat),
        "notes": st.sampled_from(["comes by bus", "ask 9826041187"]),
        "mode": words("mode"),
    },
)


@given(form=good_forms)
@settings(max_examples=60)
def test_what_is_kept_shown_again_and_read_again_is_the_same(form: dict[str, str]) -> None:
    form["id_number"] = {"aadhaar": AADHAAR, "voter": "SGT1996198", "ration": "229074391500"}.get(
        form["id_type"], ""
    )
    values, misfits = read(form, TODAY)
    if misfits:  # a date of birth after the day of service
        assert list(misfits) == ["age"]
        return
    again, misfits = read(as_typed(values, TODAY), TODAY)
    assert misfits == {}
    assert again == values


@given(form=st.dictionaries(st.sampled_from(FORM), st.text(max_size=40)))
def test_whatever_is_typed_is_read_or_told(form: dict[str, str]) -> None:
    values, misfits = read(form, TODAY)
    assert REGISTRATION.misshapen(values) == []
    assert [name for name in FORM if name in misfits] == list(misfits)
