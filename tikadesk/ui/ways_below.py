"""Small buttons to the pages under this one: a page has those that the operator's role may open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from tikadesk.ui.buttons import secondary
from tikadesk.ui.flow import Flow
from tikadesk.ui.words import Words


class WaysBelow(Flow):
    """In as many rows as they need.

    Signals:
        wanted(str): the key of the page to show.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=8)

    def show_pages(self, pages: Sequence[tuple[str, str]]) -> None:
        """Offer these pages: (key, icon)."""
        ways = []
        for key, icon in pages:
            way = secondary(Words(f"page.{key}.short"), icon=icon, small=True)
            way.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
            ways.append(way)
        self.fill(ways)
