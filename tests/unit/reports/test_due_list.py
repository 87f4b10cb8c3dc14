"""The due list says of everybody what the programme's rules say, and its totals are those of its lines."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import i18n
from tikadesk.domain.entry import Value
from tikadesk.reports import due_list
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell

ON, UNTIL = "2021-08-14", "2021-08-28"
PEOPLE = (
    ("सुनीता साहू", "मोवा", "2021-04-20", "9827012345"),
    ("Ram Kumar", "Arang", "2021-05-20", None),
    ("Sita", "arang", "2021-04-01", "9827012346"),
    ("Gita", None, "2021-06-05", "9827012347"),
)
"""Name, village, day of the first dose of Covishield, mobile."""


@pytest.fixture(scope="module")
def desk() -> Iterator[DeskInMemory]:
    made = DeskInMemory()
    for name, village, day, mobile in PEOPLE:
        person = made.register(name=name, village=village, mobile=mobile, district="387")
        values: dict[str, Value] = {
            "person": person, "day": day, "outcome": "given", "dose_no": 1, "vaccine": "covishield",
        }  # fmt: skip
        with made.store.write() as writer:
            made.desk.create(writer, "dose", values)
    yield made


def listed(desk: DeskInMemory) -> tuple[list[dict[str, Cell]], dict[str, int]]:
    sheet = due_list.make(desk.store, ON, UNTIL, False)
    keys = [column.key for column in sheet.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    assert sheet.expected == len(rows)
    return rows, dict(sheet.totals())


def test_each_line_says_who_is_due_for_what_and_since_when(desk: DeskInMemory) -> None:
    rows, _ = listed(desk)
    assert [(row["sno"], row["name"], row["village"]) for row in rows] == [
        (1, "Sita", "arang"), (2, "Ram Kumar", "Arang"), (3, "सुनीता साहू", "मोवा"), (4, "Gita", ""),
    ]  # fmt: skip
    expected: dict[str, Cell] = {
        "age": 34, "sex": "Female", "mobile": "9827012346", "dose_no": "2nd dose", "vaccine": "Covishield",
        "last_on": "2021-04-01", "due_from": "2021-06-24", "due_to": "2021-07-22", "urgency": "Overdue",
        "overdue_days": 23, "address": "Raipur", "outcome": None, "remarks": None,
    }  # fmt: skip
    assert {name: rows[0][name] for name in expected} == expected
    assert [row["urgency"] for row in rows] == ["Overdue", "Due now", "Overdue", "Within 4 weeks"]
    assert rows[1]["overdue_days"] is None


def test_the_totals_are_those_of_the_lines(desk: DeskInMemory) -> None:
    rows, totals = listed(desk)
    told = {
        name: totals[i18n.tr(f"report.due_total.{name}")] for name in due_list.TOTALS if name != "overdue"
    }
    assert told == {"people": 4, "now": 1, "week": 0, "later": 1, "villages": 2, "without_mobile": 1}
    assert totals["Overdue"] == Counter(row["urgency"] for row in rows)["Overdue"] == 2


def test_the_files_hold_what_the_list_holds(desk: DeskInMemory, tmp_path: Path) -> None:
    made = export(desk.store, "due", ON, UNTIL, "csv", tmp_path / "due.csv")
    with made.file.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert made.rows == 4 and [line[2] for line in lines[1:5]] == ["Sita", "Ram Kumar", "सुनीता साहू", "Gita"]
    book = load_workbook(export(desk.store, "due", ON, UNTIL, "xlsx", tmp_path / "due.xlsx").file)
    page = book.worksheets[0]
    assert page.max_row == 5 and page["N2"].is_date
    again = export(desk.store, "due", ON, UNTIL, "csv", tmp_path / "again.csv")
    assert again.sha256 == made.sha256
