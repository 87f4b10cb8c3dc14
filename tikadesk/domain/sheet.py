"""A typed paper register, of people or of samples, or a portal's list, as forms: which column is which field, by its
heading, and a row as what a clerk would have typed. No file is opened here and nothing is saved.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tikadesk import assets
from tikadesk.domain import reference, text
from tikadesk.domain.identity import NOT_RECORDED
from tikadesk.domain.kinds import sample
from tikadesk.domain.kinds.registration import without_honorific

REGISTRATION, DOSE, SAMPLE, PORTAL = "registration", "dose", "sample", "portal"
KINDS = (REGISTRATION, DOSE, SAMPLE, PORTAL)
IGNORED = "ignored"
HEADINGS_WITHIN = 10
"""Clerks put a title above the table: the headings are looked for in this many rows."""

_NEEDED = {
    REGISTRATION: ("page", "serial", "name", "age", "sex"),
    DOSE: ("vaccine", "batch", "vaccinator"),
    SAMPLE: ("page", "serial", "name", "age", "sex", "sample_type"),
    PORTAL: ("name",),
}
_LINE = ("page", "serial", "day")
_OF_A_SAMPLE = (
    "tubes",
    *(name for name in sample.FORM if name not in {*_LINE, "source", "person", "repeat_of"}),
)
"""A sheet of samples has the form's columns, and how many tubes a case has."""
_OF_A_PORTAL = (
    "portal_ref", "name", "name_local", "age", "sex", "mobile", "dose_no", "vaccine", "batch",
)  # fmt: skip
"""What can be held against a portal's list; its other columns are nobody's business here."""
_DOSE_MARKS = frozenset({"dose_no", "vaccine", "batch"})
_NAMES = frozenset(
    {
        "name", "name_local", "parent_name", "guardian_name", "facilitator_name", "vaccinator", "verifier",
        "collected_by", "doctor", "contact_name",
    }
)  # fmt: skip
_NUKTA = "\u093c"
_NOTHING = frozenset({"", "-", "--", "–", "—", "."})


@dataclass(frozen=True)
class Row:
    """One line of a sheet as typed forms. ``number`` is its row in the sheet, the first row being 1; ``person`` holds
    the form that describes a person, a registration's or a sample's, and ``shot`` the dose form, each None where the
    sheet has no such columns; ``official`` is the official number of person or tube where the sheet gives it.
    """

    number: int
    cells: tuple[str, ...]
    person: Mapping[str, str] | None
    shot: Mapping[str, str] | None
    official: str = ""

    @property
    def form(self) -> Mapping[str, str]:
        """Either form: page, serial and day are the same in both."""
        return self.person if self.person is not None else self.shot or {}


@dataclass(frozen=True)
class Columns:
    """The columns of one sheet: ``places`` gives the column of each field found, ``unknown`` the headings that are
    none, or one that another column has already.
    """

    kind: str
    headings: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields without which no row of this kind can be saved and that have no column."""
        if self.kind == SAMPLE and "no" in self.places:
            return ()  # IDs for samples that are here, or labels printed in advance
        if self.kind == PORTAL and {"no", "portal_ref"} & self.places.keys():
            return ()  # references alone say who it is
        lacking = [name for name in _NEEDED[self.kind] if name not in self.places]
        if self.kind == DOSE and "no" not in self.places:
            lacking += [name for name in ("page", "serial") if name not in self.places]
        return tuple(lacking)

    @property
    def with_dose(self) -> bool:
        """Whether a row holds a dose: always in a dose sheet, and in a register that has the columns for it."""
        return self.kind == DOSE or (self.kind == REGISTRATION and bool(_DOSE_MARKS & self.places.keys()))

    def row(self, number: int, cells: Sequence[str], day: str = "") -> Row:
        """A row's forms; ``day`` stands where the row names none."""
        typed = {name: typed_cell(cells[place]) for name, place in self.places.items() if place < len(cells)}
        shared = {name: _or_blank(typed.get(name, "")) for name in _LINE}
        shared |= {"day": shared["day"] or day, "source": "paper"}
        person = None if self.kind == DOSE else _person(self.kind, typed) | shared
        shot = _plain_form(DOSE, typed) | shared if self.with_dose else None
        official = _or_blank(typed.get("no", ""))
        return Row(number, tuple(cells), person, shot, official)


def _person(kind: str, typed: Mapping[str, str]) -> dict[str, str]:
    form = _plain_form(kind, typed)
    # A dash says that there is none.
    form |= {name: typed.get(name, "") for name in ("mobile", "no_mobile_reason")}
    _read_mobile(form)
    if kind == REGISTRATION and not form["id_type"] and not form["id_number"]:
        form["id_type"] = NOT_RECORDED
    if not form["name_local"] and any(text.is_devanagari(sign) for sign in form["name"]):
        form["name_local"] = form["name"]
    return form


def _plain_form(kind: str, typed: Mapping[str, str]) -> dict[str, str]:
    form = {name: _or_blank(typed.get(name, "")) for name in _fields(kind)}
    for name in _NAMES & form.keys():
        form[name] = without_honorific(form[name])
    return form


def columns(headings: Sequence[str], kind: str) -> Columns:
    """Which column holds which field of a ``kind`` sheet; headings in English or Hindi, in any order."""
    known = _aliases(kind)
    places: dict[str, int] = {}
    unknown = []
    for place, heading in enumerate(headings):
        name = known.get(_plain(heading))
        if name is None or name in places:
            if heading.strip():
                unknown.append(text.tidy(heading))
        elif name != IGNORED:
            places[name] = place
    return Columns(kind, tuple(headings), places, tuple(unknown))


def find_headings(rows: Sequence[Sequence[str]], kind: str) -> int | None:
    """The place of the row that holds the headings: the one with most known names; None when none has two."""
    found = [(len(columns(row, kind).places), -place) for place, row in enumerate(rows[:HEADINGS_WITHIN])]
    most, place = max(found, default=(0, 0))
    return -place if most >= 2 else None


def template(kind: str, language: str) -> list[str]:
    """The headings of an empty sheet, in the order of the paper register; a register's row holds the dose too."""
    line = {REGISTRATION: _LINE, PORTAL: ("no", "day")}.get(kind, ("no", *_LINE))
    return [heading(kind, name, language) for name in line] + [
        heading(part, name, language) for part in _parts(kind) for name in _fields(part)
    ]


def heading(kind: str, name: str, language: str) -> str:
    """What the column of a field is called in a template."""
    words: list[str] = _spellings(kind, name)["hi" if language.startswith("hi") else "en"]
    return words[0]


def is_ignored(heading: str) -> bool:
    """Whether a column is one that the desk itself has added: the reasons in a file of rejected rows."""
    return _aliases(REGISTRATION).get(_plain(heading)) == IGNORED


def is_empty(cells: Sequence[str]) -> bool:
    """Whether a row of the sheet holds nothing at all."""
    return not any(cell.strip() for cell in cells)


def typed_cell(cell: str) -> str:
    """A cell as typed: the apostrophe that keeps a spreadsheet from reading a formula is taken off."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r" else cell


def _or_blank(cell: str) -> str:
    return "" if cell.strip() in _NOTHING else cell


def _read_mobile(form: dict[str, str]) -> None:
    """A blank mobile means nobody wrote it down; a "no" in its place says that there is none."""
    if not form["mobile"].strip():
        form["no_mobile_reason"] = form["no_mobile_reason"] or "not_recorded"
        return
    reason = reference.word("no_mobile_reason", form["mobile"])
    if reason is not None:
        form["mobile"], form["no_mobile_reason"] = "", form["no_mobile_reason"] or reason


def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    table: dict[str, Any] = assets.read_json("reference", "sheet_headings.json")
    return table


def _parts(kind: str) -> tuple[str, ...]:
    """The forms that a row of a sheet can hold: a line of the register has the dose beside the person."""
    return (REGISTRATION, DOSE) if kind == REGISTRATION else (kind,)


def _fields(kind: str) -> tuple[str, ...]:
    """The fields of a form that a sheet has columns for, the line of the register apart."""
    return {SAMPLE: _OF_A_SAMPLE, PORTAL: _OF_A_PORTAL}.get(kind) or tuple(_table()[kind])


def _spellings(kind: str, name: str) -> dict[str, list[str]]:
    """The headings of a field by language; a person is asked for in the same words on every sheet."""
    table = _table()
    return next(table[part][name] for part in (kind, "shared", REGISTRATION, DOSE) if name in table[part])


@cache
def _aliases(kind: str) -> dict[str, str]:
    known = {
        _plain(word): IGNORED
        for spellings in _table()[IGNORED].values()
        for words in spellings.values()
        for word in words
    }
    forms = [(part, name) for part in _parts(kind) for name in _fields(part)]
    for part, name in [*((kind, name) for name in ("no", *_LINE)), *forms]:
        known[_plain(name)] = name
        for words in (_table()["shared"].get(name, {}), _spellings(part, name)):
            known |= {_plain(word): name for spelt in words.values() for word in spelt}
    return known


def _plain(heading: str) -> str:
    """A heading without what clerks put differently: case, spaces, dots, colons, stars, brackets, and the nukta."""
    plain = unicodedata.normalize("NFD", text.ascii_digits(text.tidy(heading)).casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LMN" and sign != _NUKTA)
