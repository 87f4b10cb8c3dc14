from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import raipur
from tests.desk import AADHAAR, practice_desk
from tests.sentences import assert_said
from tikadesk.actions import bind, collect, rejected_file, samples, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.import_sheet import Outcome, bring_in
from tikadesk.actions.sheet_file import SheetFile
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.numbers import Number
from tikadesk.store import checking, records

EVENING = datetime(2021, 5, 18, 12, 0, tzinfo=UTC)
GOOD = {
    "Page": "1", "Serial": "1", "Date of collection": "17-05-2021", "Name": "Vikas Nishad", "Age": "44", "Gender": "M",
    "Mobile": "9625851781", "Sample type": "Swab", "Test": "RT-PCR", "Lab": "AIIMS, Raipur",
}  # fmt: skip
GEETA = {"Name": "Geeta Sahu", "Gender": "F", "Age": "20", "Mobile": ""}
ROLL = str(Number("CG", "K", 91, 4711))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk", clock=FixedClock(EVENING)) as opened:
        yield raipur.as_supervisor(opened)


def sheet_of(*rows: dict[str, str]) -> SheetFile:
    headings = list(dict.fromkeys(name for row in rows for name in row))
    return SheetFile((tuple(headings), *(tuple(row.get(name, "") for name in headings) for row in rows)))


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.read, outcome.saved, outcome.already_here, len(outcome.rejected)


def take(desk: Desk, *rows: dict[str, str], day: str = "") -> Outcome:
    outcome = bring_in(desk, sheet_of(*rows), "sample", day=day)
    for one in outcome.rejected:
        for problem in one.problems:
            assert_said(problem.key, problem.params)
    return outcome


def keys(outcome: Outcome) -> list[str]:
    return [problem.key for one in outcome.rejected for problem in one.problems]


def here(desk: Desk) -> list[records.Row]:
    return records.every(desk.store.connection, "sample")


def test_a_form_from_paper_is_saved_once_however_often_it_comes(desk: Desk) -> None:
    assert counts(take(desk, GOOD, GOOD)) == (2, 1, 1, 0)
    assert counts(take(desk, GOOD | {"Name": "VIKAS  NISHAAD", "Mobile": ""})) == (1, 0, 1, 0)
    (row,) = here(desk)
    assert (row["source"], row["page"], row["serial"], row["day"]) == ("paper", "1", "1", "2021-05-17")
    assert (row["sample_type"], row["test"], row["lab"], row["time"]) == (
        "np_op",
        "rtpcr",
        "LAB-AIIMSRPR",
        None,
    )
    assert checking.faults(desk.store) == []


def test_hindi_headings_and_words_mean_the_same(desk: Desk) -> None:
    hindi = {
        "पेज": "1", "क्र.": "1", "सैंपल की तारीख": "17-05-2021", "नाम": "विकास निषाद", "उम्र": "४४", "लिंग": "पुरुष",
        "मोबाइल नंबर": "नहीं", "सैंपल का प्रकार": "स्वाब", "जाँच": "आरटीपीसीआर", "लक्षण": "बुखार, खांसी",
        "लैब": "एम्स, रायपुर",
    }  # fmt: skip
    outcome = take(desk, hindi)
    assert (counts(outcome), outcome.columns.unknown) == ((1, 1, 0, 0), ())
    (row,) = here(desk)
    assert (row["name"], row["name_local"], row["sex"]) == ("विकास निषाद", "विकास निषाद", "M")
    assert (row["no_mobile_reason"], row["symptoms"], row["lab"]) == ("none", "fever cough", "LAB-AIIMSRPR")
    assert counts(take(desk, hindi)) == (1, 0, 1, 0)


def test_another_person_on_the_line_and_a_void_line(desk: Desk) -> None:
    take(desk, GOOD)
    assert keys(take(desk, GOOD | GEETA)) == ["sheet.line_taken"]
    void.void(desk, "sample", here(desk)[0]["id"], reason="twice")
    assert counts(take(desk, GOOD)) == (1, 1, 0, 0)


def test_every_problem_of_a_row_is_told_in_the_words_of_its_column(desk: Desk, tmp_path: Path) -> None:
    bad = GOOD | {
        "Sample type": "tea",
        "Age": "old",
        "Lab": "Timbuktu",
        "Date of collection": "",
        "Tubes": "12",
    }
    outcome = take(desk, bad, GOOD)
    assert counts(outcome) == (2, 1, 0, 1)
    assert sorted(keys(outcome)) == [
        "misfit.age", "misfit.choice.lab", "misfit.choice.sample_type", "misfit.whole", "sheet.no_day",
    ]  # fmt: skip
    written = rejected_file.write(tmp_path / "s.csv", outcome.columns, outcome.rejected)
    with written.open(encoding="utf-8-sig", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["Name"], row["Sample type"]) == ("Vikas Nishad", "tea")
    assert "Lab: " in row["What to correct"] and "Tubes: " in row["What to correct"]
    mended = row | {
        "Sample type": "swab",
        "Age": "44",
        "Lab": "",
        "Date of collection": "17-05-2021",
        "Tubes": "2",
    }
    assert counts(take(desk, mended | {"Serial": "2", "Name": "Geeta Sahu"})) == (1, 1, 0, 0)
    assert [row["no"][-2:] for row in here(desk)][-1] == "/2"


def test_a_label_of_a_printed_roll_stands_for_its_line(desk: Desk) -> None:
    rolled = {name: text for name, text in GOOD.items() if name not in ("Page", "Serial")} | {
        "Roll number": ROLL
    }
    desk.practice = False
    assert counts(take(desk, rolled, rolled | {"Roll number": ROLL.lower()})) == (2, 1, 1, 0)
    assert here(desk)[0]["no"] == ROLL
    assert keys(take(desk, rolled | GEETA)) == ["sheet.other_person"]
    wrong = ROLL[:-1] + str((int(ROLL[-1]) + 1) % 10)
    assert keys(take(desk, rolled | {"Roll number": wrong})) == ["roll.check"]


def test_a_label_stands_for_one_line_and_a_practice_number_for_none(desk: Desk) -> None:
    rolled = GOOD | {"Roll number": ROLL}
    desk.practice = False
    brother = rolled | {"Name": "Vikash Nishad", "Serial": "2"}
    assert counts(take(desk, rolled, rolled)) == (2, 1, 1, 0)
    assert keys(take(desk, brother)) == ["sheet.number_twice"]
    assert keys(take(desk, rolled | {"Roll number": str(Number("CG", "K", 0, 4711))})) == ["pack.practice"]
    assert len(here(desk)) == 1


def test_a_portals_list_binds_its_ids_to_the_numbers_that_are_here(desk: Desk) -> None:
    typed = {"name": "Vikas Nishad", "age": "44", "sex": "M", "mobile": "9625851781", "sample_type": "np_op"}
    saved = collect.collect(desk, typed, intent=desk.ids.new(), tubes=2)
    listed = {"Case number": f"{saved.nos[0]}/1", "SRF ID": "2238700012345", "ICMR ID": "ICM-77"}
    assert counts(take(desk, listed, listed)) == (2, 1, 1, 0)
    assert [(row["srf_id"], row["icmr_id"]) for row in here(desk)] == [("2238700012345", "ICM-77")] * 2
    found = samples.of_number(desk, "2238700012345")
    assert found is not None and found.no in saved.nos
    assert keys(take(desk, listed | {"SRF ID": "2238700099999"})) == ["misfit.bound_already"]
    assert keys(take(desk, listed | {"SRF ID": "22"})) == ["misfit.digits"]
    assert keys(take(desk, listed | GEETA)) == ["sheet.other_person"]
    nobody = {"Case number": str(Number("CG", "K", 3, 12)), "SRF ID": "2238700054321"}
    assert keys(take(desk, nobody)) == ["sheet.no_sample"]


def test_an_id_of_another_case_is_refused(desk: Desk) -> None:
    take(desk, GOOD, GOOD | {"Serial": "2", "Name": "Geeta Sahu", "Gender": "F"})
    first, second = here(desk)
    bind.bind(desk, first["id"], {"portal_id": "P-1"})
    assert keys(take(desk, {"Case number": second["no"], "Portal ID": "P-1"})) == ["misfit.bound_elsewhere"]
    assert counts(take(desk, GOOD | {"Portal ID": "P-1"})) == (1, 0, 1, 0)
    assert counts(take(desk, GOOD | {"SRF ID": "2238700012345"})) == (1, 1, 0, 0)


def test_no_whole_aadhaar_reaches_the_desk_or_the_rejected_rows(desk: Desk, tmp_path: Path) -> None:
    spaced = f"{AADHAAR[:4]} {AADHAAR[4:8]} {AADHAAR[8:]}"
    holder = GOOD | {"Photo ID": "Aadhaar", "ID number": spaced, "Notes": f"uid {spaced}"}
    rows = [
        holder,
        holder | {"Serial": "2", "Name": "Geeta Sahu", "Gender": "?"},
        holder | {"Serial": "3", "Name": "Mohan Das", "Portal ID": AADHAAR},
        holder | {"Serial": "4", "Name": "Hari Lal", "Diagnosis": AADHAAR, "Address": AADHAAR},
    ]
    outcome = take(desk, *rows)
    assert counts(outcome) == (4, 2, 0, 2)
    written = rejected_file.write(tmp_path / "s.csv", outcome.columns, outcome.rejected).read_text(
        "utf-8-sig"
    )
    kept = "\n".join(row[0] for row in desk.store.connection.execute("SELECT body FROM op"))
    assert AADHAAR not in kept.replace(" ", "") and AADHAAR not in written.replace(" ", "")
    assert [row["id_tail"] for row in here(desk)] == [AADHAAR[-4:]] * 2


def test_the_day_of_the_sheet_stands_where_a_row_has_none(desk: Desk) -> None:
    assert counts(take(desk, GOOD | {"Date of collection": ""}, day="2021-05-17")) == (1, 1, 0, 0)
    assert keys(take(desk, GOOD | {"Serial": "2", "Date of collection": "16-05-2021"}, day="2021-05-17")) == [
        "sheet.other_day"
    ]
    early = GOOD | {"Serial": "3", "Date of collection": "29-01-2020"}
    assert keys(take(desk, early)) == ["misfit.day_before_programme"]
