from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tikadesk.actions import blank_sheet, sheet_file

HEADINGS = ("पेज", "Serial", "Mobile")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "A.XLSX"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    blank_sheet.write(tmp_path / name, HEADINGS)
    assert sheet_file.read(tmp_path / name).rows == (HEADINGS,)
    with pytest.raises(FileExistsError):
        blank_sheet.write(tmp_path / name, HEADINGS)


def test_a_workbooks_columns_are_text(tmp_path: Path) -> None:
    blank_sheet.write(tmp_path / "a.xlsx", HEADINGS)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    # One entry stands for all columns of the same form: 03-04 stays what was typed in each of them.
    (columns,) = page.column_dimensions.values()
    assert (columns.min, columns.max, columns.number_format) == (1, len(HEADINGS), "@")
    assert page.freeze_panes == "A2"
