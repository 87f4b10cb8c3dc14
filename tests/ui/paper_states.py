"""Puts the page for back-entry into the states that an operator meets, for the checks and the pictures."""

from __future__ import annotations

from tests.ui.busy_paper import type_page
from tikadesk.actions import find, paper_entry
from tikadesk.domain.numbers import Number
from tikadesk.ui.page import Page
from tikadesk.ui.paper_page import BackEntryPage


def _page(page: Page) -> BackEntryPage:
    assert isinstance(page, BackEntryPage)
    last = paper_entry.last(page.desk) or type_page(page.desk)
    page.line.form.clear()
    page._on_begun(last)
    return page


def typing(page: Page) -> None:
    """A line half typed, of somebody who may be here already."""
    back = _page(page)
    back.line.form.set_values({"mobile": "9839043211", "name": "RAM KUMAR SINGH", "age": "15", "sex": "M"})
    back.alike.look()


def wrong(page: Page) -> None:
    """A line with much to mend."""
    back = _page(page)
    back.line.form.set_values({"serial": "34", "mobile": "98390", "age": "200", "id_type": "voter"})
    back.line.enter()


def known(page: Page) -> None:
    """The dose of somebody who is here, deferred."""
    back = _page(page)
    back.line.choose(find.people(page.desk, "9839043211")[0].id)
    back.line.form.set_values({"outcome": "deferred", "defer_reason": "fever"})


def against_the_rules(page: Page) -> None:
    """A child of fifteen, vaccinated by the register."""
    back = _page(page)
    typed = {"name": "ANIL SAHU", "age": "15", "sex": "M", "id_type": "none", "guardian_name": "MOHAN SAHU"}
    back.line.form.set_values(typed | {"facilitator_name": "SITA", "dose_no": "1"})
    back.line.enter()


def listed(page: Page) -> None:
    """The list of lines in front."""
    _page(page).open_list()


def another_page(page: Page) -> None:
    """The page's form, its batch expired on that day."""
    back = _page(page)
    back.change_page()
    back.sheet.form.set_values({"expires_on": "01-01-2021"})
    back.sheet.begin()


def kit(page: Page) -> None:
    """The paper kit's form."""
    back = _page(page)
    back.to_kit.click()
    ends = (str(Number("CG", "R", 90, counter)) for counter in (1, 60))
    back.kit.form.set_values(dict(zip(("stickers_from", "stickers_to"), ends, strict=True)))


def whole_register(page: Page) -> None:
    """The sheet's form."""
    _page(page).to_sheet.click()


PAPER = (
    ("typing", typing),
    ("wrong", wrong),
    ("known", known),
    ("against the rules", against_the_rules),
    ("listed", listed),
    ("another page", another_page),
    ("kit", kit),
    ("whole register", whole_register),
)
