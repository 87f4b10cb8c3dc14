from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from openpyxl import load_workbook

from tests.unit.reports.sheets import a_sheet, many
from tikadesk.reports import xlsx_file
from tikadesk.reports.paper import Sheet


def written(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    xlsx_file.write(sheet, out)
    return out.getvalue()


def test_cells_have_their_types_and_headings_stay_in_view() -> None:
    content = written(a_sheet(("सुनीता", 4, "2021-05-17"), (None, None, None), ("0098", 0, None)))
    book = load_workbook(io.BytesIO(content))
    page, totals = book.worksheets
    assert [cell.value for cell in page[1]] == ["नाम", "N", "Day"]
    assert [cell.value for cell in page[2]] == ["सुनीता", 4, datetime.fromisoformat("2021-05-17")]
    assert [cell.value for cell in page[4]] == ["0098", 0, None]
    assert page["C2"].number_format == "dd-mm-yyyy"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C4"
    assert [cell.value for cell in totals["A"]] == ["A & B", None, "Lines"]
    assert totals["B3"].value == 3
    assert xlsx_file.read_back(io.BytesIO(content), 1) == (3, [3])
    book.close()


def test_nothing_is_computed_or_followed() -> None:
    formulas = ["=1+1", "http://example.org", "+1", "007"]
    book = load_workbook(io.BytesIO(written(a_sheet(*((text, 1, None) for text in formulas)))))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None) for text in formulas
    ]
    book.close()


def test_practice_is_marked_on_every_page() -> None:
    book = load_workbook(io.BytesIO(written(a_sheet(practice=True))))
    assert "PRACTICE" in str(book.worksheets[0].oddHeader.left.text)
    book.close()


def test_notes_stand_below_the_totals_as_words() -> None:
    content = written(replace(a_sheet(("a", 1, None)), notes=("=closed", "reopened")))
    book = load_workbook(io.BytesIO(content))
    found = [(cell.value, cell.data_type) for cell in book.worksheets[1]["A"]][-3:]
    assert found == [(None, "n"), ("=closed", "s"), ("reopened", "s")]
    assert xlsx_file.read_back(io.BytesIO(content), 1) == (1, [1])
    book.close()


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written(many(50)) == written(many(50))
