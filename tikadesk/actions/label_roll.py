"""How many labels are left on the label printer's roll: counted down with each print, set when a roll is put in."""

from __future__ import annotations

from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import notes
from tikadesk.store.store import Writer

LOW = 25
"""So few that it is time to fetch the next roll."""
MOST = 10_000
_TOPIC, _LEFT = "label_roll", "left"


def left(desk: Desk) -> int | None:
    """How many labels are left, at least 0; None where nobody has said how many a roll has."""
    known = desk.store.note(_TOPIC, _LEFT)
    return known if isinstance(known, int) else None


def put_in(desk: Desk, typed: str) -> int:
    """A roll of as many labels as typed was put in. Raises InvalidRecord at ``labels``, StoreTrouble."""
    count = int(typed) if typed.strip().isdecimal() else 0
    if not 1 <= count <= MOST:
        raise InvalidRecord([Problem("labels", "misfit.whole", {"least": 1, "most": MOST})])
    with desk.store.write() as writer:
        writer.note(_TOPIC, _LEFT, count)
    return count


def use(writer: Writer, labels: int = 1) -> None:
    """Count printed labels down inside the caller's transaction, where they are counted."""
    known = notes.get(writer.connection, _TOPIC, _LEFT)
    if isinstance(known, int):
        writer.note(_TOPIC, _LEFT, max(0, known - labels))
