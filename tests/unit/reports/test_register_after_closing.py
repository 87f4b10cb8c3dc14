"""A closed day whose register changes: in every format what changed is to be seen, and nothing else has moved."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from tests import closing, decoding
from tests.desk import ALL_CLEAR, MORNING, SESSION, practice_desk, walk_in
from tests.registers import Cells, changed, on_paper
from tikadesk.actions import aefi, correct, exports, give_dose, staff, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.reports import daily_register, paper, register_paper
from tikadesk.reports.export import export
from tikadesk.store import register_lines

DAY = "2021-05-17"
PEOPLE = 30


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """Its day is closed, with one dose among thirty people; it is the next day, and the supervisor works."""
    with practice_desk(tmp_path / "desk", clock=clock) as opened:
        for number in range(PEOPLE):
            clock.advance(seconds=60)
            walk_in(opened, dose=number == 1, mobile=f"98260{number:05d}")
        opened.operator = staff.operators(opened)[0]
        closing.make_ready(opened, DAY)
        closing.close(opened, DAY)
        clock.advance(seconds=24 * 3600)
        yield opened


def in_sheet(desk: Desk, out: Path) -> Cells:
    """The cells of the CSV file, which are those of the XLSX file."""
    keys = [column.key for column in paper.columns(daily_register.NAME)]
    export(desk.store, "register", DAY, DAY, "csv", out / "r.csv")
    export(desk.store, "register", DAY, DAY, "xlsx", out / "r.xlsx")
    with (out / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    rows = lines[1 : lines.index([])]
    book = load_workbook(out / "r.xlsx", read_only=True)
    other = [
        [str(cell or "")[:10] for cell in row] for row in book.worksheets[0].iter_rows(2, values_only=True)
    ]
    book.close()
    assert [[cell[:10] for cell in row] for row in rows] == other
    return {
        (number, key): cell for number, row in enumerate(rows, 1) for key, cell in zip(keys, row, strict=True)
    }


def work_late(desk: Desk) -> None:
    """A correction, a void, a dose that nobody had entered, an adverse event, a person left out of the paper's page."""
    recs = [line["person"] for line in register_lines.read(desk.store, DAY, DAY)]
    doses = [line["dose"] for line in register_lines.read(desk.store, DAY, DAY)]
    correct.correct(desk, "registration", recs[3], {"village": "Kota"}, reason="heard_wrong")
    void.void(desk, "registration", recs[20], reason="twice")
    shot = SESSION | ALL_CLEAR | {"day": "17-05-2021", "time": "10:45"}
    give_dose.give(desk, recs[10], shot, intent=desk.ids.new())
    event = {"onset_on": "17-05-2021", "onset_time": "11:30", "severity": "1", "symptoms": "fever"}
    aefi.report(desk, doses[1], event, intent=desk.ids.new())
    walk_in(desk, dose=False, source="paper", page="1", serial="9", day="17-05-2021", mobile="9826099999")


LATE = {
    "paper": {
        (4, "village"), (4, "remarks"), (21, "remarks"), (11, "time"), (11, "from_vial"), (11, "dose_no"),
        (11, "vaccinator"), (11, "remarks"), (2, "remarks"),
    },
    "sheet": {
        (4, "address"), (4, "late"), (4, "remarks"), (21, "late"), (21, "remarks"), (11, "time"), (11, "dose_no"),
        (11, "vaccine"), (11, "batch"), (11, "vial"), (11, "vaccinator"), (11, "observed_until"), (11, "aefi"),
        (11, "late"), (11, "remarks"), (2, "aefi"), (2, "late"), (2, "remarks"),
    },
}  # fmt: skip


def test_what_was_written_late_is_seen_and_nothing_else_moved(
    qapp: QApplication, desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    sealed = on_paper(desk, DAY), in_sheet(desk, tmp_path)
    work_late(desk)
    late = on_paper(desk, DAY), in_sheet(desk, tmp_path)
    assert changed(sealed[0], late[0]) == LATE["paper"]
    assert changed(sealed[1], late[1]) == LATE["sheet"]
    assert {number for number, _ in late[0].keys() - sealed[0].keys()} == {PEOPLE + 1}
    assert late[0][4, "remarks"] == "Late 18-05 · Corrected: Village or ward (Heard wrong)"
    assert late[1][4, "late"] == "18-05-2021 10:50 Meena Thakur: Village or ward Mowa → Kota"
    assert late[1][21, "late"].endswith("cancelled") and late[1][31, "late"].endswith("registered")
    assert late[1][11, "late"].endswith("vaccination entered")

    closing.reopen(desk, DAY, "Two names were missing")
    assert daily_register.make(desk.store, DAY, DAY, False).notes[1].endswith(": Two names were missing")
    assert (on_paper(desk, DAY), in_sheet(desk, tmp_path)) == late  # to reopen changes no line
    clock.advance(seconds=60)
    walk_in(desk, dose=False, source="paper", page="1", serial="1", day="17-05-2021", mobile="9826099998")
    closing.settle_vials(desk, DAY)
    closing.make_ready(desk, DAY)
    closing.close(desk, DAY)
    again = on_paper(desk, DAY)
    assert changed(late[0], again) == set()
    assert {number for number, _ in again.keys() - late[0].keys()} == {PEOPLE + 2}


def test_pages_differ_in_their_feet_and_in_what_changed(qapp: QApplication, desk: Desk) -> None:
    before = [decoding.noted(sheet.paint_in).lines for sheet in pages(desk)]
    exports.note(desk, "register", DAY, DAY, "pdf", rows=PEOPLE, sha256="0" * 64)
    recs = [line["person"] for line in register_lines.read(desk.store, DAY, DAY)]
    correct.correct(desk, "registration", recs[3], {"village": "Kota"}, reason="heard_wrong")
    after = [decoding.noted(sheet.paint_in).lines for sheet in pages(desk)]
    new = [
        [words for words, room in page if (words, room) not in old]
        for page, old in zip(after, before, strict=True)
    ]
    foot = new[0].pop()
    assert "print 2" in foot and new[1].pop() == foot
    assert sorted(new[0]) == ["Kota", "Late 18-05 · Corrected: Village or", "ward (Heard wrong)"]
    code = register_paper.of(desk.store, DAY).heading.check
    assert new[1][0].endswith("corrected lines: 1") and code in new[1][1]
    assert new[1][2].startswith("Closed 17-05-2021") and new[1][2].endswith("late entries since then: 1")
    assert len(new[1]) == 3


def pages(desk: Desk) -> list[register_paper.Sheet]:
    return register_paper.sheets(register_paper.of(desk.store, DAY))
