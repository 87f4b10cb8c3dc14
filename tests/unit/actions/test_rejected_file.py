from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tikadesk import i18n
from tikadesk.actions import rejected_file
from tikadesk.actions.import_sheet import Rejected
from tikadesk.domain import sheet
from tikadesk.errors import Problem, StoreTrouble

HEADINGS = ["पेज", "क्र.", "नाम", "पहचान पत्र", "पहचान पत्र क्रमांक", "क्या सुधारें"]
COLUMNS = sheet.columns(HEADINGS, sheet.REGISTRATION)
AADHAAR = Problem("id_number", "misfit.aadhaar_check")


def rejected(*problems: Problem, number: str = "234123412347", name: str = "सुनीता") -> Rejected:
    row = COLUMNS.row(7, ["1", "2", name, "आधार", number, "old reason"])
    return Rejected(row, problems)


def read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def test_the_list_has_the_sheets_headings_and_the_reasons(tmp_path: Path) -> None:
    i18n.use("hi")
    file = rejected_file.write(tmp_path / "a.csv", COLUMNS, [rejected(AADHAAR)])
    assert file.name == "a.csv.rejected.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    heading, row = read(file)
    assert heading == HEADINGS
    assert row[:5] == ["1", "2", "सुनीता", "आधार", ""]
    assert row[5].startswith("पहचान पत्र क्रमांक: ") and "कागज़ से दोबारा" in row[5]
    assert "old reason" not in row[5]


def test_every_reason_is_told_in_words_for_a_sheet(tmp_path: Path) -> None:
    told = rejected_file.reasons(
        COLUMNS, [Problem("name", "misfit.krutidev"), Problem("day", "sheet.no_day")]
    )
    assert told.startswith("नाम: This is Hindi typed for another font")
    assert "press N" not in rejected_file.sentence(Problem("mobile", "misfit.mobile_length", {"n": 9}))
    assert "again from the paper" in rejected_file.sentence(AADHAAR)


def test_the_same_rows_give_the_same_file_and_a_mended_one_is_kept(tmp_path: Path) -> None:
    first = rejected_file.write(tmp_path / "a.csv", COLUMNS, [rejected(AADHAAR)])
    assert rejected_file.write(tmp_path / "a.csv", COLUMNS, [rejected(AADHAAR)]) == first
    first.write_text("mended", encoding="utf-8")
    other = rejected_file.write(tmp_path / "a.csv", COLUMNS, [rejected(AADHAAR)])
    assert other.name == "a.csv.rejected-2.csv"
    assert first.read_text(encoding="utf-8") == "mended"
    assert sorted(file.name for file in tmp_path.iterdir()) == [other.name, first.name]


def test_a_folder_that_does_not_take_it_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as met:
        rejected_file.write(tmp_path / "none" / "a.csv", COLUMNS, [rejected(AADHAAR)])
    assert met.value.key == "sheet.rejected_not_written"


def test_a_ration_card_that_was_cut_is_told_in_the_reason(tmp_path: Path) -> None:
    row = COLUMNS.row(7, ["1", "2", "", "राशन कार्ड", "234123412346", ""])
    nameless = Rejected(row, (Problem("name", "misfit.missing.name"),))
    _, written = read(rejected_file.write(tmp_path / "a.csv", COLUMNS, [nameless]))
    assert written[4] == "XXXX XXXX 2346"
    assert written[5].endswith(f"{HEADINGS[4]}: {i18n.tr('sheet.ration_cut')}")
    assert i18n.tr("sheet.ration_cut") not in rejected_file.reasons(COLUMNS, nameless.problems)
