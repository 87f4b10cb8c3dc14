"""Two desks of one centre, in memory, that work apart and meet."""

from __future__ import annotations

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions.desk import Desk, Operator

ANIL = Operator("01890000-0000-7000-8000-000000000001", "Anil Kushwaha", "supervisor", 1)


class TwoDesks:
    """They hear of each other only when told to."""

    def __init__(self) -> None:
        self.both = [DeskInMemory(seed) for seed in (1, 2)]
        for one in self.both:
            one.desk.operator = ANIL

    @property
    def desks(self) -> tuple[Desk, Desk]:
        return self.both[0].desk, self.both[1].desk

    def meet(self, *ways: tuple[int, int]) -> None:
        """Each hears of all that the other has written; or only one of the other."""
        for giver, taker in ways or ((0, 1), (1, 0)):
            self.both[taker].ledger.take_page(self.both[giver].feed(), None, at="")
