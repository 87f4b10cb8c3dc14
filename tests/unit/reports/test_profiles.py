"""Other systems get a row for each dose that stands, in their own columns; what they would refuse comes back with the
reason, and nothing is lost between the two.
"""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from openpyxl import load_workbook

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import i18n
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.identity import is_aadhaar
from tikadesk.errors import NotAllowed, StoreTrouble
from tikadesk.reports import csv_file, profiles
from tikadesk.reports.export import WRITERS, export
from tikadesk.reports.paper import Sheet
from tikadesk.reports.whole_file import Made
from tikadesk.store import records

DAY = "2021-05-17"
HEADER = (
    "preEnrollmentCode,recipientName,recipientMobileNumber,recipientDOB,recipientAge,recipientGender,recipientNationality,"
    "recipientIdentity,recipientAddressLine1,recipientAddressLine2,recipientDistrict,recipientState,recipientPincode,"
    "vaccinationBatch,vaccinationDate,vaccinationDose,vaccinationTotalDoses,vaccinationEffectiveStart,"
    "vaccinationEffectiveEnd,vaccinationManufacturer,vaccinationName,vaccinatorName,facilityName,facilityAddressLine1,"
    "facilityAddressLine2,facilityDistrict,facilityState,facilityPincode,errors"
)
"""As DIVOC's own sample has it."""


def shot(desk: DeskInMemory, person: str, **more: Value) -> str:
    values: dict[str, Value] = {
        "person": person, "day": DAY, "time": "10:20", "outcome": "given", "dose_no": 1, "vaccine": "covishield",
        "batch": "4121Z025", "vaccinator": "Rekha Yadav",
    }  # fmt: skip
    with desk.store.write() as writer:
        return desk.desk.create(writer, "dose", values | more)


@pytest.fixture(scope="module")
def desk() -> DeskInMemory:
    made = DeskInMemory()
    ids: dict[str, Value] = {"id_type": "aadhaar", "id_tail": "2346", "district": "387", "village": "Mowa"}
    whole = made.register(name="Sunita Sahu", birth_day="1987-03-02", category="comorbid", **ids)
    shot(made, whole)
    shot(
        made,
        made.register(id_type="voter", id_number="SGT1996198", id_tail="6198"),
        time=None,
        source="paper",
    )
    shot(made, made.register(name="=Formula", mobile=None, no_mobile_reason="none", **ids))
    shot(made, made.register(id_type="npr", id_number="1234567890123456"), vaccine="covaxin")
    shot(made, made.register(id_type="none", facilitator_name="ASHA Meena"))
    shot(made, "01890000-0000-7000-8000-000000000009")
    second = shot(made, whole, day="2021-08-10", dose_no=2)
    assert second
    shot(made, made.register(), outcome="deferred", dose_no=None)
    struck = records.get(made.store.connection, "dose", shot(made, made.register()))
    assert struck is not None
    with made.store.write() as writer:
        made.desk.change(writer, "dose", struck, Op.VOID, {}, why="not_given")
    return made


def written(made: Made | None) -> tuple[str, list[dict[str, str]]]:
    assert made is not None
    text = made.file.read_bytes().decode("utf-8")
    lines = list(csv.DictReader(text.splitlines()))
    assert len(lines) == made.rows
    return text, lines


def divoc(desk: DeskInMemory, folder: Path, last: str = DAY) -> Made:
    return export(desk.store, "divoc", DAY, last, "csv", folder / "certificates.csv")


def test_the_columns_are_those_of_divocs_own_sample_and_nothing_stands_around_them(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    text, _ = written(divoc(desk, tmp_path))
    assert text.startswith(HEADER + "\r\n")
    assert "\r\n\r\n" not in text


def test_a_dose_is_told_as_divoc_reads_it(desk: DeskInMemory, tmp_path: Path) -> None:
    _, lines = written(divoc(desk, tmp_path))
    expected = {
        "recipientName": "Sunita Sahu", "recipientMobileNumber": "9827012345", "recipientDOB": "1987-03-02",
        "recipientAge": "34", "recipientGender": "Female", "recipientIdentity": "did:in.gov.uidai.aadhaar:XXXXXXXX2346",
        "recipientDistrict": "Raipur", "recipientState": "Chhattisgarh", "vaccinationBatch": "4121Z025",
        "vaccinationDate": "2021-05-17T10:20:00+05:30", "vaccinationDose": "1", "vaccinationTotalDoses": "2",
        "vaccinationEffectiveStart": DAY, "vaccinationEffectiveEnd": "2026-05-17",
        "vaccinationManufacturer": "Serum Institute of India", "vaccinationName": "Covishield",
        "facilityName": "UPHC Gudhiyari", "facilityDistrict": "Raipur", "errors": "",
    }  # fmt: skip
    assert {name: lines[0][name] for name in expected} == expected
    for line in lines:
        assert datetime.fromisoformat(line["vaccinationDate"]).date().isoformat() == DAY
    assert [line["recipientIdentity"].split(":")[0] for line in lines] == [
        "did",
        "npr",
        "registration",
        "voter",
    ]
    assert lines[3]["vaccinationDate"].endswith("T12:00:00+05:30")


def test_what_is_lacking_comes_back_with_its_reason_and_nothing_is_dropped(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    made = divoc(desk, tmp_path)
    _, lines = written(made)
    _, rest = written(made.left_out)
    assert made.left_out is not None and made.left_out.file.name == "certificates.left-out.csv"
    standing = desk.store.connection.execute(
        "SELECT count(*) FROM dose WHERE day = ? AND outcome = 'given' AND void = 0", [DAY]
    ).fetchone()[0]
    assert len(lines) + len(rest) == standing == 6
    assert [(line["recipientName"], line["errors"]) for line in rest] == [
        ("'=Formula", i18n.tr("profile.missing.mobile")), ("", rest[1]["errors"]),
    ]  # fmt: skip
    assert i18n.tr("profile.missing.no") in rest[1]["errors"]


def test_cowins_sheet_has_its_codes_and_hands_back_what_it_has_no_code_for(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    made = export(desk.store, "cowin", DAY, "2021-08-10", "csv", tmp_path / "cowin.csv")
    _, lines = written(made)
    first, paper, again = lines
    expected = {
        "name": "Sunita Sahu", "birth_year": "1987", "gender_id": "2", "photo_id_type": "1",
        "photo_id_number": "XXXXXXXX2346", "comorbidity_ind": "Y", "consent_version": "1", "vaccine": "COVISHIELD",
        "dose": "1", "dose1_date": "", "vaccination_date": "17-05-2021", "vaccination_time": "10:20",
    }  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert (paper["photo_id_type"], paper["photo_id_number"], paper["vaccination_time"]) == (
        "12",
        "SGT1996198",
        "",
    )
    assert (again["dose"], again["dose1_date"], again["vaccination_date"]) == (
        "2",
        "17-05-2021",
        "10-08-2021",
    )
    _, rest = written(made.left_out)
    reasons = [line[i18n.tr("profile.why")] for line in rest]
    assert reasons[1] == i18n.tr("profile.no_code", heading="photo_id_type")
    assert i18n.tr("profile.missing.id_number") in reasons[2]
    assert len(lines) + len(rest) == 7


def test_as_a_sheet_it_is_the_same_rows_and_no_number_is_reckoned_with(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    made = export(desk.store, "cowin", DAY, DAY, "xlsx", tmp_path / "cowin.xlsx")
    page = load_workbook(made.file).worksheets[0]
    rows: list[Any] = list(page.iter_rows(values_only=True))
    assert rows[0][5] == "mobile_number" and rows[1][5] == "9827012345"
    assert made.rows == len(rows) - 1 == 2
    assert made.left_out is not None and made.left_out.file.suffix == ".xlsx"


def test_where_all_can_be_taken_no_second_file_is_left(tmp_path: Path) -> None:
    desk = DeskInMemory()
    stale = tmp_path / "certificates.left-out.csv"
    stale.write_text("of yesterday")
    shot(desk, desk.register())
    made = divoc(desk, tmp_path)
    assert made.rows == 1 and made.left_out is not None and made.left_out.rows == 0
    assert not stale.exists()


def test_no_file_ever_holds_a_whole_aadhaar(desk: DeskInMemory, tmp_path: Path) -> None:
    for name in ("divoc", "cowin"):
        made = export(desk.store, name, DAY, "2021-08-10", "csv", tmp_path / f"{name}.csv")
        for file in (made, made.left_out):
            text, _ = written(file)
            assert not any(is_aadhaar(text[at : at + 12]) for at in range(len(text)))


def test_a_cell_that_is_not_as_written_is_noticed(
    desk: DeskInMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = csv_file.write

    def damaged(sheet: Sheet, out: BinaryIO) -> int:
        rows = honest(sheet, out)
        at = out.seek(0) + out.read().index(b"4121Z025")
        out.seek(at)
        out.write(b"4121Z026")
        return rows

    monkeypatch.setitem(WRITERS, "csv", damaged)
    with pytest.raises(StoreTrouble, match=r"report\.not_as_written"):
        divoc(desk, tmp_path)
    assert not (tmp_path / "certificates.csv").exists()


def test_practice_goes_to_nobody(desk: DeskInMemory, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match=r"profile\.practice"):
        export(desk.store, "divoc", DAY, DAY, "csv", tmp_path / "x.csv", practice=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["divoc", "cowin"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_whatever_may_lack_has_its_reason(name: str, language: str) -> None:
    for place in profiles.places(name):
        if place.must:
            key = f"profile.missing.{place.of}"
            assert i18n.tr_in(language, key) != key


def test_a_year_without_the_day_ends_a_day_earlier(tmp_path: Path) -> None:
    desk = DeskInMemory()
    shot(desk, desk.register(day="2024-02-29"), day="2024-02-29")
    made = export(desk.store, "divoc", "2024-02-29", "2024-02-29", "csv", tmp_path / "leap.csv")
    assert written(made)[1][0]["vaccinationEffectiveEnd"] == "2029-02-28"
