"""The ways to the pages under this one: a page has those that the operator's role may open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from tikadesk.ui.buttons import link
from tikadesk.ui.flow import Flow
from tikadesk.ui.words import Words


class WaysBelow(Flow):
    """Links in as many rows as they need.

    Signals:
        wanted(str): the key of the page to show.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=4)

    def show_pages(self, pages: Sequence[str]) -> None:
        """Offer the pages of these keys."""
        ways = []
        for key in pages:
            way = link(Words(f"page.{key}.way"), small=True)
            way.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
            ways.append(way)
        self.fill(ways)
