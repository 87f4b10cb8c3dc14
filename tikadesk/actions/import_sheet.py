"""Back-entry: the rows of a typed paper register saved as registrations and doses, each row whole or not at all.

A row that is here already is counted and left alone; a bad one is handed back with its reasons and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tikadesk.actions import give_dose, register
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.sheet_file import SheetFile, SheetTrouble
from tikadesk.domain import namekey, numbers, sheet
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Day, Misfit
from tikadesk.domain.kinds import dose as dose_kind
from tikadesk.domain.kinds import registration
from tikadesk.domain.roles import Verb
from tikadesk.domain.sheet import Columns, Row
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records

SAME_FROM = 60
"""How alike two people on one line of the paper must be to count as one."""


@dataclass(frozen=True)
class Rejected:
    """A row that was not saved, and why, in form order."""

    row: Row
    problems: tuple[Problem, ...]


@dataclass
class Outcome:
    """What became of a sheet. ``stopped`` says that it ended before its last row; whole rows only were saved."""

    columns: Columns
    read: int = 0
    saved: int = 0
    already_here: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    stopped: bool = False


def columns_of(file: SheetFile, kind: str) -> tuple[Columns, int]:
    """The sheet's columns and the place of its first row below the headings; raises SheetTrouble without them."""
    place = sheet.find_headings(file.rows, kind)
    if place is None:
        raise SheetTrouble("sheet.no_headings")
    found = sheet.columns(file.rows[place], kind)
    if found.missing:
        raise SheetTrouble("sheet.no_column", kind=kind, fields=found.missing)
    return found, place + 1


def bring_in(
    desk: Desk,
    file: SheetFile,
    kind: str,
    *,
    day: str = "",
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Save the rows of ``file``; one transaction for each, so that stopping leaves whole rows only.

    ``day`` is the ISO day of the whole sheet, or blank when each row names its own. Raises NotAllowed, SheetTrouble,
    StoreTrouble.
    """
    desk.must(Verb.IMPORT)
    columns, first = columns_of(file, kind)
    outcome = Outcome(columns)
    lines = _Lines(desk)
    total = len(file.rows) - first
    for place, cells in enumerate(file.rows[first:]):
        if stopped():
            outcome.stopped = True
            break
        if sheet.is_empty(cells):
            continue
        outcome.read += 1
        row = columns.row(first + place + 1, cells, day)
        try:
            saved = _save(desk, lines, row, kind, day)
        except InvalidRecord as invalid:
            outcome.rejected.append(Rejected(row, _once(invalid.problems)))
        else:
            outcome.saved += saved
            outcome.already_here += not saved
        progress(place + 1, total)
    if outcome.saved:
        with desk.store.write() as writer:
            desk.event(writer, "import", subject=kind, count=outcome.saved)
    return outcome


class _Lines:
    """The lines of the paper register that are in the desk already, read once for each day of the sheet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._days: dict[str, dict[tuple[str, str], dict[str, Value]]] = {}

    def find(self, day: str, page: str, serial: str) -> Mapping[str, Value] | None:
        """The registration of a line; None when it is free."""
        return self._of(day).get((page, serial))

    def keep(self, rec: str, values: Mapping[str, Value]) -> None:
        """A line has just been saved."""
        at = str(values["page"]), str(values["serial"])
        self._of(str(values["day"]))[at] = {**values, "id": rec}

    def _of(self, day: str) -> dict[tuple[str, str], dict[str, Value]]:
        if day not in self._days:
            rows = records.of_day(self._desk.store.connection, "registration", day)
            self._days[day] = {
                (row["page"], row["serial"]): row for row in rows if row["page"] and not row["void"]
            }
        return self._days[day]


def _save(desk: Desk, lines: _Lines, row: Row, kind: str, day: str) -> bool:
    """Save one row; False when it is here already. Raises InvalidRecord."""
    wrong = _day_problems(desk, row, day)
    if kind == sheet.DOSE:
        return _save_dose(desk, lines, row, wrong)
    return _save_person(desk, lines, row, wrong)


def _day_problems(desk: Desk, row: Row, day: str) -> list[Problem]:
    typed = row.form["day"]
    if not typed:
        return [Problem("day", "sheet.no_day")]
    try:
        read = Day(name="day").read(typed, desk.now().date())
    except Misfit as misfit:
        return [Problem("day", misfit.key, misfit.params)]
    if day and read != day:
        return [Problem("day", "sheet.other_day", {"day": dose_kind.shown_day(day)})]
    return []


def _save_person(desk: Desk, lines: _Lines, row: Row, wrong: Sequence[Problem]) -> bool:
    person, shot = row.person or {}, row.shot
    if shot is not None and not any(shot[name] for name in ("dose_no", "vaccine", "batch")):
        shot = None  # a line of someone who was registered and not vaccinated
    values, misfits = registration.read(person, desk.now().date())
    here = None
    if not misfits and not wrong:
        here = lines.find(str(values["day"]), str(values["page"]), str(values["serial"]))
    if here is not None:
        if not _same(values, here):
            raise InvalidRecord([Problem("serial", "sheet.line_taken")])
        return shot is not None and _give(desk, str(here["id"]), shot)
    found = [*wrong, *problems(misfits)]
    if found:
        _, unfit = dose_kind.read(shot, desk.now()) if shot is not None else ({}, {})
        raise InvalidRecord([*found, *problems(unfit)])
    saved = register.register(desk, person, shot, intent=desk.ids.new())
    lines.keep(saved.id, values)
    return True


def _same(values: Mapping[str, Value], here: Mapping[str, Value]) -> bool:
    name = namekey.name_key(str(values["name"]))
    same_name = name in (
        namekey.name_key(str(here.get("name") or "")),
        namekey.name_key(str(here.get("name_local") or "")),
    )
    return (same_name and values.get("sex") == here.get("sex")) or (
        namekey.likeness(values, here).score >= SAME_FROM
    )


def _save_dose(desk: Desk, lines: _Lines, row: Row, wrong: Sequence[Problem]) -> bool:
    shot = row.shot or {}
    _, misfits = dose_kind.read(shot, desk.now())
    found = [*wrong, *problems(misfits)]
    person = None if wrong else _person_of(desk, lines, row, shot)
    if person is None and not wrong:
        found.insert(0, Problem("no", "sheet.no_person"))
    if found or person is None:
        raise InvalidRecord(found)
    return _give(desk, person, shot)


def _person_of(desk: Desk, lines: _Lines, row: Row, shot: Mapping[str, str]) -> str | None:
    if row.official:
        number = numbers.parse(row.official)
        rows = records.find_people(desk.store.connection, str(number), 5) if number else []
        return next((str(found["id"]) for found in rows if found["no"] == str(number)), None)
    today = desk.now().date()
    by_name = dose_kind.DOSE.by_name
    try:
        day, page, serial = (str(by_name[name].read(shot[name], today)) for name in ("day", "page", "serial"))
    except Misfit:
        return None
    here = lines.find(day, page, serial)
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


def _once(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once: page, serial and day stand in both forms of a row."""
    return tuple({(problem.field, problem.key): problem for problem in found}.values())


def checked_day(typed: str, today: date) -> str:
    """The ISO day of ``--day``; raises InvalidRecord."""
    try:
        return str(Day(name="day").read(typed, today))
    except Misfit as misfit:
        raise InvalidRecord([Problem("day", misfit.key, misfit.params)]) from misfit
