"""Puts the page for adverse events into the states that an operator meets, for the checks and the pictures."""

from __future__ import annotations

from tests.ui.busy_aefi import NAMES, report, vaccinate
from tikadesk.actions import aefi
from tikadesk.ui.aefi_page import AefiPage
from tikadesk.ui.page import Page


def _page(page: Page) -> AefiPage:
    """The page with people under observation, and nobody chosen."""
    assert isinstance(page, AefiPage)
    if not aefi.observed(page.desk):
        vaccinate(page.desk, *NAMES)
        page.desk.clock.advance(seconds=480)
    if page.right.currentWidget() is not page.form or page.form.shot is not None:
        page._on_back()  # from a report to the list, and not off the page
    page.refresh()
    return page


def asked(page: Page) -> AefiPage:
    """A report just begun."""
    shown = _page(page)
    shown.take(aefi.observed(page.desk)[2].id)
    return shown


def with_problems(page: Page) -> None:
    """A serious one with things missing, another of the vial unwell already."""
    _page(page)
    report(page.desk, aefi.observed(page.desk)[1])
    form = asked(page).form
    form.form.set_values({"onset_time": "0500", "severity": "serious", "symptoms": "other"})
    form.form.changed.emit("severity")
    form.report(form=True)


def reported(page: Page) -> AefiPage:
    """A serious one, shown, of which no officer knows."""
    shown = asked(page)
    if known := [event for event in shown.finder.events if event.alarming]:
        shown.take(known[0])
        return shown
    values = {"severity": "serious", "symptoms": "anaphylaxis breathless rash", "description": "Swollen lips"}
    shown.form.form.set_values(values)
    shown.form.report(form=True)
    return shown


def followed(page: Page) -> None:
    """What became of somebody, with a time that cannot be."""
    shown = reported(page)
    shown.view.follow_up.click()
    shown.follow.form.set_values({"officer_told_at": "2359"})
    shown.follow.write()


def corrected(page: Page) -> None:
    """The correction of one."""
    reported(page).view.correct.click()


def voided(page: Page) -> None:
    """The question why one is void."""
    reported(page).view.void.click()


AEFI = (
    ("asked", asked),
    ("problems", with_problems),
    ("reported", reported),
    ("followed", followed),
    ("corrected", corrected),
    ("voided", voided),
)
