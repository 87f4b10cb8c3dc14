"""How records are said on the desk: labels, states, days, people in one line. Words only, no widgets, no reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tikadesk.domain import numbers, reference
from tikadesk.errors import Problem
from tikadesk.i18n import language, tr_in
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words, plain, say

if TYPE_CHECKING:
    from tikadesk.actions.people import PersonRow

DOT = " · "


@dataclass(frozen=True)
class InHindi(Words):
    """A sentence in Hindi beside the English one; nothing where the window itself speaks Hindi."""

    def __str__(self) -> str:
        return tr_in("hi", self.key, **self.params) if language() == "en" else ""


@dataclass(frozen=True)
class Joined(Words):
    """Words one after another with a dot between; blank ones are left out."""

    parts: tuple[Words, ...] = ()

    def __str__(self) -> str:
        return DOT.join(text for part in self.parts if (text := str(part)))


@dataclass(frozen=True)
class LabName(Words):
    """The name of a lab in the window's script; its code where this release does not know it."""

    code: str = ""

    def __str__(self) -> str:
        return reference.lab_name(self.code, language())


def lab_name(code: str) -> LabName:
    """The lab of ``code``, by name."""
    return LabName(code=code)


def joined(*parts: Words | str) -> Joined:
    """``parts`` in one line, dots between."""
    return Joined(parts=tuple(plain(part) if isinstance(part, str) else part for part in parts))


def label(kind: str, name: str) -> Words:
    """The label of a field."""
    return say(f"field.{kind}.{name}")


def option(table: str, code: object) -> Words:
    """What a code of an option table is called; nothing for none."""
    return say(f"option.{table}.{code}") if code not in (None, "") else Words()


def day(iso: str | None) -> str:
    """An ISO day as ``dd-mm-yyyy``; nothing for none."""
    return date.fromisoformat(iso[:10]).strftime("%d-%m-%Y") if iso else ""


def number(official: str | None) -> str:
    """An official number in its groups."""
    return numbers.shown(official) if official else ""


def state(code: str) -> tuple[Look, Words, str]:
    """The chip of where a record is: look, words, icon."""
    looks = {
        "here": (Look.NEUTRAL, "monitor"),
        "server": (Look.OK, "check-circle"),
        "held": (Look.AMBER, "alert"),
        "flagged": (Look.AMBER, "alert"),
    }
    look, icon = looks[code]
    return look, say(f"desk.state.{code}"), icon


def person_name(row: PersonRow) -> str:
    """The name in the script that the window speaks, where there is one."""
    return (row.name_local or row.name) if language() != "en" else row.name


def age_sex(row: PersonRow) -> Words:
    """ "34 F", or "34 years, female" in words."""
    if row.age is None:
        return option("sex", row.sex)
    return say("desk.age_sex", age=row.age, sex=option("sex", row.sex))


def dose_number(no: int | None) -> Words:
    """ "2nd dose"."""
    return option("dose_no", min(no, 3)) if no else Words()


def breach(problem: Problem) -> Words:
    """What speaks against a dose, with vaccines by their names."""
    known = reference.vaccines()
    params = {
        name: option("vaccine", value) if value in known else value for name, value in problem.params.items()
    }
    return say(problem.key, **params)
