"""Villages and wards as suggestions: those of this centre first, then the list of places. Any other name stands too."""

from __future__ import annotations

from dataclasses import dataclass

from tikadesk import assets
from tikadesk.actions.desk import Desk
from tikadesk.domain import namekey
from tikadesk.store import records


@dataclass(frozen=True)
class VillageRow:
    """A suggestion; ``used`` says that this centre has written it before."""

    name: str
    name_hi: str
    used: bool


def villages(desk: Desk, typed: str, limit: int = 6) -> list[VillageRow]:
    """Villages that begin like ``typed``, in either script, or sound like it."""
    district = desk.centre.district if desk.centre else ""
    listed = [
        row for row in assets.read_json("reference", "places.json") if district in ("", row["district"])
    ]
    both = {row["name"].casefold(): row["name_hi"] for row in listed}
    used = [
        VillageRow(name, both.get(name.casefold(), ""), True)
        for name in records.villages(desk.store.connection)
    ]
    known = {row.name.casefold() for row in used}
    rest = [
        VillageRow(row["name"], row["name_hi"], False)
        for row in listed
        if row["name"].casefold() not in known
    ]
    wanted = typed.strip().casefold()
    if not wanted:
        return used[:limit]
    begins = [row for row in used + rest if _begins(row, wanted)]
    sounds = namekey.name_key(wanted)
    alike = [row for row in used + rest if row not in begins and sounds and _sounds(row, sounds)]
    return (begins + alike)[:limit]


def _begins(row: VillageRow, wanted: str) -> bool:
    return row.name.casefold().startswith(wanted) or row.name_hi.startswith(wanted)


def _sounds(row: VillageRow, sounds: str) -> bool:
    return any(namekey.name_key(name).startswith(sounds) for name in (row.name, row.name_hi) if name)
