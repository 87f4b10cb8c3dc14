"""The stock book: each line adds up to the next day's morning, and the totals are those of the day's account."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.desk import practice_desk, walk_in
from tikadesk import i18n
from tikadesk.actions import session, stock, vials
from tikadesk.actions.desk import Desk
from tikadesk.reports import stock_book
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell

FIRST, SECOND = "2021-05-17", "2021-05-18"
BATCH = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two days: vials 4 and 5 with twelve doses and three wasted, then one vial of the morning after."""
    with practice_desk(tmp_path / "desk") as opened:
        _move(opened, "received", 40)
        for _ in range(12):
            walk_in(opened)
        vial = vials.current(opened)
        assert vial is not None
        vials.waste(opened, vial.id, 3, "broken")
        _move(opened, "returned", 5)
        opened.clock.advance(seconds=86_400)
        setup = session.last(opened)
        assert setup is not None
        session.set_up(opened, setup.as_dose() | {"expires_on": "31-08-2021", "vial": "1"})
        for _ in range(11):
            walk_in(opened)
        _move(opened, "lost", 2)
        yield opened


def _move(desk: Desk, what: str, count: int) -> None:
    stock.move(desk, BATCH | {"move": what, "vials": str(count)}, intent=desk.ids.new())


def book(desk: Desk, first: str = FIRST, last: str = SECOND) -> tuple[list[dict[str, Cell]], dict[str, int]]:
    """The lines by the keys of their columns, and the totals by their words."""
    sheet = stock_book.make(desk.store, first, last, False)
    keys = [column.key for column in sheet.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    return rows, dict(sheet.totals())


def total(name: str) -> str:
    return i18n.tr(f"report.stock_total.{name}")


def test_every_line_adds_up_and_the_next_morning_begins_with_what_was_left(desk: Desk) -> None:
    rows, totals = book(desk)
    assert [(row["day"], row["morning"], row["received"], row["opened"], row["left"]) for row in rows] == [
        (FIRST, 0, 40, 2, 33), (SECOND, 33, 0, 2, 29),
    ]  # fmt: skip
    for row in rows:
        flow = {name: int(row[name] or 0) for name in ("morning", "received", "left")}
        out = sum(int(row[name] or 0) for name in ("opened", "returned", "sent_out", "spoilt"))
        assert flow["left"] == flow["morning"] + flow["received"] - out
    assert (rows[0]["given"], rows[0]["wasted"], rows[0]["reasons"]) == (12, 3, "Broken 3")
    assert totals[total("left")] == 29
    assert totals[total("doses")] == 40 == sum(
        totals[total(name)] for name in ("given", "wasted", "unaccounted")
    ) - totals[total("overfill")]  # fmt: skip
    account = stock.of_day(desk, FIRST)
    one_day = book(desk, FIRST, FIRST)[1]
    told = [one_day[total(name)] for name in ("doses", "given", "wasted", "unaccounted")]
    assert told == [account.doses, account.given, account.thrown_away, account.unaccounted]


def test_the_files_hold_the_lines_and_the_totals(desk: Desk, tmp_path: Path) -> None:
    made = export(desk.store, "stock", FIRST, SECOND, "csv", tmp_path / "stock.csv")
    with (tmp_path / "stock.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert made.rows == 2
    assert [total("left"), "29"] in [line[:2] for line in lines]
    export(desk.store, "stock", FIRST, SECOND, "xlsx", tmp_path / "stock.xlsx")
    book_ = load_workbook(tmp_path / "stock.xlsx").active
    assert book_ is not None
    cells = [cell for row in book_.iter_rows(values_only=True) for cell in row]
    assert "4121Z025" in cells and 33 in cells


def test_days_without_any_stock_have_no_line_and_nothing_in_the_totals(desk: Desk) -> None:
    rows, totals = book(desk, "2021-04-01", "2021-04-03")
    assert rows == []
    assert set(totals.values()) == {0}


def test_of_a_batch_that_is_not_counted_here_nothing_is_known_to_be_left(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        (row,) = book(desk, FIRST, FIRST)[0]
        assert (row["morning"], row["left"], row["opened"]) == (None, None, 1)
