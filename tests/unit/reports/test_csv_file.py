from __future__ import annotations

import csv
import io

import pytest

from tests.unit.reports.sheets import a_sheet
from tikadesk.reports import csv_file
from tikadesk.reports.paper import Sheet


def written(sheet: Sheet) -> tuple[int, bytes]:
    out = io.BytesIO()
    rows = csv_file.write(sheet, out)
    return rows, out.getvalue()


def test_hindi_is_read_by_spreadsheets_and_days_are_iso() -> None:
    rows, content = written(a_sheet(("सुनीता, देवी", 4, "2021-05-17"), (None, None, None)))
    assert rows == 2
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert found == [["नाम", "N", "Day"], ["सुनीता, देवी", "4", "2021-05-17"], ["", "", ""], [], ["Lines", "2"]]
    assert csv_file.read_back(io.BytesIO(content), 1) == (2, [2])


@pytest.mark.parametrize("formula", ["=1+1", "+1", "@x", "-1+2", "\t=1"])
def test_nothing_is_computed(formula: str) -> None:
    _, content = written(a_sheet((formula, 1, None)))
    assert f"'{formula}" in content.decode("utf-8-sig")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written(a_sheet(("a", 1, None))) == written(a_sheet(("a", 1, None)))
