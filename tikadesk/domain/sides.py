"""The two sides of a reconciliation, somebody's coming as the desk knows it and a row of the official portal's list:
what speaks for their being the same, and in what they differ. Who is matched with whom is ``matching``'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tikadesk.domain import namekey, text

GIVEN, DEFERRED, REGISTERED, VOID = "given", "deferred", "registered", "void"
"""How somebody's coming ended here. Only what was GIVEN should be on the portal."""

LIKE_FROM = 80
"""How alike two differently spelled names must be (of 100) where mobile, sex and age agree: a family shares a phone."""
YEARS = 2
"""How far apart birth years may lie where one is from an age only."""
TAIL = 4
"""So many digits of a mobile tell it apart; portals show no more."""


@dataclass(frozen=True)
class Side:
    """What either side knows of somebody and of the dose; blank or None where it is not known. ``mobile`` may be its
    last digits only.
    """

    name: str = ""
    name_local: str = ""
    birth_year: int | None = None
    age_estimated: bool = False
    sex: str = ""
    mobile: str = ""
    portal_ref: str = ""
    no: str = ""
    dose_no: int | None = None
    vaccine: str = ""
    batch: str = ""
    day: str = ""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The phonetic keys of the name, in whichever script."""
        return frozenset(key for name in (self.name, self.name_local) if (key := namekey.name_key(name)))


@dataclass(frozen=True)
class Here(Side):
    """Somebody's coming on a day as the desk knows it: ``person`` and ``dose`` are record ids, ``dose`` blank where
    there is none; ``state`` is how it ended.
    """

    person: str = ""
    dose: str = ""
    state: str = GIVEN

    def gave_on(self, day: str) -> bool:
        """Whether a dose was given on that day."""
        return self.state == GIVEN and self.day == day


@dataclass(frozen=True)
class There(Side):
    """A row of the portal's list; ``row`` is its place in the sheet."""

    row: int = 0


def same_name(one: Side, other: Side) -> bool:
    """Whether the name sounds the same, in any spelling or script."""
    return bool(one.keys & other.keys)


def like_name(one: Side, other: Side) -> bool:
    """Whether the name sounds alike."""
    from rapidfuzz import fuzz  # not before somebody is compared: the lock screen need not wait for it

    return any(fuzz.token_sort_ratio(mine, theirs) >= LIKE_FROM for mine in one.keys for theirs in other.keys)


def same_age(one: Side, other: Side) -> bool:
    """Whether both can be of one age: what is not known speaks against nobody."""
    if one.birth_year is None or other.birth_year is None:
        return True
    apart = abs(one.birth_year - other.birth_year)
    return apart <= (YEARS if one.age_estimated or other.age_estimated else 0)


def same_sex(one: Side, other: Side) -> bool:
    """Whether both can be of one sex."""
    return not (one.sex and other.sex) or one.sex == other.sex


def same_mobile(one: Side, other: Side) -> bool | None:
    """Whether both have one mobile, as far as it is told; None where it is not known of both."""
    known = min(len(one.mobile), len(other.mobile))
    return one.mobile[-known:] == other.mobile[-known:] if known >= TAIL else None


def other_reference(one: Side, other: Side) -> bool:
    """Whether the portal's references speak against their being the same."""
    return bool(one.portal_ref and other.portal_ref) and one.portal_ref != other.portal_ref


def differences(here: Here, there: There) -> tuple[str, ...]:
    """The fields that both sides know and that differ, in the order in which they are told."""
    found = [
        name
        for name in ("dose_no", "vaccine", "day")
        if getattr(here, name) and getattr(there, name) and getattr(here, name) != getattr(there, name)
    ]
    if here.batch and there.batch and _bare(here.batch) != _bare(there.batch):
        found.append("batch")
    if here.keys and there.keys and not same_name(here, there):
        found.append("name")
    if not same_age(here, there):
        found.append("birth_year")
    if not same_sex(here, there):
        found.append("sex")
    if same_mobile(here, there) is False:
        found.append("mobile")
    if other_reference(here, there):
        found.append("portal_ref")
    return tuple(found)


def _bare(batch: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.ascii_digits(batch).upper())
