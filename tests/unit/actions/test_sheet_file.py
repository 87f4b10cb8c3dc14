from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.sentences import assert_said
from tikadesk.actions import sheet_file
from tikadesk.actions.sheet_file import SheetTrouble

TABLE = "पेज,नाम\r\n1,सुनीता\r\n"


def written(tmp_path: Path, content: bytes, name: str = "sheet.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_that_office_programs_write(tmp_path: Path, encoding: str) -> None:
    text = TABLE if "16-" not in encoding else "Page,Name\r\n1,सुनीता\r\n"
    read = sheet_file.read(written(tmp_path, text.encode(encoding)))
    assert read.rows[1] == ("1", "सुनीता")
    assert read.note == ""


def test_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    read = sheet_file.read(written(tmp_path, "Page,Name\n1,Ren\xe9\n".encode("cp1252")))
    assert read.rows[1] == ("1", "René")
    assert_said(read.note, {})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(("a", "b")) + "\n" + delimiter.join(("1", "x y"))
    assert sheet_file.read(written(tmp_path, text.encode())).rows == (("a", "b"), ("1", "x y"))


def test_a_workbook_gives_text_as_a_clerk_would_write_it(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Page", "Date", "ID", "Time", "Age", "Note"])
    page.append([1.0, datetime.fromisoformat("2021-05-17"), 229074391500, time(9, 5), "३४", None])
    page.append(
        [2, date(2021, 5, 18), 9360837783.0, datetime.fromisoformat("2021-05-17T09:05"), True, "=1+1"]
    )
    file = tmp_path / "sheet.xlsx"
    book.save(file)
    rows = sheet_file.read(file).rows
    assert rows[1] == ("1", "2021-05-17", "229074391500", "09:05", "३४")
    assert rows[2] == (
        "2",
        "2021-05-18",
        "9360837783",
        "2021-05-17 09:05",
        "1",
        "",
    )  # a formula is not computed


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\xd0\xcf\x11\xe0 old", "sheet.old_excel"),
        (b"PK\x03\x04 no workbook", "sheet.not_a_sheet"),
        (bytes(range(256)) * 4, "sheet.not_a_sheet"),
        (b"a,b\n\x00\x01\n", "sheet.not_a_sheet"),
    ],
)
def test_what_is_no_sheet_gets_a_sentence(tmp_path: Path, content: bytes, key: str) -> None:
    with pytest.raises(SheetTrouble) as met:
        sheet_file.read(written(tmp_path, content))
    assert met.value.key == key
    assert_said(met.value.key, met.value.params)


def test_another_kind_of_archive_is_no_sheet(tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(SheetTrouble) as met:
        sheet_file.read(file)
    assert met.value.key == "sheet.not_a_sheet"


def test_a_missing_file_and_one_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SheetTrouble) as met:
        sheet_file.read(tmp_path / "none.csv")
    assert met.value.key == "sheet.cannot_read"
    monkeypatch.setattr(sheet_file, "MOST_ROWS", 2)
    with pytest.raises(SheetTrouble) as met:
        sheet_file.read(written(tmp_path, b"a\n" * 9))
    assert met.value.key == "sheet.too_large"
    monkeypatch.setattr(sheet_file, "MOST_BYTES", 3)
    with pytest.raises(SheetTrouble):
        sheet_file.read(written(tmp_path, b"a,b\n"))
