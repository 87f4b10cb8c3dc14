"""The whole way at once: 1,200 doses in a real store, the portal's sheet of them with 3 % planted mismatches."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from tests.portal_day import DAY, Planted, PortalDay, portal_day
from tests.two_desks import ANIL
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import portal_sheet, reconcile, sheet_file
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.reconcile import AGREES
from tikadesk.domain.sides import DEFERRED, VOID, There
from tikadesk.store import records

_SHEET = {
    "portal_ref": "Beneficiary Reference ID", "name": "Name", "birth_year": "Year of Birth", "sex": "Gender",
    "mobile": "Mobile", "dose_no": "Dose", "vaccine": "Vaccine", "batch": "Batch No", "day": "Date",
}  # fmt: skip


def written(desk: Desk, made: PortalDay) -> dict[str, str]:
    """Everybody who came as entries of a real desk; our ids of their doses by the planted ones."""
    ours = {}
    with desk.store.write() as writer:
        for one in made.here:
            person: dict[str, Value] = {
                "day": DAY, "name": one.name, "birth_year": one.birth_year, "age_estimated": int(one.age_estimated),
                "sex": one.sex, "id_type": "none", "mobile": one.mobile or None, "portal_ref": one.portal_ref or None,
            }  # fmt: skip
            outcome = "deferred" if one.state == DEFERRED else "given"
            shot: dict[str, Value] = {
                "day": DAY,
                "outcome": outcome,
                "batch": one.batch,
                "vaccine": one.vaccine,
            }
            rec = desk.create(writer, "registration", person)
            ours[one.dose] = desk.create(writer, "dose", shot | {"person": rec, "dose_no": one.dose_no})
            if one.state == VOID:
                row = records.get(desk.store.connection, "dose", ours[one.dose])
                assert row is not None
                desk.change(writer, "dose", row, Op.VOID, {}, why="twice")
    return ours


def cell(row: There, field: str) -> object:
    told = getattr(row, field)
    return f"XXXXXX{told}" if field == "mobile" and len(told) == 4 else told


def test_a_portal_sheet_with_three_percent_mismatches_is_found_out_exactly(tmp_path: Path) -> None:
    desk, made = DeskInMemory().desk, portal_day(seed=4)
    desk.operator = ANIL
    ours = written(desk, made)
    rows = sorted(made.there, key=lambda row: row.row)
    with (tmp_path / "portal.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_SHEET.values())
        writer.writerows([cell(row, field) for field in _SHEET] for row in rows)
    outcome = portal_sheet.bring_in(desk, sheet_file.read(tmp_path / "portal.csv"), "portal.csv", day=DAY)
    assert (outcome.saved, outcome.rejected) == (len(rows), [])
    place = {row.row: at for at, row in enumerate(rows, 2)}
    expected = {
        replace(
            one,
            doses=tuple(ours[dose] for dose in one.doses),
            rows=tuple(sorted(place[row] for row in one.rows)),
        )
        for one in made.planted
    }
    picture = reconcile.read(desk.store, DAY)
    found = {
        Planted(
            one.group, tuple(line.dose for line in one.here), tuple(sorted(row.row for row in one.there)), one.differs,
            one.hint,
        )
        for one in picture.findings
        if one.group != AGREES
    }  # fmt: skip
    assert len(made.planted) == 36 and found == expected
    assert sum(count for count, _ in picture.groups.values()) == picture.given
    assert sum(count for _, count in picture.groups.values()) == len(rows)
