"""Puts the register page into the states that an operator meets, for the checks and the pictures."""

from __future__ import annotations

from tests import closing
from tests.ui import busy_register
from tests.ui.busy_desk import PIN
from tikadesk.store import closings
from tikadesk.ui.page import Page
from tikadesk.ui.register_page import RegisterPage


def _page(page: Page) -> RegisterPage:
    assert isinstance(page, RegisterPage)
    page.show_day(page.desk.today())
    if page.register is None or not page.register.count["deferred"]:
        busy_register.lines(page.desk, 22)
        page.refresh()
    page.open_lines()
    return page


def filled(page: Page) -> None:
    """Lines in every state."""
    _page(page).lines.show_filter("all")


def nobody(page: Page) -> None:
    """A day without anybody."""
    _page(page).show_day("2021-10-12")


def nothing_found(page: Page) -> None:
    """A search without an answer."""
    shown = _page(page)
    shown.look_for("nobody of that name")


def beside(page: Page) -> None:
    """What stands beside the lines, where it has the page to itself."""
    shown = _page(page)
    shown.lines.start_search()
    shown.to_aside.click()


def reviewed(page: Page) -> None:
    """What is to be looked at."""
    _page(page).open_review()


def closed(page: Page) -> None:
    """A day that nobody came on, sealed, where it has the page to itself."""
    shown, day = _page(page), "2021-10-11"
    if not closings.is_closed(page.desk.store, day):
        closing.back_up(page.desk)
        closing.close(page.desk, day, pin=PIN)
    shown.show_day(day)
    shown.to_aside.click()


def reopening(page: Page) -> None:
    """Asked why the day is to be reopened, without an answer."""
    closed(page)
    assert isinstance(page, RegisterPage)
    view = page.close_card.closed
    view.reopen.click()
    view.go.click()


def exported(page: Page) -> None:
    """The card that takes papers out, with days that are none."""
    shown = _page(page)
    shown.open_export()
    shown.export.form.set_values({"first": "31-02-2021"})
    shown.export.save("csv")


REGISTER = (
    ("filled", filled),
    ("nobody", nobody),
    ("nothing", nothing_found),
    ("beside", beside),
    ("review", reviewed),
    ("closed", closed),
    ("reopening", reopening),
    ("export", exported),
)
