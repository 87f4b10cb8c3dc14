"""Who on the portal's list is whom here: by the portal's reference, then by the official number, then by name and age.

The surest evidence comes first. Where several fit equally well nobody is chosen: a person has to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tikadesk.domain import sides
from tikadesk.domain.sides import GIVEN, TAIL, Here, Side, There, differences

BY_REFERENCE, BY_NUMBER, BY_NAME = "reference", "number", "name"


@dataclass(frozen=True)
class Person:
    """Everything that a person came for, as one to be matched; ``came`` on the day in question."""

    id: str
    lines: tuple[Here, ...]
    came: bool

    @property
    def who(self) -> Here:
        """Any coming says who it is."""
        return self.lines[0]

    def line(self, row: There, day: str) -> Here:
        """The coming that ``row`` is about: one that gave a dose, on ``day``, of that number, in this order."""
        return min(
            self.lines,
            key=lambda line: (
                line.state != GIVEN, line.day != day, bool(row.dose_no) and line.dose_no != row.dose_no,
            ),
        )  # fmt: skip


@dataclass
class Match:
    """Which person each row of a list is. ``rows`` holds those of a person, ``by`` how the first was matched;
    ``unclear`` people and rows of which any could be any; ``nobodys`` rows, with the namesake whose row is another.
    """

    rows: dict[str, list[There]] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    unclear: list[tuple[list[Person], list[There]]] = field(default_factory=list)
    nobodys: list[tuple[There, Person | None]] = field(default_factory=list)


def people_of(here: Iterable[Here], day: str) -> list[Person]:
    """Comings as the people who came."""
    lines: dict[str, list[Here]] = {}
    for line in here:
        lines.setdefault(line.person, []).append(line)
    return [Person(id, tuple(of), any(line.day == day for line in of)) for id, of in lines.items()]


def match(people: Sequence[Person], rows: Sequence[There], day: str) -> Match:
    """Match at the surest evidence first; who is matched by it is left out of what is less sure."""
    found, left = Match(), list(rows)
    for level in _LEVELS:
        left = _at(level, found, people, left, day) if left else left
    found.nobodys += [(row, None) for row in left]
    return found


def _same_reference(person: Person, row: There) -> bool:
    return row.portal_ref == person.who.portal_ref


def _same_number(person: Person, row: There) -> bool:
    return row.no == person.who.no


def _same_name(person: Person, row: There) -> bool:
    who = person.who
    return sides.same_name(who, row) and sides.same_age(who, row) and sides.same_sex(who, row)


def _same_name_and_mobile(person: Person, row: There) -> bool:
    return _same_name(person, row) and sides.same_mobile(person.who, row) is True


def _same_name_no_mobile(person: Person, row: There) -> bool:
    return _same_name_other_mobile(person, row) and sides.same_mobile(person.who, row) is None


def _same_name_other_mobile(person: Person, row: There) -> bool:
    return _same_name(person, row) and not sides.other_reference(person.who, row)


def _nearly_same(person: Person, row: There) -> bool:
    """The same phone, and either name or age is off a little: a family shares a phone, not name and age too."""
    who = person.who
    if not sides.same_mobile(who, row) or not sides.same_sex(who, row) or sides.other_reference(who, row):
        return False
    aged = who.birth_year is not None and row.birth_year is not None and sides.same_age(who, row)
    return sides.same_name(who, row) or (aged and sides.like_name(who, row))


@dataclass(frozen=True)
class _Level:
    """One kind of evidence. People and rows are held against each other only where they share one of its ``words``: a
    day's list against a day's people would be a million pairs. ``again``: it makes a second row one more of the same
    person, and not just of a namesake.
    """

    by: str
    words: Callable[[Side], Iterable[str]]
    fits: Callable[[Person, There], bool]
    again: bool


def _some(word: str) -> tuple[str, ...]:
    return (word,) if word else ()


_LEVELS = (
    _Level(BY_REFERENCE, lambda side: _some(side.portal_ref), _same_reference, True),
    _Level(BY_NUMBER, lambda side: _some(side.no), _same_number, True),
    _Level(BY_NAME, lambda side: side.keys, _same_name_and_mobile, True),
    _Level(BY_NAME, lambda side: side.keys, _same_name_no_mobile, True),
    _Level(BY_NAME, lambda side: _some(side.mobile[-TAIL:]), _nearly_same, False),
    _Level(BY_NAME, lambda side: side.keys, _same_name_other_mobile, False),
)


def _at(
    level: _Level, found: Match, people: Sequence[Person], left: Sequence[There], day: str
) -> list[There]:
    """Match what can be matched at one level; the rows that are still nobody's after it."""
    index: dict[str, dict[str, Person]] = {}
    for person in people:
        for word in level.words(person.who):
            index.setdefault(word, {})[person.id] = person
    torn = {person.id for some, _ in found.unclear for person in some}
    still: list[There] = []
    open_rows: list[tuple[There, list[Person]]] = []
    for row in left:
        near = {id: person for word in level.words(row) for id, person in index.get(word, {}).items()}
        fitting = [person for person in near.values() if level.fits(person, row)]
        taken = [person for person in fitting if person.id in found.rows]
        free = [person for person in fitting if person.id not in found.rows and person.id not in torn]
        if free:
            # Whoever came that day is meant rather than a namesake who came on another.
            open_rows.append((row, [person for person in free if person.came] or free))
        elif level.again and len(taken) == 1:
            found.rows[taken[0].id].append(row)
        elif taken:
            found.nobodys.append((row, taken[0]))
        else:
            still.append(row)
    for some, rows in _together(open_rows):
        pairs = [(some[0], rows)] if len(some) == 1 else _only_way(some, rows, day)
        if not pairs:
            found.unclear.append((some, rows))
        for person, of in pairs:
            found.rows[person.id], found.by[person.id] = list(of), level.by
    return still


def _together(rows: Sequence[tuple[There, list[Person]]]) -> list[tuple[list[Person], list[There]]]:
    """Rows that could be the same people, with those people: each group is settled by itself."""
    groups: dict[int, tuple[dict[str, Person], list[There]]] = {}
    group_of: dict[str, int] = {}
    for at, (row, some) in enumerate(rows):
        people, of = {person.id: person for person in some}, [row]
        for touched in sorted({group_of[id] for id in people if id in group_of}):
            others, theirs = groups.pop(touched)
            people |= others
            of = [*theirs, *of]
        groups[at] = (people, of)
        group_of |= dict.fromkeys(people, at)
    return [(list(people.values()), of) for people, of in groups.values()]


def _only_way(people: Sequence[Person], rows: Sequence[There], day: str) -> list[tuple[Person, list[There]]]:
    """The pairs of as many people as rows, where their doses leave one way only in which nothing differs; else none."""
    if len(people) != len(rows):
        return []
    fits = [[one for one in people if not differences(one.line(row, day), row)] for row in rows]
    if any(len(some) != 1 for some in fits) or len({some[0].id for some in fits}) != len(rows):
        return []
    return [(some[0], [row]) for some, row in zip(fits, rows, strict=True)]
