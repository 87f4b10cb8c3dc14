"""The lines of a paper register that are in the desk already, for sheets that may be taken in more than once."""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk.actions.desk import Desk
from tikadesk.domain import namekey
from tikadesk.domain.entry import Value
from tikadesk.store import records
from tikadesk.store.records import Row

SAME_FROM = 60
"""How alike two people on one line of the paper must be to count as one."""


class Lines:
    """The lines of one kind's paper register, read once for each day of the sheet. Void records hold no line. A line of
    the vaccination register may hold the dose of somebody who was registered before.
    """

    def __init__(self, desk: Desk, kind: str) -> None:
        self._desk, self._kind = desk, kind
        self._days: dict[str, dict[tuple[str, str], dict[str, Value]]] = {}

    def find(self, day: str, page: str, serial: str) -> Mapping[str, Value] | None:
        """The first record of a line; None when it is free."""
        return self._of(day).get((page, serial))

    def keep(self, rec: str, values: Mapping[str, Value]) -> None:
        """A line has just been saved."""
        at = str(values["page"]), str(values["serial"])
        self._of(str(values["day"]))[at] = {**values, "id": rec}

    def _of(self, day: str) -> dict[tuple[str, str], dict[str, Value]]:
        if day not in self._days:
            connection = self._desk.store.connection
            lines = _standing(records.of_day(connection, self._kind, day))
            if self._kind == "registration":
                for at, dose in _standing(records.of_day(connection, "dose", day)).items():
                    person = (
                        records.get(connection, "registration", dose["person"]) if at not in lines else None
                    )
                    if person is not None and not person["void"]:
                        lines[at] = person
            self._days[day] = lines
        return self._days[day]


def _standing(rows: list[Row]) -> dict[tuple[str, str], Row]:
    """By page and serial number the first that stands."""
    return {(row["page"], row["serial"]): row for row in rows[::-1] if row["page"] and not row["void"]}


def same_person(values: Mapping[str, Value], here: Mapping[str, Value]) -> bool:
    """Whether the person of a sheet's row is the one of a record, however the name was spelled."""
    name = namekey.name_key(str(values["name"]))
    same_name = name in (
        namekey.name_key(str(here.get("name") or "")),
        namekey.name_key(str(here.get("name_local") or "")),
    )
    return (same_name and values.get("sex") == here.get("sex")) or (
        namekey.likeness(values, here).score >= SAME_FROM
    )
