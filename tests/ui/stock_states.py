"""Puts the stock page into the states that a person meets, for the checks and the pictures."""

from __future__ import annotations

from tests.ui.busy_stock import fill
from tikadesk.actions import stock
from tikadesk.ui.page import Page
from tikadesk.ui.stock_list import BATCHES, MOVES, SHARES, VIALS
from tikadesk.ui.stock_page import StockPage


def _page(page: Page) -> StockPage:
    assert isinstance(page, StockPage)
    if not stock.moves(page.desk, 1):
        fill(page.desk)
        page.refresh()
    page.open_list()
    return page


def _listed(page: Page, code: str) -> StockPage:
    shown = _page(page)
    shown.list.show_list(code)
    shown.list.start()
    return shown


def opened(page: Page) -> None:
    """Vials in every state."""
    _listed(page, VIALS)


def batches(page: Page) -> None:
    """One that expires soon, one that has."""
    _listed(page, BATCHES)


def moves(page: Page) -> None:
    """What came and went, one move struck out."""
    _listed(page, MOVES)


def shares(page: Page) -> None:
    """The shares as one more list where the window is narrow."""
    shown = _page(page)
    if not shown.list.filters.buttons[SHARES].isHidden():
        shown.list.show_list(SHARES)


def moving(page: Page) -> None:
    """A delivery, two batches of it written, the third begun."""
    form = _listed(page, VIALS).moving
    form.start()
    _page(page).open_move(None)
    form.form.set_values({"move": "received", "batch": "4121Z025", "vials": "2", "expires_on": "31-03-2022"})
    form.write_and_go_on()


def with_problems(page: Page) -> None:
    """More sent out than there is."""
    shown = _page(page)
    shown.open_move(None)
    shown.moving.form.set_values({"move": "sent_out", "batch": "4121Z025", "vials": "900"})
    shown.moving.form.changed.emit("move")
    shown.moving.write()


def planning(page: Page) -> None:
    """The day's shares."""
    _page(page).open_plan()


def wasting(page: Page) -> None:
    """Doses thrown away."""
    shown = _listed(page, VIALS)
    shown.list.tables[VIALS].mark(1)
    shown.list.throw_away()


def striking_out(page: Page) -> None:
    """Why a move was a mistake."""
    _listed(page, MOVES).list.strike_out()


def taking_the_book(page: Page) -> None:
    """The stock book as a file."""
    _listed(page, BATCHES).list.book.click()


STOCK = (
    ("opened", opened),
    ("batches", batches),
    ("moves", moves),
    ("shares", shares),
    ("moving", moving),
    ("problems", with_problems),
    ("planning", planning),
    ("wasting", wasting),
    ("striking out", striking_out),
    ("book", taking_the_book),
)
