"""The ledger's lines are the centre's outages with the work done meanwhile, and its totals are those of its lines."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.two_desks import TwoDesks
from tikadesk import i18n
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Value
from tikadesk.errors import SyncFault
from tikadesk.reports import outage_ledger
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell
from tikadesk.store.outages import WORK, stamp

FIRST, LAST = "2021-05-16", "2021-05-18"
NINE = datetime(2021, 5, 16, 9, 0, tzinfo=IST)


def outage(
    desks: TwoDesks, which: int, began: float, minutes: float | None, faults: str, *, off: float = 0
) -> None:
    """One outage from so many minutes after nine on, with a registration in its first minute."""
    one, start = desks.both[which], NINE + timedelta(minutes=began)
    one.clock.advance(seconds=(start + timedelta(seconds=30) - one.clock.now()).total_seconds())
    one.register(day=stamp(start)[:10])
    end = start + timedelta(minutes=minutes or 10)
    values: dict[str, Value] = {
        "day": stamp(start)[:10], "began_at": stamp(start), "tried_at": stamp(end - timedelta(minutes=off)),
        "faults": faults, "server": "https://central.example",
    }  # fmt: skip
    if minutes is not None:
        values["ended_at"] = stamp(end)
    with one.store.write() as writer:
        one.desk.create(writer, "outage", values)


@pytest.fixture(scope="module")
def desks() -> TwoDesks:
    made = TwoDesks()
    made.both[1].enrol()
    outage(made, 0, 0, 90, "no_server")
    outage(made, 1, 30, 120, "no_line no_server")
    outage(made, 0, 300, 1200, "no_server", off=1140)
    outage(made, 0, 1800, None, "busy")
    made.meet()
    return made


def listed(
    desks: TwoDesks, first: str = FIRST, last: str = LAST
) -> tuple[list[dict[str, Cell]], dict[str, int]]:
    sheet = outage_ledger.make(desks.desks[0].store, first, last, False)
    keys = [column.key for column in sheet.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    assert sheet.expected == len(rows)
    return rows, dict(sheet.totals())


def test_overlapping_outages_of_two_desks_are_one_line(desks: TwoDesks) -> None:
    rows, totals = listed(desks)
    expected: dict[str, Cell] = {
        "sno": 1, "day": "2021-05-16", "began": "09:00", "ended": "11:30", "minutes": 150,
        "faults": "No server, No line", "registrations": 2, "numbers": 1, "remarks": "",
    }  # fmt: skip
    assert {name: rows[0][name] for name in expected} == expected
    assert len(rows) == totals[i18n.tr("report.ledger_total.outages")] == 3
    assert (
        totals[i18n.tr("report.ledger_total.minutes")] == sum(int(row["minutes"] or 0) for row in rows) == 220
    )
    assert totals[i18n.tr("report.ledger_total.longest")] == 150
    for name in WORK:
        assert totals[i18n.tr(f"report.ledger_total.{name}")] == sum(int(row[name] or 0) for row in rows)


def test_a_switched_off_computer_and_an_outage_that_goes_on_are_told(desks: TwoDesks) -> None:
    rows, _ = listed(desks)
    assert [(row["ended"], row["minutes"], row["remarks"]) for row in rows[1:]] == [
        ("17-05-2021 10:00", 60, "computer off from 15:00"), ("goes on", 10, ""),
    ]  # fmt: skip


def test_only_outages_that_touch_the_days_are_listed(desks: TwoDesks) -> None:
    assert [row["began"] for row in listed(desks, "2021-05-17", "2021-05-17")[0]] == ["14:00", "15:00"]
    assert listed(desks, "2021-05-18", "2021-05-18") == ([], dict.fromkeys(listed(desks)[1], 0))


def test_the_file_holds_the_lines_and_is_the_same_each_time(desks: TwoDesks, tmp_path: Path) -> None:
    store = desks.desks[0].store
    made = [export(store, "ledger", FIRST, LAST, form, tmp_path / f"one.{form}") for form in ("csv", "xlsx")]
    assert [one.rows for one in made] == [3, 3]
    with made[0].file.open(encoding="utf-8-sig", newline="") as file:
        assert [line[2] for line in list(csv.reader(file))[1:4]] == ["09:00", "14:00", "15:00"]
    assert export(store, "ledger", FIRST, LAST, "csv", tmp_path / "b.csv").sha256 == made[0].sha256


@pytest.mark.parametrize("fault", [fault for fault in SyncFault if fault is not SyncFault.REVOKED])
def test_every_fault_has_its_words(fault: SyncFault) -> None:
    assert all(
        i18n.tr_in(language, f"outage.fault.{fault}") != f"outage.fault.{fault}" for language in ("en", "hi")
    )


def test_minutes_are_said_as_people_say_them() -> None:
    assert [outage_ledger.said_minutes(n) for n in (0, 59, 60, 228)] == [
        "0 min",
        "59 min",
        "1 h 0 min",
        "3 h 48 min",
    ]
