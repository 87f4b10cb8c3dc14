"""Holding what was done here on a day against what the official portal says of it: what agrees, and what does not.

It reads no file and no store, and decides nothing for a person. Who is whom is ``matching``'s business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from tikadesk.domain.matching import Person, match, people_of
from tikadesk.domain.sides import GIVEN, Here, There, differences

AGREES, DIFFERS, HERE_ONLY, PORTAL_ONLY, TWICE, UNCLEAR = (
    "agrees", "differs", "here_only", "portal_only", "twice", "unclear",
)  # fmt: skip
GROUPS = (HERE_ONLY, PORTAL_ONLY, DIFFERS, TWICE, UNCLEAR, AGREES)
"""How doses and rows of the list can stand to each other, what needs somebody first. Each dose and row is in one."""
NO_LIST = "no_list"
"""In place of a group, where there is no list to hold a dose against."""
OPEN, UNSENT, ALL = "open", "unsent", "all"
LISTS = (OPEN, HERE_ONLY, PORTAL_ONLY, DIFFERS, TWICE, UNCLEAR, UNSENT, AGREES, ALL)
"""The lists that the lines of a day are in; OPEN is all that needs somebody."""
NAMESAKE, OTHER_DAY = "namesake", "other_day"
"""Why a row is nobody's here, beside the states of a coming: somebody of that name and age has another row. And why a
dose is not on the list: the portal has it under another day.
"""


@dataclass(frozen=True)
class Finding:
    """What was found of some doses here and rows of the list that belong together.

    ``by`` says how they were matched, ``differs`` in which fields. ``about`` is the coming that a row of nobody's
    points to, and ``hint`` why it does not count: the state of that coming, or NAMESAKE. ``elsewhere`` is the row of
    another day's list that a dose with the hint OTHER_DAY stands in.
    """

    group: str
    here: tuple[Here, ...] = ()
    there: tuple[There, ...] = ()
    by: str = ""
    differs: tuple[str, ...] = ()
    hint: str = ""
    about: Here | None = None
    elsewhere: There | None = None

    @property
    def first_here(self) -> Here | None:
        """The coming to show, if there is one."""
        return self.here[0] if self.here else self.about

    @property
    def first_there(self) -> There | None:
        """The row of the list to show, if there is one."""
        return self.there[0] if self.there else None


@dataclass(frozen=True)
class Line:
    """A finding as a line of its day. ``unsent``: the server did not hold its dose when it was asked."""

    finding: Finding
    unsent: bool = False

    def is_in(self, which: str) -> bool:
        """Whether it is in one of LISTS."""
        if which == OPEN:
            return self.unsent or self.finding.group not in (AGREES, NO_LIST)
        return which in (ALL, self.finding.group) or (which == UNSENT and self.unsent)


def compare(day: str, here: Iterable[Here], there: Iterable[There]) -> list[Finding]:
    """What of an ISO day agrees and what does not, each dose given that day and each row of the list in one finding.

    ``here`` may hold comings of other days, and such that gave no dose: they explain rows, and are not missed there.
    """
    people = people_of(here, day)
    found = match(people, list(there), day)
    findings = [_of_unclear(day, some, rows) for some, rows in found.unclear]
    findings += [
        _of_person(day, person, found.rows[person.id], found.by[person.id])
        for person in people
        if person.id in found.rows
    ]
    for row, like in found.nobodys:
        hint, about = (NAMESAKE, like.who) if like is not None else ("", None)
        findings.append(Finding(PORTAL_ONLY, (), (row,), hint=hint, about=about))
    told = {line.dose for finding in findings for line in finding.here}
    lines = (line for person in people for line in person.lines)
    findings += [Finding(HERE_ONLY, (line,)) for line in lines if line.gave_on(day) and line.dose not in told]
    return sorted(findings, key=_order)


def elsewhere(
    day: str, findings: Iterable[Finding], there: Iterable[There], others: Iterable[Here]
) -> list[Finding]:
    """The same findings; of the doses that an ISO day's list lacks, those are told that stand in ``there``, the rows of
    other days' lists. A row that is rightly there, for one of the ``others`` that the same people got, tells nothing.
    """
    told = list(findings)
    missing = [line for one in told if one.group == HERE_ONLY for line in one.here]
    rightly = {(line.person, line.day) for line in others if line.state == GIVEN}
    found = match(people_of(missing, day), list(there), day).rows
    return [_told_elsewhere(one, found, rightly) if one.group == HERE_ONLY else one for one in told]


def _told_elsewhere(
    one: Finding, found: Mapping[str, list[There]], rightly: Collection[tuple[str, str]]
) -> Finding:
    (line,) = one.here
    for row in found.get(line.person, ()):
        same_dose = row.dose_no in (None, line.dose_no) or line.dose_no is None
        if same_dose and (line.person, row.day) not in rightly:
            return replace(one, hint=OTHER_DAY, elsewhere=row)
    return one


def counted(day: str, findings: Iterable[Finding]) -> dict[str, tuple[int, int]]:
    """Of each group how many doses given here on the day, and how many rows of the list, are in it."""
    count = dict.fromkeys(GROUPS, (0, 0))
    for one in findings:
        ours, theirs = count[one.group]
        count[one.group] = ours + sum(line.gave_on(day) for line in one.here), theirs + len(one.there)
    return count


def _of_person(day: str, person: Person, rows: list[There], by: str) -> Finding:
    line = person.line(rows[0], day)
    if line.state != GIVEN:
        return Finding(PORTAL_ONLY, (), tuple(rows), by, hint=line.state, about=line)
    if len(rows) > 1:
        return Finding(TWICE, (line,), tuple(rows), by)
    differs = differences(line, rows[0])
    return Finding(DIFFERS if differs else AGREES, (line,), (rows[0],), by, differs)


def _of_unclear(day: str, people: list[Person], rows: list[There]) -> Finding:
    lines = tuple(line for person in people for line in person.lines if line.gave_on(day))
    return Finding(UNCLEAR, lines, tuple(rows), about=None if lines else people[0].who)


def _order(one: Finding) -> tuple[int, str, int]:
    first, row = one.first_here, one.first_there
    name = first.name if first else row.name if row else ""
    return GROUPS.index(one.group), name.casefold(), row.row if row else 0
