"""The stock in figures: vials opened, doses given and wasted, the wastage, what is left. It shows what it is told."""

from __future__ import annotations

from collections.abc import Sequence

from tikadesk.actions.stock import Batch, DayVials
from tikadesk.ui.figures import Figure, FigureRow
from tikadesk.ui.stock_words import percent
from tikadesk.ui.words import say


class StockFigures(FigureRow):
    """The figures of the day's vials and of what is unopened."""

    def __init__(self) -> None:
        self.opened, self.given, self.wasted = Figure(), Figure(ink="accent"), Figure()
        self.wastage, self.vials, self.doses = Figure(), Figure(), Figure()
        super().__init__(self.opened, self.given, self.wasted, self.wastage, self.vials, self.doses)

    def show_stock(self, account: DayVials, batches: Sequence[Batch]) -> None:
        """Show the account of a day and what is left of every batch."""
        self.opened.show_figure(str(account.opened), say("stock.figure.opened", n=account.still_open))
        self.given.show_figure(str(account.given), say("stock.figure.given"))
        self.wasted.show_figure(str(account.thrown_away), say("stock.figure.wasted"))
        # What is still in a vial is not wasted yet: no percentage before all of it is accounted for.
        later = say("stock.figure.not_yet")
        known = str(later) if account.unaccounted else percent(account.wastage_tenths)
        self.wastage.show_figure(known, say("stock.figure.wastage"))
        self.vials.show_figure(str(sum(one.left for one in batches)), say("stock.figure.vials_left"))
        self.doses.show_figure(str(sum(one.doses_left for one in batches)), say("stock.figure.doses_left"))
        self.fit()
