"""Reading who is due for the next dose. One pass over the doses finds them, light; the rows of a page are read when it
is shown. The programme's intervals come from ``domain.schedule``, never from here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tikadesk.domain import reference, schedule
from tikadesk.domain.due import rank
from tikadesk.store import records
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.records import Row, select

_OWN = f"dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')"
# Whoever was given a dose, by the last one of the highest number; and whoever was sent home and got none since.
_DUE = f"""
WITH step(vaccine, done, number, least, most) AS (
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?1)),
last AS (
  SELECT person, max(dose_no || day), dose_no AS done, vaccine, day FROM dose
  WHERE outcome = 'given' AND void = 0 AND dose_no IS NOT NULL GROUP BY person),
sent_home AS (
  SELECT person, max(day), max(coalesce(defer_until, date(day, '+1 day'))) AS until FROM dose
  WHERE outcome = 'deferred' AND void = 0 GROUP BY person),
due AS (
  SELECT person, number, date(day, '+' || least || ' days') AS due_from,
    CASE WHEN most IS NOT NULL THEN date(day, '+' || most || ' days') END AS due_to, vaccine, day
  FROM last JOIN step USING (vaccine, done)
  UNION ALL
  SELECT person, 1, until, NULL, NULL, NULL FROM sent_home WHERE person NOT IN (SELECT person FROM last))
SELECT r.row, r.id, coalesce(r.village, ''), coalesce(r.name, r.name_local, ''), number,
  max(due_from, coalesce((SELECT until FROM sent_home WHERE sent_home.person = r.id), '')), due_to,
  due.vaccine, due.day,
  EXISTS(SELECT 1 FROM aefi WHERE aefi.person = r.id AND aefi.void = 0 AND aefi.severity IN ('severe', 'serious'))
FROM due JOIN registration r ON r.id = due.person
WHERE due_from <= ?2 AND r.void = 0 AND r.{_OWN}
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A person and the next dose: its number, the ISO days from and to which it is due (``due_to`` None: no last day),
    vaccine and day of the dose before, None where there was none. ``row`` is the place of the registration.
    ``caution``: an earlier dose was followed by a severe or serious event, and a doctor decides first.
    """

    row: int
    person: str
    village: str
    name: str
    number: int
    due_from: str
    due_to: str | None
    vaccine: str | None
    last_day: str | None
    caution: bool

    @property
    def place(self) -> str:
        """What stands for the village, however it was written; empty where none was told."""
        return self.village.casefold()

    def rank(self, on: str) -> int:
        """How urgent it is: the place in ``URGENCIES``."""
        return rank(self.due_from, self.due_to, on)


def found(connection: Connection, on: str, until: str) -> list[Due]:
    """Who is due by the ISO day ``until``, by the rules in force on ``on``: by village, the most urgent first, people
    of no village last. Raises StoreTrouble.
    """
    steps = [
        (code, done, step.number, step.least_days, step.most_days)
        for code in reference.vaccines()
        for done in range(1, schedule.PRECAUTION)
        if (step := schedule.step_after(code, done, on)).least_days is not None
    ]
    with troubles():
        rows = connection.execute(_DUE, [json.dumps(steps), until]).fetchall()
    everybody = [due for row in rows if (due := Due(*row)).due_from <= until]
    return sorted(
        _once(connection, everybody),
        key=lambda due: (not due.place, due.place, due.rank(on), due.due_from, due.name),
    )


def _once(connection: Connection, everybody: list[Due]) -> list[Due]:
    """Nobody twice: of records that were said to be one person, the one with the last dose stands for all of them."""
    same = _same(connection)
    return [due for due in everybody if due.person not in same or _stands(connection, due, same[due.person])]


def _stands(connection: Connection, due: Due, records_of_person: frozenset[str]) -> bool:
    doses = records.doses_of(connection, records_of_person)
    last = [
        (row["dose_no"], row["day"], person)
        for person, rows in doses.items()
        for row in rows
        if row["outcome"] == "given" and not row["void"] and row["dose_no"] is not None
    ]
    return max(last)[2] == due.person if last else min(records_of_person) == due.person


def _same(connection: Connection) -> dict[str, frozenset[str]]:
    """For each record that was said to be the same person as another: all of that person's records."""
    verdicts: dict[frozenset[str], bool] = {}
    for row in select(
        connection,
        "SELECT what, subject FROM event WHERE what >= 'alike.' AND what < 'alike/' AND void = 0 ORDER BY at, id",
    ):
        verdicts[frozenset((row["subject"] or "").split())] = row["what"] == "alike.same"
    found: dict[str, frozenset[str]] = {}
    for pair, is_same in verdicts.items():
        if is_same:
            group = pair.union(*(found.get(person, ()) for person in pair))
            found |= dict.fromkeys(group, group)
    return found


def rows(connection: Connection, wanted: Sequence[Due]) -> list[tuple[Due, Row]]:
    """Registrations of some who are due, in their order. Raises StoreTrouble."""
    places = {row["row"]: row for row in records.at_places(connection, [due.row for due in wanted])}
    return [(due, places[due.row]) for due in wanted if due.row in places]
