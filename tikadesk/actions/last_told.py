"""What was told of this centre's last boxes, for the forms to begin with: who checked, the next seal, the driver."""

from __future__ import annotations

import re

from tikadesk.actions import boxes
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED

_LOOKED_AT = 20
"""How many boxes back: an old driver is no help."""
_COUNTED = re.compile(r"^(.*?)(\d+)$")


def seal(desk: Desk) -> dict[str, str]:
    """``checked_by`` of the last seal and the ``seal_no`` after it, which is blank where it does not end in digits."""
    sealed = _own(desk, SEALED) + _own(desk, DISPATCHED)
    last = max(sealed, key=lambda box: (box.sealed_at, box.opened_at), default=None)
    if last is None:
        return {}
    return {"checked_by": last.checked_by, "seal_no": next_seal(last.seal_no)}


def journey(desk: Desk) -> dict[str, str]:
    """``driver``, ``driver_mobile``, ``vehicle`` and ``courier`` of the last box that left; empty before the first."""
    last = max(_own(desk, DISPATCHED), key=lambda box: box.dispatched_at, default=None)
    if last is None:
        return {}
    return {name: getattr(last, name) for name in ("driver", "driver_mobile", "vehicle", "courier")}


def next_seal(number: str) -> str:
    """The seal after ``number``: seals come in rolls, counted up ("A0099" → "A0100")."""
    shape = _COUNTED.match(number)
    return f"{shape[1]}{int(shape[2]) + 1:0{len(shape[2])}d}" if shape else ""


def _own(desk: Desk, state: str) -> list[Box]:
    return [box for box in boxes.boxes(desk, state=state, limit=_LOOKED_AT) if box.own_centre]
