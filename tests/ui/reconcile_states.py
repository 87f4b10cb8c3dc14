"""Puts the reconciliation page into the states that a supervisor meets, for the checks and the pictures."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.ui import busy_reconcile, busy_register
from tests.ui.showing import settle
from tikadesk.store import register_lines
from tikadesk.ui.page import Page
from tikadesk.ui.reconcile_page import ReconcilePage

_SHEET = (
    "Beneficiary Reference ID,Name,Year of Birth,Gender,Mobile,Dose,Vaccine,Date,Facility\n"
    "62682606457710,SUNITA SAHU,1980,Female,XXXXXX1187,1st,COVISHIELD,13-10-2021,CHC\n"
    "62682606457711,GEETA VERMA,1974,Female,XXXXXX3432,seventh,COVISHIELD,14-10-2021,CHC\n"
    "62682606457712,RAM KUMAR SINGH,1987,Male,XXXXXX3506,2nd,COVISHIELD,14-10-2021,CHC\n"
)


def _page(page: Page) -> ReconcilePage:
    assert isinstance(page, ReconcilePage)
    page.open_lines()
    return page


def compared(page: Page) -> None:
    """A day with its list, the server's word and the paper's count."""
    if register_lines.count(page.desk.store, page.desk.today(), page.desk.today()) < 20:
        busy_register.lines(page.desk, 24)
    busy_reconcile.with_list(page.desk)
    page.refresh()
    _page(page)


def _of(page: Page, group: str) -> None:
    shown = _page(page)
    shown.lines.show_list(group)
    shown.lines.table.mark(0)
    shown.lines.opened.emit(shown.lines.current())


def differing(page: Page) -> None:
    """One line in full, both sides beside each other."""
    _of(page, "differs")


def twice(page: Page) -> None:
    """One person with two rows."""
    _of(page, "twice")


def understood(page: Page) -> None:
    """A sheet as it was understood, a row handed back, two days in it."""
    shown = _page(page)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "portal-14-10-2021.csv"
        file.write_text(_SHEET, encoding="utf-8")
        shown.open_import()
        shown.portal.choose_file = lambda: str(file)
        shown.portal.open_file()
        settle()


def counted(page: Page) -> None:
    """The counts of the paper, a mistake in the next."""
    shown = _page(page)
    shown.open_paper()
    shown.paper.form.set_values({"lines": "3", "given": "4"})
    shown.paper.keep()


def taken_out(page: Page) -> None:
    """The file card."""
    _page(page).open_export()


RECONCILE = (
    ("compared", compared),
    ("differing", differing),
    ("twice", twice),
    ("understood", understood),
    ("counted", counted),
    ("taken out", taken_out),
)
