"""When an open vial is warned of: once each at 60, 30 and 10 minutes before its time is over, and when it is over.

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
    """Looks at the vials of this desk and says each warning once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: dict[str, int] = {}

    def look(self) -> list[tuple[Vial, Look, Words]]:
        """What is to be said now, and of which vial; nothing where there is nothing new. It counts as said."""
        now, found = self._desk.now(), []
        open_now, before = vials.open_here(self._desk), vials.warned(self._desk)
        said = {}
        for vial in open_now:
            known = (one.get(vial.id) for one in (self._said, before))
            last = min((minutes for minutes in known if minutes is not None), default=None)
            new = due(vial, now, last)
            if new is not None:
                found.append((vial, *warning(vial, now)))
            if (latest := last if new is None else new) is not None:
                said[vial.id] = latest
        self._said = said
        if found:
            with suppress(
                StoreTrouble
            ):  # a full disk is told by the next save; this has to be heard all the same
                vials.note_warned(self._desk, said)
        return found


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
