"""The reconciliation as a sheet: its groups and counts are those of the screen, and the file is read back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.ui.busy_reconcile import busy_reconcile
from tikadesk import i18n
from tikadesk.actions import reconcile
from tikadesk.actions.desk import Desk
from tikadesk.domain.reconcile import GROUPS, UNSENT
from tikadesk.reports import reconciliation
from tikadesk.reports.export import export, formats
from tikadesk.reports.paper import Cell


@pytest.fixture
def desk() -> Desk:
    return busy_reconcile()


def listed(desk: Desk, first: str, last: str) -> tuple[list[dict[str, Cell]], list[tuple[str, int]]]:
    sheet = reconciliation.make(desk.store, first, last, False)
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows], sheet.totals()


def test_sheet_and_screen_tell_the_same(desk: Desk) -> None:
    day = desk.today()
    picture = reconcile.picture(desk, day)
    found, totals = listed(desk, day, day)
    assert {row["sno"] for row in found} == set(range(1, len(picture.lines) + 1))
    figures = [figure for _, figure in totals]
    assert figures[:4] == [picture.given, picture.given - 2, picture.rows, picture.given]
    assert figures[4:7] == [0, 0, 0]
    expected = [sum(line.is_in(group) for line in picture.lines) for group in (*GROUPS, UNSENT)]
    assert figures[7:] == expected and all(expected[:4]), expected


def test_a_line_holds_both_sides_and_in_what_they_differ(desk: Desk) -> None:
    found, _ = listed(desk, desk.today(), desk.today())
    named = {row["differs"]: row for row in found if row["differs"]}
    row = named["Vaccine, Batch"]
    told = [row[name] for name in ("vaccine", "vaccine_there", "batch", "batch_there", "by")]
    assert told == ["Covishield", "Covaxin", "4121Z025", "37G21021A", "name and age"]
    assert named["voided"]["name"] and named["voided"]["name_there"] and named["voided"]["state"] == "voided"
    twice = [row for row in found if row["group"] == i18n.tr("report.reconciliation_group.twice")]
    assert len(twice) == 2 and len({row["sno"] for row in twice}) == 1


def test_days_that_nobody_told_of_are_counted_as_unknown_and_add_nothing(desk: Desk) -> None:
    _, totals = listed(desk, "2021-10-12", desk.today())
    alone = [figure for _, figure in listed(desk, desk.today(), desk.today())[1]]
    figures = [figure for _, figure in totals]
    assert figures[:4] + figures[7:] == alone[:4] + alone[7:]
    assert figures[4:7] == [2, 2, 2]


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_files_are_read_back(desk: Desk, tmp_path: Path, language: str) -> None:
    i18n.use(language)
    day = desk.today()
    assert formats("reconciliation") == ("csv", "xlsx", "pdf")
    made = [
        export(desk.store, "reconciliation", day, day, form, tmp_path / f"r.{form}")
        for form in ("csv", "xlsx")
    ]
    rows = list(csv.reader((tmp_path / "r.csv").read_text("utf-8-sig").splitlines()))
    assert made[0].rows == made[1].rows == len(listed(desk, day, day)[0])
    assert len(set(rows[0])) == len(rows[0])
    assert load_workbook(tmp_path / "r.xlsx").worksheets[0].freeze_panes is not None
