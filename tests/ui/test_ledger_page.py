"""The outage ledger in the window: from the sync page and back, its figures those of its lines, taken out as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_outages import outages
from tests.ui.desk_window import Worker
from tests.ui.showing import settle
from tikadesk.ui.buttons import Button
from tikadesk.ui.ledger_page import LedgerPage
from tikadesk.ui.sync_page import SyncPage
from tikadesk.ui.table import State


class Looker(Worker):
    """An operator on the ledger's page."""

    def __init__(self, qtbot: QtBot, *, size: tuple[int, int] = (1366, 697), full: bool = True) -> None:
        desk = busy_desk(at_work="supervisor")
        if full:
            outages(desk)
        super().__init__(qtbot, desk, size)
        sync = self.window.show_page("sync")
        assert isinstance(sync, SyncPage)
        (way,) = sync.below.findChildren(Button)
        way.click()
        page = self.window.pages["ledger"]
        assert isinstance(page, LedgerPage) and page.isVisible()
        self.page = page
        settle()


@pytest.fixture
def looker(qtbot: QtBot) -> Iterator[Looker]:
    yield Looker(qtbot)


def test_the_figures_are_the_sums_of_the_lines_and_escape_goes_back(looker: Looker) -> None:
    page = looker.page
    rows = [page.table.rows.row(at) for at in range(page.table.rows.rowCount())]
    assert [row["began"] for row in rows] == ["09:34", "07:34", "06:34", "05:34", "04:34", "04:34"]
    assert page.figures["outages"].said == "6 outages"
    assert page.figures["registrations"].said == f"{sum(row['registrations'] for row in rows)} registered"
    assert page.figures["longest"].said == "10 h 0 min the longest"
    looker.press(Qt.Key.Key_Escape)
    assert looker.window.pages["sync"].isVisible()


def test_the_present_outage_is_a_chip_and_comes_first(looker: Looker) -> None:
    page = looker.page
    cell = page.table.rows.columns[2].cell(page.table.rows.row(0))
    assert isinstance(cell, State) and str(cell.words) == "goes on"
    assert page.table.rows.columns[2].cell(page.table.rows.row(1)) == "08:09"


def test_a_shorter_time_leaves_the_older_ones_out_and_the_marked_line_stays(looker: Looker) -> None:
    page = looker.page
    page.table.mark(2)
    page.periods.buttons["week"].click()
    assert page.table.rows.rowCount() == 5 and page.table.currentIndex().row() == 2


def test_the_ledger_of_the_days_in_view_is_taken_out(looker: Looker, tmp_path: Path) -> None:
    page = looker.page
    page.to_export.click()
    page.export.choose_file = lambda name, _form: str(tmp_path / name)
    page.export.files["csv"].click()
    (file,) = tmp_path.iterdir()
    assert file.name == "ledger-2021-09-14-to-2021-10-14.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        began = [line[2] for line in csv.reader(opened) if len(line) > 2]
    assert began[1:] == ["04:34", "04:34", "05:34", "06:34", "07:34", "09:34"]
    looker.press(Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.chart and page.isVisible()


def test_without_an_outage_it_says_so(qtbot: QtBot) -> None:
    page = Looker(qtbot, full=False, size=(1093, 543)).page
    assert page.empty.isVisible() and not page.table.isVisible()
    assert page.figures["minutes"].said == "0 min without server" and not page.chart.isVisible()
