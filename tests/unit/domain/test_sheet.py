from __future__ import annotations

import pytest

from tikadesk.domain import sheet
from tikadesk.domain.sheet import DOSE, REGISTRATION

HINDI = ["पेज", "क्र.", "नाम", "पिता/पति का नाम", "उम्र/जन्म वर्ष", "लिंग", "मोबाइल नंबर", "पहचान पत्र"]
HINDI += ["पहचान पत्र क्रमांक", "श्रेणी", "ग्राम/वार्ड", "डोज", "टीका", "बैच नंबर", "दिनांक", "टीकाकर्मी"]
ENGLISH = ["Vaccinator", "DATE", "Batch No.", "vaccine", "Dose", "Village / Ward", "Category", "ID Number"]
ENGLISH += ["Photo ID", "Mobile No", "Gender", "Age", "Father/Husband", "Name", "S. No.", "Page No."]


def row(cells: list[str], day: str = "") -> sheet.Row:
    return sheet.columns(HINDI, REGISTRATION).row(2, cells, day)


def typed(**changed: str) -> list[str]:
    base = dict(zip(HINDI, ["1", "2", "Vikas", "Ram", "77", "पुरुष", "9625851781"] + [""] * 9, strict=True))
    return list(
        (base | {"डोज": "1", "टीका": "Covishield", "बैच नंबर": "B1", "टीकाकर्मी": "Rekha"} | changed).values()
    )


def test_headings_in_hindi_and_in_english_in_any_order_name_the_same_fields() -> None:
    one, other = sheet.columns(HINDI, REGISTRATION), sheet.columns(ENGLISH, REGISTRATION)
    assert one.places.keys() == other.places.keys()
    assert (one.unknown, other.unknown) == ((), ())
    assert [one.places[name] for name in ("page", "serial", "name", "vaccinator")] == [0, 1, 2, 15]
    assert [other.places[name] for name in ("page", "serial", "name", "vaccinator")] == [15, 14, 13, 0]


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("kind", sheet.KINDS)
def test_a_template_is_understood(kind: str, language: str) -> None:
    found = sheet.columns(sheet.template(kind, language), kind)
    assert (found.unknown, found.missing) == ((), ())
    assert found.with_dose is (kind in (REGISTRATION, DOSE))


def test_every_alias_stands_for_one_field() -> None:
    seen: dict[str, str] = {}
    for part in ("shared", REGISTRATION, DOSE):
        for name, spellings in sheet._table()[part].items():
            for word in (word for words in spellings.values() for word in words):
                assert seen.setdefault(sheet._plain(word), name) == name, word


def test_unknown_and_doubled_columns_are_named() -> None:
    found = sheet.columns(["Name", "नाम", "Shoe size", "", "Reason"], REGISTRATION)
    assert found.unknown == ("नाम", "Shoe size")
    assert found.missing == ("page", "serial", "age", "sex")


def test_a_dose_sheet_needs_a_number_or_a_line() -> None:
    shot = ["Vaccine", "Batch", "Vaccinator"]
    assert sheet.columns(shot, DOSE).missing == ("page", "serial")
    assert sheet.columns([*shot, "Official number"], DOSE).missing == ()


def test_headings_are_found_below_a_title() -> None:
    rows = [["दैनिक रजिस्टर"], [""], HINDI, ["1", "1", "नाम"]]
    assert sheet.find_headings(rows, REGISTRATION) == 2
    assert sheet.find_headings([["a", "b"], ["c"]], REGISTRATION) is None
    assert sheet.find_headings([], REGISTRATION) is None


@pytest.mark.parametrize(
    ("written", "mobile", "reason"),
    [("", "", "not_recorded"), ("नहीं", "", "none"), ("-", "", "none"), ("9360837783", "9360837783", "")],
)
def test_a_mobile_that_is_none_gets_its_reason(written: str, mobile: str, reason: str) -> None:
    person = row(typed(**{"मोबाइल नंबर": written})).person or {}
    assert (person["mobile"], person["no_mobile_reason"]) == (mobile, reason)


def test_a_blank_card_is_not_recorded_and_a_number_alone_is_asked_about() -> None:
    assert (row(typed()).person or {})["id_type"] == "not_recorded"
    alone = row(typed(**{"पहचान पत्र क्रमांक": "SZS8906828"})).person or {}
    assert (alone["id_type"], alone["id_number"]) == ("", "SZS8906828")


def test_names_lose_honorifics_and_devanagari_is_the_local_name_too() -> None:
    person = row(typed(नाम="  श्री   जागेश्वर कुमार", **{"पिता/पति का नाम": "Shri Domar"})).person or {}
    assert (person["name"], person["name_local"]) == ("जागेश्वर कुमार", "जागेश्वर कुमार")
    assert person["parent_name"] == "Domar"
    assert (row(typed()).person or {})["name_local"] == ""
    assert (row(typed(नाम="-")).person or {})["name"] == ""


def test_both_forms_come_from_paper_with_page_serial_and_day() -> None:
    both = row(typed(), day="2021-05-17")
    for form in (both.person or {}, both.shot or {}):
        assert [form[name] for name in ("source", "page", "serial", "day")] == [
            "paper",
            "1",
            "2",
            "2021-05-17",
        ]
    assert (both.form["day"], row(typed(दिनांक="17/5/21"), day="2021-05-18").form["day"]) == (
        "2021-05-17",
        "17/5/21",
    )
    assert (both.shot or {})["vaccine"] == "Covishield"


def test_a_short_row_reads_as_blank_and_an_empty_one_is_told() -> None:
    assert (row(["1", "2"]).person or {})["name"] == ""
    assert sheet.is_empty(["", "  "]) and not sheet.is_empty(["", "x"])


def test_an_apostrophe_before_a_formula_is_taken_off() -> None:
    assert sheet.typed_cell("'+91 9625851781") == "+91 9625851781"
    assert sheet.typed_cell("'Om") == "'Om"


def test_the_reasons_of_an_earlier_round_are_no_column() -> None:
    assert sheet.is_ignored("What to correct") and sheet.is_ignored("क्या सुधारें")
    assert not sheet.is_ignored("नाम")
    assert sheet.columns(["क्या सुधारें", *HINDI], REGISTRATION).unknown == ()


def test_a_heading_is_said_in_the_asked_language() -> None:
    assert sheet.heading(REGISTRATION, "name", "en") == "Name"
    assert sheet.heading(REGISTRATION, "page", "hi_CG") == "पेज"
