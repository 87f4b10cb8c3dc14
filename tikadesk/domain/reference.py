"""The data files of the field (``resources/reference``) as typed, read-only tables: vaccines, ID types, words, places.

A table is changed by changing its file; nothing here decides anything with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tikadesk import assets
from tikadesk.domain import text


@dataclass(frozen=True)
class Vaccine:
    """A vaccine of the programme. ``open_minutes`` is how long an opened vial may be used."""

    code: str
    name: str
    name_hi: str
    maker: str
    doses_per_vial: int
    open_minutes: int
    total_doses: int


@dataclass(frozen=True)
class District:
    """A district by its LGD code; names repeat across states, so the code is the key."""

    code: str
    name: str
    name_hi: str
    state: str


@dataclass(frozen=True)
class Category:
    """Why a person is served now, and the quota group that it counts in."""

    code: str
    quota: str
    ration_card: bool


@dataclass(frozen=True)
class Lab:
    """A laboratory that takes samples in. Its code is the code of the centre that its own desks are enrolled at."""

    code: str
    name: str
    name_hi: str
    district: str
    pincode: str


@dataclass(frozen=True)
class SampleType:
    """A kind of sample: the number that the national referral form gives it. What is ``never_frozen`` is kept at
    2–8 °C all the way; anything else may also travel at −70 °C.
    """

    code: str
    icmr: int
    never_frozen: bool


@cache
def vaccines() -> dict[str, Vaccine]:
    """Vaccines by code, in the order that forms show."""
    return {row["code"]: Vaccine(**row) for row in assets.read_json("reference", "vaccines.json")}


@cache
def districts() -> dict[str, District]:
    """Districts by LGD code."""
    return {row["code"]: District(**row) for row in assets.read_json("reference", "districts.json")}


@cache
def categories() -> dict[str, Category]:
    """Categories by code."""
    return {row["code"]: Category(**row) for row in assets.read_json("reference", "categories.json")}


@cache
def labs() -> dict[str, Lab]:
    """Laboratories by code."""
    return {row["code"]: Lab(**row) for row in assets.read_json("reference", "labs.json")}


@cache
def _labs_named() -> dict[str, str]:
    return {_bare(word): lab.code for lab in labs().values() for word in (lab.code, lab.name, lab.name_hi)}


def _bare(name: str) -> str:
    return _plain(name.replace(",", ""))


def lab(typed: str) -> str | None:
    """The code of the laboratory that a typed code or name stands for; None when it is none of the list's."""
    return _labs_named().get(_bare(typed))


def lab_name(code: str, language: str) -> str:
    """A laboratory's name in a language; its code where this release does not know it."""
    known = labs().get(code)
    if known is None:
        return code
    return known.name_hi if language.startswith("hi") else known.name


@cache
def sample_types() -> dict[str, SampleType]:
    """Sample types by code, in the order that forms show."""
    return {row["code"]: SampleType(**row) for row in assets.read_json("reference", "sample_types.json")}


@cache
def _words(table: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for code, words in assets.read_json("reference", "words.json")[table].items():
        for word in (code, *words):
            known[_plain(word)] = code
    return known


@lru_cache(1024)
def _plain(word: str) -> str:
    tidy = text.ascii_digits(text.tidy(word)).casefold()
    return re.sub(r"[\s.\-_/()]+", "", tidy) or tidy  # a lone "-" is a word of clerks, a lone "." is none


def options(table: str) -> tuple[str, ...]:
    """The codes of a table of words, in the order that forms show."""
    return tuple(assets.read_json("reference", "words.json")[table])


def word(table: str, typed: str) -> str | None:
    """The code that a typed word stands for, in either script; None when it is none of the table's."""
    return _words(table).get(_plain(typed))


def helpline(state: str) -> str:
    """The health helpline of a state, by its two letters; the national one where the state has none of its own."""
    numbers: dict[str, str] = assets.read_json("reference", "helplines.json")["health"]
    return numbers.get(state) or numbers[""]


def ambulance() -> str:
    """The number of the ambulance."""
    return str(assets.read_json("reference", "helplines.json")["ambulance"])
