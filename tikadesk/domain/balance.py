"""What is left of one batch: vials that came in, went out or were opened, added up day by day. Days are ISO."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tikadesk.domain.kinds.stock_move import INCOMING

OPENED = "opened"
"""What happened to a vial that is used here; everything else that can happen is a move of the stock."""


@dataclass(frozen=True)
class Flow:
    """So many vials of one batch that came or went on a day; ``what`` is OPENED or a code of ``stock_move``."""

    day: str
    what: str
    vials: int

    @property
    def change(self) -> int:
        """What it adds to the balance."""
        return self.vials if self.what in INCOMING else -self.vials


def kept(flows: Iterable[Flow], on: str) -> bool:
    """Whether stock is kept of the batch on a day: from the first vials on that were written down as received."""
    return any(flow.what in INCOMING and flow.day <= on for flow in flows)


def left(flows: Sequence[Flow], on: str) -> int:
    """The unopened vials at the end of a day; 0 where no stock is kept.

    Below 0 only where two desks took the same last vial without hearing of each other.
    """
    return sum(flow.change for flow in flows if flow.day <= on) if kept(flows, on) else 0


def before(flows: Sequence[Flow], day: str) -> int:
    """The unopened vials in the morning of a day: what was left at the end of the one before."""
    earlier = [flow for flow in flows if flow.day < day]
    return left(earlier, day)


def lowest(flows: Sequence[Flow], since: str) -> int:
    """The least that is left at the end of the day ``since`` or of any later one on which something happened."""
    days = {since} | {flow.day for flow in flows if flow.day > since}
    return min(left(flows, day) for day in days)
