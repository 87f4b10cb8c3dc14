from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import raipur
from tests.desk import practice_desk
from tests.sentences import assert_said
from tikadesk.actions import find, import_sheet, rejected_file, sheet_file, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.import_sheet import Outcome, bring_in
from tikadesk.actions.sheet_file import SheetFile, SheetTrouble
from tikadesk.domain.clock import FixedClock
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import checking, records

EVENING = datetime(2021, 5, 18, 12, 0, tzinfo=UTC)
HEADINGS = [
    "Page",
    "Serial",
    "Name",
    "Age",
    "Gender",
    "Mobile",
    "Date",
    "Dose",
    "Vaccine",
    "Batch",
    "Vaccinator",
]
GOOD = [
    "1",
    "1",
    "Vikas Nishad",
    "44",
    "M",
    "9625851781",
    "17-05-2021",
    "1",
    "Covishield",
    "4121Z025",
    "Rekha Yadav",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk", clock=FixedClock(EVENING)) as opened:
        yield raipur.as_supervisor(opened)


def sheet_of(*lines: list[str], headings: list[str] = HEADINGS) -> SheetFile:
    return SheetFile((tuple(headings), *(tuple(line) for line in lines)))


def line(**changed: str) -> list[str]:
    return list((dict(zip(HEADINGS, GOOD, strict=True)) | changed).values())


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.read, outcome.saved, outcome.already_here, len(outcome.rejected)


def people_and_doses(desk: Desk) -> tuple[int, int]:
    people, doses = (
        sum(not row["void"] for row in records.every(desk.store.connection, kind))
        for kind in ("registration", "dose")
    )
    return people, doses


def test_the_days_register_of_raipur(desk: Desk, tmp_path: Path) -> None:
    file = sheet_file.read(raipur.FILE)
    outcome = bring_in(desk, file, "registration")
    assert counts(outcome) == (raipur.READ, raipur.SAVED, raipur.REPEATED, raipur.REJECTED)
    assert people_and_doses(desk) == (raipur.SAVED, raipur.SAVED)
    again = bring_in(desk, file, "registration")
    assert counts(again) == (raipur.READ, 0, raipur.SAVED + raipur.REPEATED, raipur.REJECTED)
    assert people_and_doses(desk) == (raipur.SAVED, raipur.SAVED)
    assert checking.faults(desk.store) == []
    for one in outcome.rejected:
        for problem in one.problems:
            assert_said(problem.key, problem.params)


def saved_people(folder: Path, file: Path) -> tuple[tuple[int, ...], set[tuple[object, ...]]]:
    names = (
        "page",
        "serial",
        "name",
        "name_local",
        "birth_year",
        "birth_day",
        "mobile",
        "id_type",
        "id_number",
    )
    with practice_desk(folder, clock=FixedClock(EVENING)) as opened:
        outcome = bring_in(raipur.as_supervisor(opened), sheet_file.read(file), "registration")
        people = records.every(opened.store.connection, "registration")
        return counts(outcome), {tuple(row[name] for name in (*names, "id_tail", "day")) for row in people}


def test_english_headings_in_another_order_and_a_workbook_give_the_same(tmp_path: Path) -> None:
    wanted = saved_people(tmp_path / "one", raipur.FILE)
    assert saved_people(tmp_path / "two", raipur.in_english(tmp_path / "sheet.csv")) == wanted
    assert saved_people(tmp_path / "three", raipur.as_workbook(tmp_path / "sheet.xlsx")) == wanted


def test_no_whole_aadhaar_reaches_the_desk_or_the_list_of_rejected_rows(desk: Desk, tmp_path: Path) -> None:
    outcome = bring_in(desk, sheet_file.read(raipur.FILE), "registration")
    written = rejected_file.write(tmp_path / "sheet.csv", outcome.columns, outcome.rejected).read_text(
        "utf-8-sig"
    )
    kept = "\n".join(row[0] for row in desk.store.connection.execute("SELECT body FROM op"))
    for number in raipur.aadhaars():
        assert number not in kept
        assert number not in written.replace(" ", "")


def test_mended_rows_come_in_and_nothing_twice(desk: Desk, tmp_path: Path) -> None:
    outcome = bring_in(desk, sheet_file.read(raipur.FILE), "registration")
    written = rejected_file.write(tmp_path / "sheet.csv", outcome.columns, outcome.rejected)
    with written.open(encoding="utf-8-sig", newline="") as opened:
        rejected = list(csv.DictReader(opened))
    headings = list(raipur.ENGLISH)
    mended = raipur.write_csv(
        tmp_path / "mended.csv", headings, [raipur.mended(headings, row) for row in rejected]
    )
    second = bring_in(desk, sheet_file.read(mended), "registration")
    assert counts(second) == (raipur.REJECTED, raipur.REJECTED, 0, 0)
    third = bring_in(desk, sheet_file.read(mended), "registration")
    assert counts(third) == (raipur.REJECTED, 0, raipur.REJECTED, 0)
    assert people_and_doses(desk) == (raipur.SAVED + raipur.REJECTED,) * 2


def test_the_same_row_twice_is_saved_once(desk: Desk) -> None:
    assert counts(bring_in(desk, sheet_of(GOOD, GOOD), "registration")) == (2, 1, 1, 0)
    spelled = line(Name="VIKAS  NISHAAD", Mobile="")
    assert counts(bring_in(desk, sheet_of(spelled), "registration")) == (1, 0, 1, 0)


def test_another_person_on_the_same_line_is_handed_back(desk: Desk) -> None:
    outcome = bring_in(desk, sheet_of(GOOD, line(Name="Geeta Sahu", Gender="F", Age="20")), "registration")
    assert counts(outcome) == (2, 1, 0, 1)
    assert [problem.key for problem in outcome.rejected[0].problems] == ["sheet.line_taken"]


def test_a_void_record_does_not_hold_its_line(desk: Desk) -> None:
    bring_in(desk, sheet_of(GOOD), "registration")
    (person,) = find.people(desk, "")
    void.void(desk, "registration", person.id, reason="wrong_person")
    assert counts(bring_in(desk, sheet_of(GOOD), "registration")) == (1, 1, 0, 0)


def test_a_line_without_a_dose_is_a_registration_and_the_dose_may_follow(desk: Desk) -> None:
    without = line(Dose="", Vaccine="", Batch="")
    assert counts(bring_in(desk, sheet_of(without), "registration")) == (1, 1, 0, 0)
    assert people_and_doses(desk) == (1, 0)
    assert counts(bring_in(desk, sheet_of(GOOD), "registration")) == (1, 1, 0, 0)
    assert counts(bring_in(desk, sheet_of(GOOD), "dose")) == (1, 0, 1, 0)
    assert people_and_doses(desk) == (1, 1)


def test_a_sheet_of_doses_finds_its_people_by_number(desk: Desk) -> None:
    bring_in(desk, sheet_of(line(Date="01-02-2021")), "registration")
    (person,) = find.people(desk, "")
    headings = ["Official number", "Date", "Dose", "Vaccine", "Batch", "Vaccinator"]
    shot = [person.no, "17-05-2021", "2", "Covishield", "4121Z026", "Rekha Yadav"]
    outcome = bring_in(desk, sheet_of(shot, shot, headings=headings), "dose")
    assert counts(outcome) == (2, 1, 1, 0)
    nobody = ["CGR00000000000", *shot[1:]]
    third = [person.no, "18-05-2021", "2", "Covishield", "4121Z026", "Rekha Yadav"]
    outcome = bring_in(desk, sheet_of(nobody, third, headings=headings), "dose")
    assert counts(outcome) == (2, 0, 0, 2)
    assert outcome.rejected[0].problems[0].key == "sheet.no_person"
    assert "breach.number" in [problem.key for problem in outcome.rejected[1].problems]


def test_the_rule_of_the_service_date_applies(desk: Desk) -> None:
    young = sheet_of([*line(Age="16"), "Ram Nishad"], headings=[*HEADINGS, "Guardian"])
    child = bring_in(desk, young, "registration")
    assert "breach.too_young" in [problem.key for problem in child.rejected[0].problems]
    second = bring_in(desk, sheet_of(line(Dose="2")), "registration")
    assert [problem.key for problem in second.rejected[0].problems] == ["breach.number"]


def test_the_day_of_the_sheet(desk: Desk) -> None:
    blank = line(Date="")
    assert bring_in(desk, sheet_of(blank), "registration").rejected[0].problems[0].key == "sheet.no_day"
    assert counts(bring_in(desk, sheet_of(blank), "registration", day="2021-05-17")) == (1, 1, 0, 0)
    other = bring_in(desk, sheet_of(line(Serial="2", Date="16-05-2021")), "registration", day="2021-05-17")
    assert [problem.key for problem in other.rejected[0].problems] == ["sheet.other_day"]
    assert import_sheet.checked_day("17.05.2021", desk.now().date()) == "2021-05-17"
    with pytest.raises(InvalidRecord):
        import_sheet.checked_day("31-02-2021", desk.now().date())


def test_stopping_leaves_whole_rows_only(desk: Desk) -> None:
    lines = [line(Serial=str(n), Name=f"Vikas {'abcdefgh'[n]}sahu") for n in range(1, 8)]
    seen: list[int] = []
    outcome = bring_in(
        desk,
        sheet_of(*lines),
        "registration",
        stopped=lambda: len(seen) == 3,
        progress=lambda done, total: seen.append(done),
    )
    assert (outcome.stopped, outcome.saved, seen) == (True, 3, [1, 2, 3])
    assert people_and_doses(desk) == (3, 3)
    assert counts(bring_in(desk, sheet_of(*lines), "registration")) == (7, 4, 3, 0)


def test_blank_lines_are_no_rows_and_numbers_are_those_of_the_sheet(desk: Desk) -> None:
    outcome = bring_in(
        desk, sheet_of(["", ""], GOOD, [""] * 11, line(Gender="?", Serial="2")), "registration"
    )
    assert counts(outcome) == (2, 1, 0, 1)
    assert outcome.rejected[0].row.number == 5


def test_a_sheet_without_its_headings_is_refused_whole(desk: Desk) -> None:
    with pytest.raises(SheetTrouble) as met:
        bring_in(desk, SheetFile((("a", "b"), ("1", "2"))), "registration")
    assert met.value.key == "sheet.no_headings"
    with pytest.raises(SheetTrouble) as met:
        bring_in(desk, sheet_of(GOOD[:5], headings=[*HEADINGS[1:5], "x"]), "registration")
    assert met.value.params["fields"] == ("page",)


def test_only_who_may_import_may(desk: Desk, tmp_path: Path) -> None:
    with practice_desk(tmp_path / "other") as other, pytest.raises(NotAllowed):
        bring_in(other, sheet_of(GOOD), "registration")
