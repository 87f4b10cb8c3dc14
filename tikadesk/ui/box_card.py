"""What each card of the consignments page's left column is: what the page may ask of it."""

from __future__ import annotations

from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.ui.blocks import Card
from tikadesk.ui.page import Fold


class BoxCard(Card):
    """A card about a box or about several; one of them is in front at a time."""

    def __init__(self, desk: Desk, *, spacing: int = 10) -> None:
        super().__init__(margins=(18, 12, 18, 12), spacing=spacing)
        self.desk = desk

    def show_box(self, box: Box) -> None:
        """Be about ``box``."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def start(self) -> None:
        """Put the focus where work goes on."""

    def fold(self, fold: Fold) -> None:
        """Lay the card out for the room there is."""
