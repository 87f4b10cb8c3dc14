"""How long the official numbers on this desk will last without a server, by its own busiest day; and more of them
before a day that will be busier.
"""

from __future__ import annotations

from dataclasses import dataclass

from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.roles import Verb
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


def ask(desk: Desk, letter: str, count: int) -> None:
    """Ask for ``count`` more numbers of a letter ahead of a camp or a busy night; the next visit brings them, as many
    as a desk may hold.
    """
    desk.must(Verb.COLLECT)
    with desk.store.write() as writer:
        desk.create(writer, "lease_request", {"letter": letter, "size": count})
