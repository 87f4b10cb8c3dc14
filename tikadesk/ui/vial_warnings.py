"""When the vial in use is warned of: once each at 60, 30 and 10 minutes before its time is over, and when it is over.

What was said is remembered in the store, so that neither a restart nor a second card says it again.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from tikadesk.actions import vials
from tikadesk.actions.desk import Desk
from tikadesk.actions.vials import Vial
from tikadesk.domain.clock import IST
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.errors import StoreTrouble
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words, say

WARN_MINUTES = (60, 30, 10)
"""So long before its time is over a vial is warned of."""
OVER = 0
"""The last warning: its time is over."""


def due(vial: Vial, now: datetime, said: int | None) -> int | None:
    """The warning that is to be given now, one of WARN_MINUTES or OVER; ``said`` is the last one that was. None where
    nothing is: of several that have come meanwhile, only the nearest counts.
    """
    if vial.state != OPEN or not vial.left:
        return None
    left = (vial.discard_at - now).total_seconds() / 60
    whole = (vial.discard_at - vial.opened_at).total_seconds() / 60
    # Of a vial that lasts half an hour nobody is told the moment it is opened that an hour is left.
    reached = [one for one in WARN_MINUTES if left <= one < whole] + [OVER] * (left < 0)
    nearest = min(reached, default=None)
    return nearest if nearest is not None and (said is None or nearest < said) else None


class VialWarnings:
    """Looks at the vial in use and says each warning once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: dict[str, int] = {}

    def look(self) -> tuple[Look, Words] | None:
        """What is to be said now of the vial in use; None where there is nothing new. It counts as said."""
        vial = vials.current(self._desk)
        if vial is None:
            return None
        known = (self._said.get(vial.id), vials.warned(self._desk, vial.id))
        said = min((one for one in known if one is not None), default=None)
        found = due(vial, self._desk.now(), said)
        if found is None:
            return None
        self._said = {vial.id: found}
        with suppress(
            StoreTrouble
        ):  # a full disk is told by the next save; this has to be heard all the same
            vials.note_warned(self._desk, vial.id, found)
        return warning(vial, self._desk.now())


def warning(vial: Vial, now: datetime) -> tuple[Look, Words]:
    """The sentence of a warning: how long the vial may still be used and what is left in it."""
    at = vial.discard_at.astimezone(IST).strftime("%H:%M")
    minutes = int((vial.discard_at - now).total_seconds() // 60)
    if minutes < 0:
        return Look.DANGER, say("desk.vial.warn.over", no=vial.no, at=at, left=vial.left)
    return Look.AMBER, say("desk.vial.warn", no=vial.no, at=at, n=minutes, left=vial.left)


def standing(vial: Vial, now: datetime) -> tuple[Look, Words] | None:
    """What stays on the vial's card within its last hour: what to do with the doses that are left. None before."""
    left = (vial.discard_at - now).total_seconds() / 60
    if vial.state != OPEN or not vial.left or left > WARN_MINUTES[0]:
        return None
    if left < 0:
        return Look.DANGER, say("desk.vial.throw_away", n=vial.left)
    return Look.AMBER, say("desk.vial.call", n=vial.left)
