"""Villages and wards suggested while one is typed, in the window's script with the other one beside it."""

from __future__ import annotations

from tikadesk.actions import places
from tikadesk.actions.desk import Desk
from tikadesk.i18n import language
from tikadesk.ui.suggest import Suggestion


def villages(desk: Desk, typed: str) -> list[Suggestion]:
    """What ``typed`` may become, the most usual at this centre first; nothing for nothing."""
    rows = places.villages(desk, typed) if typed else []
    if language() == "en":
        return [Suggestion(row.name, row.name, row.name_hi) for row in rows]
    return [Suggestion(row.name, row.name_hi or row.name, row.name if row.name_hi else "") for row in rows]
