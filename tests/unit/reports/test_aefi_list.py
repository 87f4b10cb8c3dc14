"""The line list of adverse events: by the day of the dose, void ones left out, the vial and its company counted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tikadesk.actions import aefi, void
from tikadesk.actions.desk import Desk
from tikadesk.reports import aefi_list
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell

DAY, NEXT = "2021-05-17", "2021-05-18"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three people of one vial: a fever at once, a rash that was none, and a seizure the morning after."""
    with practice_desk(tmp_path / "desk") as opened:
        doses = [walk_in(opened, name=name).dose_id or "" for name in ("Asha", "Bina", "Indu")]
        opened.clock.advance(seconds=1200)
        _report(opened, doses[0], onset_time="10:30", symptoms="fever pain")
        void.void(opened, "aefi", _report(opened, doses[1], symptoms="rash"), reason="wrong_person")
        opened.clock.advance(seconds=86_400)
        _report(
            opened,
            doses[2],
            severity="3",
            symptoms="fits",
            officer_told_at="10:35",
            description="=HYPERLINK(1)",
        )
        yield opened


def _report(desk: Desk, dose: str, **typed: str) -> str:
    return aefi.report(desk, dose, {"severity": "1"} | typed, intent=desk.ids.new()).id


def listed(desk: Desk, first: str, last: str) -> tuple[list[dict[str, Cell]], list[int]]:
    sheet = aefi_list.make(desk.store, first, last, False)
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows], [figure for _, figure in sheet.totals()]


def test_every_event_that_stands_has_its_line(desk: Desk) -> None:
    rows, totals = listed(desk, DAY, NEXT)
    assert [(row["sno"], row["name"], row["severity"]) for row in rows] == [
        (1, "Asha", "Minor"),
        (2, "Indu", "Serious"),
    ]
    assert totals == [2, 1, 0, 1]
    first, second = rows
    assert (first["day"], first["given_at"], first["onset_time"]) == (DAY, "10:20", "10:30")
    assert (first["symptoms"], first["others"]) == ("Pain at the site, Fever", 2)
    assert (first["vial"], first["opened_at"], first["age"]) == ("4", "17-05-2021 10:20", 34)
    assert (second["day"], second["onset_on"], second["reported_on"]) == (DAY, NEXT, NEXT)
    assert (first["told"], second["told"]) == (None, "18-05-2021 10:35")


def test_a_day_without_any_is_a_list_of_none(desk: Desk) -> None:
    assert listed(desk, NEXT, NEXT) == ([], [0, 0, 0, 0])


def test_an_event_whose_dose_has_not_come_yet_is_not_lost(desk: Desk) -> None:
    values = {"person": desk.ids.new(), "dose": desk.ids.new(), "day": NEXT, "severity": "severe"}
    with desk.store.write() as writer:
        desk.create(writer, "aefi", values)
    (row,), totals = listed(desk, NEXT, NEXT)
    assert (row["name"], row["others"], totals) == (None, 0, [1, 0, 1, 0])


def test_a_formula_in_words_does_nothing_in_the_sheet(desk: Desk, tmp_path: Path) -> None:
    made = export(desk.store, "aefi", DAY, DAY, "csv", tmp_path / "aefi.csv")
    assert made.rows == 2
    with (tmp_path / "aefi.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(cell.startswith("=") for cell in cells)
