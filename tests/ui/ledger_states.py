"""States of the outage ledger: quiet, full of outages, the card that takes it out."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.busy_outages import outages
from tikadesk.ui.ledger_page import LedgerPage
from tikadesk.ui.page import Page


def _on_page(put: Callable[[LedgerPage], object]) -> Callable[[Page], None]:
    def on(page: Page) -> None:
        assert isinstance(page, LedgerPage)
        put(page)

    return on


def _full(page: LedgerPage) -> None:
    outages(page.desk)
    page.refresh()
    page.start()


LEDGER = (
    ("full", _on_page(_full)),
    ("export", _on_page(lambda page: page.open_export())),
)
"""(name, what puts the page there)."""
