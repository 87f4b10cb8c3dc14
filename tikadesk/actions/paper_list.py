"""What was typed from a page of a paper register, line by line, and how it adds up against the paper. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_entry import DEFERRED, GIVEN, REGISTERED, Page
from tikadesk.actions.people import age_of, state_of
from tikadesk.store import paper_pages, records
from tikadesk.store.records import Row


@dataclass(frozen=True)
class Line:
    """A line as it was typed: ``person`` and ``dose`` are records, the dose's empty where there is none. ``known``: the
    person was here before. ``twice``: another line of the page has the same serial number.
    """

    serial: str
    time: str
    person: str
    dose: str
    no: str
    name: str
    name_local: str
    age: int | None
    sex: str
    outcome: str
    dose_no: int | None
    known: bool
    void: bool
    twice: bool
    state: str


@dataclass(frozen=True)
class Sum:
    """What stands on a page: lines by what became of them, serial numbers that are left out or stand twice."""

    lines: int
    given: int
    deferred: int
    registered: int
    void: int
    missing: tuple[int, ...]
    twice: tuple[str, ...]


def lines(desk: Desk, page: Page) -> list[Line]:
    """The lines of a page in the paper's order, void ones too."""
    connection, high = desk.store.connection, desk.high()
    people = {row["id"]: row for row in paper_pages.people(connection, page.day, page.page)}
    found: list[tuple[Row, Row | None]] = []
    with_dose: set[str] = set()
    for dose in paper_pages.doses(connection, page.day, page.page):
        new = people.get(dose["person"])
        person = new or records.get(connection, "registration", dose["person"])
        if person is None or (new is not None and dose["void"] and not new["void"]):
            continue  # their registration is still on its way; or only the dose of a new person was struck out
        found.append((person, dose))
        with_dose.add(person["id"])
    found += [(row, None) for row in people.values() if row["id"] not in with_dose]
    standing = Counter(_serial(person, dose) for person, dose in found if not _void(person, dose))
    made = [
        Line(
            serial=_serial(person, dose),
            time=(dose or {}).get("time") or "",
            person=person["id"],
            dose=dose["id"] if dose else "",
            no=person["no"] or "",
            name=person["name"] or "",
            name_local=person["name_local"] or "",
            age=age_of(person, page.day),
            sex=person["sex"] or "",
            outcome=(dose["outcome"] or GIVEN) if dose else REGISTERED,
            dose_no=dose["dose_no"] if dose else None,
            known=person["id"] not in people,
            void=_void(person, dose),
            twice=standing[_serial(person, dose)] > 1 and not _void(person, dose),
            state=state_of(dose or person, high),
        )
        for person, dose in found
    ]
    return sorted(made, key=lambda line: (_place(line.serial), line.no))


def pages(desk: Desk, day: str) -> list[tuple[str, int]]:
    """The pages of an ISO day that were typed, in the paper's order, each with how many of its lines stand."""
    rows = paper_pages.pages(desk.store.connection, day)
    return sorted(((str(row["page"]), int(row["lines"])) for row in rows), key=lambda one: _place(one[0]))


def sums(of: Sequence[Line]) -> Sum:
    """The lines of a page, added up."""
    standing = [line for line in of if not line.void]
    count = Counter(line.outcome for line in standing)
    typed = {int(line.serial) for line in standing if line.serial.isdecimal()}
    missing = set(range(min(typed), max(typed))) - typed if typed else set()
    return Sum(
        lines=len(standing),
        given=count[GIVEN],
        deferred=count[DEFERRED],
        registered=count[REGISTERED],
        void=len(of) - len(standing),
        missing=tuple(sorted(missing)),
        twice=tuple(dict.fromkeys(line.serial for line in standing if line.twice)),
    )


def _serial(person: Row, dose: Row | None) -> str:
    return str((dose or {}).get("serial") or person["serial"] or "")


def _void(person: Row, dose: Row | None) -> bool:
    return bool(person["void"] or (dose is not None and dose["void"]))


def _place(serial: str) -> tuple[int, str]:
    return (int(serial), "") if serial.isdecimal() else (1_000_000_000, serial)
