"""How long the official numbers on this desk will last without a server, by its own busiest day."""

from __future__ import annotations

from dataclasses import dataclass

from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.kinds import KINDS
from tikadesk.store import leases, records


@dataclass(frozen=True)
class Stock:
    """``left`` numbers of a letter. ``days`` is how many days like this desk's busiest they last; None where there has
    been no day yet to go by.
    """

    letter: str
    left: int
    busiest_day: int
    days: int | None


def stock(desk: Desk, letter: str = numbers.CASE) -> Stock:
    """The stock of a letter's numbers now."""
    connection = desk.store.connection
    left = leases.left(connection, desk.store.me.device)[letter]
    kind = next(kind.name for kind in KINDS.values() if kind.letter == letter)
    busiest = records.busiest_day(connection, kind)
    return Stock(letter, left, busiest, left // busiest if busiest else None)
