"""Back-entry of a vaccination register: a sheet's rows as registrations and doses, each row whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tikadesk.actions import give_dose, register
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.paper_lines import Lines, same_person
from tikadesk.domain import numbers
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import dose as dose_kind
from tikadesk.domain.kinds import registration
from tikadesk.domain.sheet import Row
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records


class People:
    """Takes the rows of a register in: each a registration, with the dose where the row has one."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lines = desk, Lines(desk, "registration")

    def save(self, row: Row, wrong: Sequence[Problem]) -> bool:
        """Save one row, of which ``wrong`` is known; False when it is here already. Raises InvalidRecord."""
        desk, person, shot = self._desk, row.person or {}, row.shot
        if shot is not None and not any(shot[name] for name in ("dose_no", "vaccine", "batch")):
            shot = None  # a line of someone who was registered and not vaccinated
        values, misfits = registration.read(person, desk.now().date())
        here = None
        if not misfits and not wrong:
            here = self._lines.find(str(values["day"]), str(values["page"]), str(values["serial"]))
        if here is not None:
            if not same_person(values, here):
                raise InvalidRecord([Problem("serial", "sheet.line_taken")])
            return shot is not None and _give(desk, str(here["id"]), shot)
        found = [*wrong, *problems(misfits)]
        if found:
            _, unfit = dose_kind.read(shot, desk.now()) if shot is not None else ({}, {})
            raise InvalidRecord([*found, *problems(unfit)])
        saved = register.register(desk, person, shot, intent=desk.ids.new())
        self._lines.keep(saved.id, values)
        return True


class Doses:
    """Takes the rows of a sheet of doses in: each for somebody who is registered here."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lines = desk, Lines(desk, "registration")

    def save(self, row: Row, wrong: Sequence[Problem]) -> bool:
        """Save one row, of which ``wrong`` is known; False when it is here already. Raises InvalidRecord."""
        shot = row.shot or {}
        _, misfits = dose_kind.read(shot, self._desk.now())
        found = [*wrong, *problems(misfits)]
        person = None if wrong else self._person(row, shot)
        if person is None and not wrong:
            found.insert(0, Problem("no", "sheet.no_person"))
        if found or person is None:
            raise InvalidRecord(found)
        return _give(self._desk, person, shot)

    def _person(self, row: Row, shot: Mapping[str, str]) -> str | None:
        if row.official:
            number = numbers.parse(row.official)
            rows = records.numbered(self._desk.store.connection, str(number)) if number else []
            return str(rows[0]["id"]) if rows else None
        today = self._desk.now().date()
        by_name = dose_kind.DOSE.by_name
        try:
            line = [str(by_name[name].read(shot[name], today)) for name in ("day", "page", "serial")]
        except Misfit:
            return None
        here = self._lines.find(*line)
        return str(here["id"]) if here is not None else None


def _give(desk: Desk, person: str, shot: Mapping[str, str]) -> bool:
    """Save the dose of someone who is here; False when it is here too. Raises InvalidRecord."""
    values, misfits = dose_kind.read(shot, desk.now())
    if misfits:
        raise InvalidRecord(problems(misfits))
    known = records.doses_of(desk.store.connection, [person])[person]
    for row in known:
        if not row["void"] and _same_dose(values, row):
            return False
    try:
        give_dose.give(desk, person, shot, intent=desk.ids.new())
    except NotAllowed as refusal:
        raise InvalidRecord([Problem("no", refusal.key, refusal.params)]) from refusal
    return True


def _same_dose(values: Mapping[str, Value], row: Mapping[str, Value]) -> bool:
    on_one_day = values["day"] == row["day"]
    line = [values.get(name) for name in ("page", "serial")]
    same_line = all(line) and line == [row["page"], row["serial"]]
    return on_one_day and (same_line or values.get("dose_no", row["dose_no"]) == row["dose_no"])
