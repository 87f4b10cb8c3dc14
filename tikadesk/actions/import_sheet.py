"""Back-entry: the rows of a sheet saved one by one, each whole or not at all. What a row means is its kind's module's.

A row that is here already is counted and left alone; a bad one is handed back with its reasons and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tikadesk.actions.desk import Desk
from tikadesk.actions.import_people import Doses, People
from tikadesk.actions.import_samples import Samples
from tikadesk.actions.sheet_file import SheetFile, SheetTrouble
from tikadesk.domain import sheet
from tikadesk.domain.fields import Day, Misfit
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.kinds import dose as dose_kind
from tikadesk.domain.roles import Verb
from tikadesk.domain.sheet import Columns, Row
from tikadesk.errors import InvalidRecord, Problem


class Taker(Protocol):
    """Takes the rows of one kind of sheet in."""

    def save(self, row: Row, wrong: Sequence[Problem]) -> bool:
        """Save one row, of which ``wrong`` is known; False when it is here already. Raises InvalidRecord."""


_TAKERS: dict[str, Callable[[Desk], Taker]] = {
    sheet.REGISTRATION: People,
    sheet.DOSE: Doses,
    sheet.SAMPLE: Samples,
}


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
        raise SheetTrouble("sheet.no_headings", kind=kind)
    found = sheet.columns(file.rows[place], kind)
    if found.missing:
        raise SheetTrouble("sheet.no_column", kind=kind, fields=found.missing)
    return found, place + 1


class Taking:
    """A sheet being taken in row by row, one transaction for each, so that stopping leaves whole rows only.

    ``day`` is the ISO day of the whole sheet, or blank when each row names its own. Raises NotAllowed, SheetTrouble.
    """

    def __init__(self, desk: Desk, file: SheetFile, kind: str, *, day: str = "") -> None:
        desk.must(Verb.IMPORT)
        self._desk, self._kind, self._day = desk, kind, day
        columns, first = columns_of(file, kind)
        self.outcome = Outcome(columns)
        self._taker = _TAKERS[kind](desk)
        self._first, self._rows = first, file.rows[first:]

    def rows(self) -> Iterator[tuple[int, int]]:
        """Take one row after the other in; (done, total) after each. Raises StoreTrouble."""
        for place, cells in enumerate(self._rows):
            if not sheet.is_empty(cells):
                self._take(self.outcome.columns.row(self._first + place + 1, cells, self._day))
            yield place + 1, len(self._rows)

    def _take(self, row: Row) -> None:
        outcome = self.outcome
        outcome.read += 1
        try:
            saved = self._taker.save(row, _day_problems(self._desk, self._kind, row, self._day))
        except InvalidRecord as invalid:
            outcome.rejected.append(Rejected(row, _once(invalid.problems)))
        else:
            outcome.saved += saved
            outcome.already_here += not saved

    def end(self, *, stopped: bool = False) -> Outcome:
        """It is over, perhaps before its last row: journal how much was taken in. Raises StoreTrouble."""
        self.outcome.stopped = stopped
        if self.outcome.saved:
            with self._desk.store.write() as writer:
                self._desk.event(writer, "import", subject=self._kind, count=self.outcome.saved)
        return self.outcome


def bring_in(
    desk: Desk,
    file: SheetFile,
    kind: str,
    *,
    day: str = "",
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Save the rows of ``file`` in one go; ``stopped`` is asked before each. Raises NotAllowed, SheetTrouble,
    StoreTrouble.
    """
    taking = Taking(desk, file, kind, day=day)
    rows = taking.rows()
    while not stopped():
        told = next(rows, None)
        if told is None:
            return taking.end()
        progress(*told)
    return taking.end(stopped=True)


def _day_problems(desk: Desk, kind: str, row: Row, day: str) -> list[Problem]:
    typed = row.form["day"]
    if not typed:
        return [Problem("day", "sheet.no_day")]
    try:
        read = KINDS[kind].by_name["day"].read(typed, desk.now().date())
    except Misfit as misfit:
        return [Problem("day", misfit.key, misfit.params)]
    if day and read != day:
        return [Problem("day", "sheet.other_day", {"day": dose_kind.shown_day(day)})]
    return []


def _once(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once: page, serial and day stand in both forms of a row."""
    return tuple({(problem.field, problem.key): problem for problem in found}.values())


def checked_day(typed: str, today: date) -> str:
    """The ISO day of ``--day``; raises InvalidRecord."""
    try:
        return str(Day(name="day").read(typed, today))
    except Misfit as misfit:
        raise InvalidRecord([Problem("day", misfit.key, misfit.params)]) from misfit
