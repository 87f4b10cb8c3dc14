"""How records are said on the desk: labels, states, days, people in one line. Words only, no widgets, no reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tikadesk.domain import numbers, reference
from tikadesk.errors import Problem
from tikadesk.i18n import language, tr_in
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words, plain, say

DOT = " · "


class Named(Protocol):
    """Whoever has a name, perhaps in both scripts: a person, a sample, somebody who is known."""

    @property
    def name(self) -> str:
        """As on the photo ID."""

    @property
    def name_local(self) -> str:
        """In Hindi; blank where it is not known."""


class Aged(Protocol):
    """Whoever has an age and a sex."""

    @property
    def age(self) -> int | None:
        """Completed years; None where they are not known."""

    @property
    def sex(self) -> str:
        """A code of the table ``sex``."""


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


def mobile(ten_digits: str | None) -> str:
    """A mobile number as it is read out: "98260 41187"."""
    return f"{ten_digits[:5]} {ten_digits[5:]}" if ten_digits else ""


def waited(since: datetime, now: datetime) -> Words:
    """How long ago something was, in the largest unit that says it: "40 min", "5 h", "2 days"."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 120:
        return say("waited.minutes", n=minutes)
    if minutes < 48 * 60:
        return say("waited.hours", n=minutes // 60)
    return say("waited.days", n=minutes // (24 * 60))


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


def person_name(row: Named) -> str:
    """The name in the script that the window speaks, where there is one."""
    return (row.name_local or row.name) if language() != "en" else row.name


def short_age_sex(row: Aged) -> str:
    """ "34 F"."""
    return row.sex if row.age is None else f"{row.age} {row.sex}"


def age_sex(row: Aged) -> Words:
    """ "34 years, female"."""
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
