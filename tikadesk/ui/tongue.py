"""Which Hindi a centre speaks: the state's own words where its catalogue has them, else the national ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tikadesk import i18n
from tikadesk.domain import reference

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk


def speaks_hindi() -> bool:
    """Whether any form of Hindi is in force."""
    return i18n.language().partition("_")[0] == "hi"


def hindi_of(desk: Desk) -> str:
    """The catalogue for Hindi at this desk's centre: ``hi_UP``, ``hi_CG``, else ``hi``."""
    centre = desk.centre
    district = reference.districts().get(centre.district) if centre else None
    wanted = f"hi_{district.state}" if district else "hi"
    return wanted if wanted in i18n.LANGUAGES else "hi"
