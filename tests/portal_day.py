"""A day of many doses, the official portal's list of it, and mismatches of every kind planted into that list."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tikadesk.domain import namekey
from tikadesk.domain.reconcile import DIFFERS, HERE_ONLY, PORTAL_ONLY, TWICE
from tikadesk.domain.sides import DEFERRED, VOID, Here, There

DAY = "2021-05-17"
_FIRST = (
    "Sunita", "Kamla", "Geeta", "Rekha", "Sushila", "Anita", "Meena", "Pushpa", "Savitri", "Lata", "Ramesh", "Suresh",
    "Mahesh", "Dinesh", "Ganesh", "Rajesh", "Mohan", "Sohan", "Gopal", "Kishan", "Farida", "Salma", "Imran", "Aslam",
    "Irfan", "Bhagwati", "Dulari", "Phoolmati", "Chandrika", "Tulsi",
)  # fmt: skip
_LAST = (
    "Sahu", "Verma", "Yadav", "Patel", "Thakur", "Dewangan", "Nishad", "Sinha", "Banjare", "Kurrey", "Netam", "Dhruw",
    "Markam", "Tandan", "Khan", "Bano", "Mishra", "Tiwari", "Gupta", "Agrawal",
)  # fmt: skip
_STRANGERS = (
    "Xaverine", "Zubeida", "Quirin", "Jhumpa", "Okhandiar", "Wangchuk", "Ezhilarasi", "Uthaman", "Ijaz", "Yumnam",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """What the comparison must say of one mismatch: group, differing fields, and the doses and rows concerned."""

    group: str
    doses: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    differs: tuple[str, ...] = ()
    hint: str = ""


@dataclass
class PortalDay:
    """Who came here, what the portal says, and what is wrong with it."""

    here: list[Here]
    there: list[There]
    planted: list[Planted]


def _people(source: random.Random, count: int) -> list[Here]:
    """People whom name, age and the end of a mobile tell apart; some have the portal's reference already."""
    found: list[Here] = []
    seen: set[tuple[str, int, str]] = set()
    while len(found) < count:
        at = len(found)
        name = f"{source.choice(_FIRST)} {source.choice(_LAST)}"
        mobile = "" if source.random() < 0.1 else f"{source.randrange(6, 10)}{source.randrange(10**9):09d}"
        year = source.randrange(1935, 2003)
        near = {(namekey.name_key(name), year + off, mobile[-4:]) for off in range(-4, 5)}
        if near & seen or (not mobile and any(key[:2] in {one[:2] for one in near} for key in seen)):
            continue
        seen |= {(namekey.name_key(name), year, mobile[-4:]), (namekey.name_key(name), year, "")}
        found.append(
            Here(
                name=name, birth_year=year, age_estimated=source.random() < 0.4, sex=source.choice("FM"), mobile=mobile,
                portal_ref=f"{10**13 + at}" if source.random() < 0.5 else "", no=f"CGR01{at:07d}00",
                dose_no=source.choice((1, 2)), vaccine=source.choice(("covishield", "covaxin")), batch="4121Z025",
                day=DAY, person=f"person-{at}", dose=f"dose-{at}",
            )
        )  # fmt: skip
    return found


def _row(source: random.Random, one: Here, at: int) -> There:
    """The portal's true word for a dose: some masked, spelled otherwise, or with an age instead of a year."""
    shown = one.mobile if source.random() < 0.7 else one.mobile[-4:]
    name = one.name.upper() if source.random() < 0.5 else one.name.replace("ee", "i").replace("Ph", "F")
    return There(
        name=name, birth_year=one.birth_year, age_estimated=one.age_estimated, sex=one.sex, mobile=shown,
        portal_ref=one.portal_ref or f"{2 * 10**13 + at}", dose_no=one.dose_no, vaccine=one.vaccine,
        batch=one.batch.lower(), day=DAY, row=at,
    )  # fmt: skip


def portal_day(seed: int, count: int = 1200, mismatches: int = 36) -> PortalDay:
    """``count`` doses and the list of them with so many mismatches, every kind in turn."""
    source = random.Random(seed)
    here = _people(source, count)
    rows: list[There | None] = [_row(source, one, at + 2) for at, one in enumerate(here)]
    made = PortalDay(here, [], [])
    more = iter(range(count + 2, 2 * count + 2))
    picked = source.sample(range(count), mismatches)
    for turn, at in enumerate(picked):
        _KINDS[turn % len(_KINDS)](made, rows, at, more.__next__)
    made.there = [row for row in rows if row is not None]
    source.shuffle(made.there)
    return made


def _missing(made: PortalDay, rows: list[There | None], at: int, _more: Callable[[], int]) -> None:
    rows[at] = None
    made.planted.append(Planted(HERE_ONLY, (made.here[at].dose,)))


def _stranger(made: PortalDay, rows: list[There | None], at: int, more: Callable[[], int]) -> None:
    place = more()
    name = f"{_STRANGERS[place % 10]} {_STRANGERS[place // 10 % 10]}"
    rows.append(
        There(name=name, birth_year=1980, sex="F", portal_ref=f"{3 * 10**13 + place}", day=DAY, row=place)
    )
    made.planted.append(Planted(PORTAL_ONLY, (), (place,)))


def _twice(made: PortalDay, rows: list[There | None], at: int, more: Callable[[], int]) -> None:
    row, place = rows[at], more()
    assert row is not None
    rows[at] = replace(row, mobile=made.here[at].mobile)
    other = "" if made.here[at].portal_ref and not made.here[at].mobile else f"{4 * 10**13 + place}"
    rows.append(replace(row, row=place, mobile=made.here[at].mobile, portal_ref=other))
    made.planted.append(Planted(TWICE, (made.here[at].dose,), (row.row, place)))


def _other(**changed: Callable[[There], object]) -> Callable[..., None]:
    def plant(made: PortalDay, rows: list[There | None], at: int, _more: Callable[[], int]) -> None:
        row, one = rows[at], made.here[at]
        assert row is not None
        known = replace(one, portal_ref=row.portal_ref)
        made.here[at] = known
        rows[at] = replace(row, **{name: change(row) for name, change in changed.items()})
        made.planted.append(Planted(DIFFERS, (one.dose,), (row.row,), tuple(changed)))

    return plant


def _ended(state: str) -> Callable[..., None]:
    def plant(made: PortalDay, rows: list[There | None], at: int, _more: Callable[[], int]) -> None:
        row = rows[at]
        assert row is not None
        made.here[at] = replace(made.here[at], state=state)
        made.planted.append(Planted(PORTAL_ONLY, (), (row.row,), hint=state))

    return plant


def _next_day(row: There) -> str:
    return (date.fromisoformat(row.day) + timedelta(days=1)).isoformat()


_KINDS: tuple[Callable[..., None], ...] = (
    _missing,
    _stranger,
    _twice,
    _other(dose_no=lambda row: 3 - (row.dose_no or 1)),
    _other(vaccine=lambda row: "covaxin" if row.vaccine == "covishield" else "covishield"),
    _other(day=_next_day),
    _other(name=lambda row: "Okhandiar Wangchuk"),
    _ended(VOID),
    _ended(DEFERRED),
)
