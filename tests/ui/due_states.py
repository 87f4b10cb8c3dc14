"""States of the due page: nobody due, villages full of people, one of them chosen, the card that takes the list out."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.busy_due import first_doses
from tikadesk.ui.due_page import DuePage
from tikadesk.ui.page import Page


def _on_page(put: Callable[[DuePage], object]) -> Callable[[Page], None]:
    def on(page: Page) -> None:
        assert isinstance(page, DuePage)
        put(page)

    return on


def _listed(page: DuePage) -> None:
    first_doses(page.desk)
    page.refresh()
    page.start()


DUE = (
    ("listed", _on_page(_listed)),
    ("a village", _on_page(lambda page: page.villages.table.mark(1))),
    ("villages in front", _on_page(lambda page: page.to_villages.isVisible() and page.to_villages.click())),
    ("export", _on_page(lambda page: page.open_export())),
)
"""(name, what puts the page there)."""
