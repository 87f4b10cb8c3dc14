"""The line that keeps an eye on supplies: tubes without a box, case numbers and for how long, labels on the roll."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tikadesk.actions import label_roll, number_stock, samples
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.ui.blocks import Icon
from tikadesk.ui.wording import joined
from tikadesk.ui.words import Text, Words, say

FEW_DAYS = 2
"""With numbers for fewer days than this the line turns amber."""


class StockLine(QWidget):
    """Three counts in one line; amber as soon as one of them needs somebody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._icon = Icon("box", ink="muted", size=16)
        self._unboxed = Text(role="label")
        self._stock = Text(role="muted", ink="muted", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._unboxed)
        row.addWidget(self._stock, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        """Count again."""
        unboxed = samples.tally(self.desk).unboxed
        self._unboxed.say("samples.stock.unboxed", n=unboxed)
        self._unboxed.set_ink("amber" if unboxed else "muted")
        self._icon.show_icon("alert" if unboxed else "box", "amber" if unboxed else "muted")
        numbers_left, urgent = self._numbers()
        left = label_roll.left(self.desk)
        labels = say("samples.stock.labels", n=left) if left is not None else Words()
        low = left is not None and left <= label_roll.LOW
        self._stock.show_words(joined(numbers_left, labels))
        self._stock.set_ink("amber" if urgent or low else "muted")

    def _numbers(self) -> tuple[Words, bool]:
        stock = number_stock.stock(self.desk, numbers.CASE)
        if not stock.left:
            return say("samples.stock.no_numbers"), True
        count = say("samples.stock.numbers", n=stock.left)
        if stock.days is None:
            return count, False
        return joined(count, say("samples.stock.days", n=stock.days)), stock.days < FEW_DAYS
