"""The portal's list as a sheet: headings in either language, masked columns, several days, rows handed back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.desk import AADHAAR
from tests.sentences import assert_all_said
from tikadesk.actions import portal_sheet, rejected_file, sheet_file
from tikadesk.actions.desk import Desk
from tikadesk.actions.sheet_file import SheetFile, SheetTrouble
from tikadesk.domain import sheet
from tikadesk.domain.sides import There
from tikadesk.errors import NotAllowed
from tikadesk.store import portal_lists

TODAY = date(2021, 5, 17)
DAY = TODAY.isoformat()
REF = "62682606457710"
HEADINGS = (
    "Beneficiary Reference ID",
    "Name",
    "Year of Birth",
    "Gender",
    "Mobile No",
    "Dose",
    "Vaccine",
    "Batch No",
    "Date",
)
ROW = (
    REF,
    "SUNITA SAHU",
    "1987",
    "Female",
    "XXXXXX2345",
    "1st",
    "COVISHIELD",
    "4121Z025",
    "17-05-2021 10:21:07",
)


def file(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> SheetFile:
    return SheetFile((("Vaccinated beneficiaries, UPHC Gudhiyari",), headings, *rows))


def read(
    *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS, day: str = ""
) -> portal_sheet.PortalList:
    return portal_sheet.read(file(*rows, headings=headings), TODAY, day=day)


def changed(**cells: str) -> tuple[str, ...]:
    return tuple(
        cells.get(heading.split()[0].lower(), cell) for heading, cell in zip(HEADINGS, ROW, strict=True)
    )


def test_a_row_is_read_as_the_portal_writes_it() -> None:
    (row,) = read(ROW).rows
    assert row == There(
        name="SUNITA SAHU", birth_year=1987, sex="F", mobile="2345", portal_ref=REF, dose_no=1, vaccine="covishield",
        batch="4121Z025", day=DAY, row=3,
    )  # fmt: skip


def test_headings_in_hindi_and_an_age_instead_of_a_year() -> None:
    headings = ("क्र.", "हितग्राही का नाम", "आयु", "लिंग", "कोविन आईडी", "डोज़")
    (row,) = read(("1", "सुनीता साहू", "34", "महिला", REF, "पहली"), headings=headings, day=DAY).rows
    assert (row.name, row.birth_year, row.age_estimated, row.sex) == ("सुनीता साहू", 1987, True, "F")
    assert (row.portal_ref, row.dose_no, row.day) == (REF, 1, DAY)


def test_the_template_is_read_by_its_own_headings() -> None:
    for language in ("en", "hi"):
        found = sheet.columns(sheet.template(sheet.PORTAL, language), sheet.PORTAL)
        assert found.unknown == () and found.missing == ()
        assert {"no", "day", "portal_ref", "name", "age", "sex", "mobile", "dose_no", "vaccine"} < set(
            found.places
        )


@pytest.mark.parametrize(
    ("cells", "field", "key"),
    [
        ({"beneficiary": AADHAAR}, "portal_ref", "misfit.aadhaar_here"),
        ({"beneficiary": "6.26826E+13"}, "portal_ref", "portal.rounded"),
        ({"beneficiary": "", "name": ""}, "name", "portal.nobody"),
        ({"dose": "seventh"}, "dose_no", "misfit.choice.dose_no"),
        ({"date": "35-05-2021"}, "day", "misfit.day_none"),
        ({"date": ""}, "day", "sheet.no_day"),
    ],
)
def test_what_cannot_be_read_is_handed_back_with_its_reason(
    cells: dict[str, str], field: str, key: str
) -> None:
    found = read(changed(**cells), ROW)
    (bad,) = found.outcome.rejected
    assert [(problem.field, problem.key) for problem in bad.problems] == [(field, key)]
    assert_all_said(bad.problems)
    assert len(found.rows) == 1 and found.outcome.read == 2


def test_a_mobile_that_is_none_is_only_not_known_and_an_aadhaar_in_a_name_is_cut() -> None:
    first, second = read(
        changed(mobile="12345"), changed(mobile="+91 98270 12345", name=f"Sunita {AADHAAR}")
    ).rows
    assert (first.mobile, second.mobile) == ("", "9827012345")
    assert AADHAAR not in second.name


def test_references_alone_are_a_list_and_a_sheet_of_something_else_is_none() -> None:
    assert [row.portal_ref for row in read((REF, "2"), headings=("CoWIN ID", "Dose"), day=DAY).rows] == [REF]
    with pytest.raises(SheetTrouble):
        read(("a", "b"), headings=("Colour", "Weight"))
    with pytest.raises(SheetTrouble):
        read(("1", "F"), headings=("Dose", "Gender"))


def test_a_workbook_keeps_fourteen_digits(tmp_path: Path) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(HEADINGS)
    book.active.append((float(REF), *ROW[1:]))
    book.save(out)
    (tmp_path / "list.xlsx").write_bytes(out.getvalue())
    found = portal_sheet.read(sheet_file.read(tmp_path / "list.xlsx"), TODAY)
    assert [row.portal_ref for row in found.rows] == [REF]


def test_a_new_list_replaces_the_day_and_a_sheet_of_several_days_goes_to_each(supervisor: Desk) -> None:
    desk = supervisor
    connection = desk.store.connection
    assert portal_sheet.keep(desk, read(ROW, changed(date="16-05-2021")), "may.csv") == ["2021-05-16", DAY]
    assert [row.portal_ref for row in portal_lists.rows(connection, "2021-05-16")] == [REF]
    two = read(ROW, changed(beneficiary="32600491890923"), changed(beneficiary="x"))
    portal_sheet.keep(desk, two, "again.csv", day=DAY)
    assert portal_lists.rows(connection, DAY) == two.rows
    head = portal_lists.head(connection, DAY)
    assert head is not None
    assert (head.file, head.rows, head.rejected, head.by) == ("again.csv", 2, 1, "Meena Thakur")
    portal_sheet.forget(desk, DAY)
    assert portal_lists.head(connection, DAY) is None and portal_lists.rows(connection, DAY) == []


def test_it_is_a_supervisors_and_stopped_before_its_end_it_keeps_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        portal_sheet.bring_in(desk, file(ROW), "list.csv", day=DAY)
    desk.operator = None
    outcome = portal_sheet.bring_in(desk, file(ROW), "list.csv", day=DAY, stopped=lambda: True)
    assert outcome.stopped and portal_lists.head(desk.store.connection, DAY) is None


def test_rows_handed_back_can_be_mended_and_taken_in_again(tmp_path: Path) -> None:
    found = read(changed(dose="seventh"))
    again = sheet_file.read(
        rejected_file.write(tmp_path / "list.csv", found.outcome.columns, found.outcome.rejected)
    )
    assert portal_sheet.read(again, TODAY).outcome.rejected[0].problems == found.outcome.rejected[0].problems
