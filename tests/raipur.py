"""The real sheet of these tests: a day of a centre's paper register as a clerk typed it, also in other clothes."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tikadesk.actions import staff
from tikadesk.actions.desk import Desk

FILE = Path(__file__).parent / "data" / "paper-register-raipur.csv"
DAY = "2021-05-17"
READ, SAVED, REPEATED, REJECTED = 400, 338, 16, 46
ENGLISH = {
    "पेज": "Page No.",
    "क्र.": "S. No.",
    "नाम": "Name",
    "पिता/पति का नाम": "Father/Husband",
    "उम्र/जन्म वर्ष": "Age/YoB",
    "लिंग": "Gender",
    "मोबाइल नंबर": "Mobile No",
    "पहचान पत्र": "Photo ID",
    "पहचान पत्र क्रमांक": "ID number",
    "श्रेणी": "Category",
    "ग्राम/वार्ड": "Village/Ward",
    "डोज": "Dose",
    "टीका": "Vaccine",
    "बैच नंबर": "Batch No",
    "दिनांक": "Date",
    "टीकाकर्मी": "Vaccinator",
}


def rows() -> list[dict[str, str]]:
    """Its rows by heading."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def aadhaars() -> set[str]:
    """Every run of twelve digits that stands as an Aadhaar in the sheet, good or wrong."""
    wanted = (row for row in rows() if row["पहचान पत्र"] in ("आधार", "Aadhaar"))
    return {re.sub(r"\D", "", row["पहचान पत्र क्रमांक"]) for row in wanted}


def write_csv(file: Path, headings: list[str], lines: list[list[str]]) -> Path:
    """A CSV file of these rows."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([headings, *lines])
    return file


def in_english(file: Path) -> Path:
    """The same sheet with English headings, the last column first."""
    found = rows()
    hindi = list(found[0])[::-1]
    return write_csv(
        file, [ENGLISH[name] for name in hindi], [[row[name] for name in hindi] for row in found]
    )


def as_workbook(file: Path) -> Path:
    """The same sheet as XLSX with typed cells: numbers as numbers, clear dates as dates."""
    book = Workbook()
    page = book.active
    assert page is not None
    found = rows()
    page.append(list(found[0]))
    for row in found:
        page.append([_typed(cell) for cell in row.values()])
    book.save(file)
    return file


def _typed(cell: str) -> object:
    if re.fullmatch(r"[1-9][0-9]*", cell):
        return int(cell)
    shape = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", cell)
    if shape and cell.isascii() and int(shape[2]) <= 12 and int(shape[1]) <= 28:
        return date(int(shape[3]), int(shape[2]), int(shape[1]))
    return cell


def mended(headings: list[str], line: dict[str, str]) -> list[str]:
    """A rejected row as a clerk mends it with the paper before them."""
    good = {
        "नाम": "Sunita Sahu",
        "मोबाइल नंबर": "",
        "उम्र/जन्म वर्ष": "45",
        "लिंग": "महिला",
        "डोज": "1",
        "टीका": "Covishield",
        "दिनांक": "17-05-2021",
        "पहचान पत्र": "",
        "पहचान पत्र क्रमांक": "",
    }
    return [good.get(heading, line[heading]) for heading in headings]


def as_supervisor(desk: Desk) -> Desk:
    """The desk with someone at work who may take in sheets."""
    desk.operator = next(one for one in staff.operators(desk) if one.role == "supervisor")
    return desk
