"""Official numbers: state, kind letter, series, counter, two check digits. ``CGR41730501879``, shown
``CG R 4173 0501 879``. They hold no date and never expire; ranges are leased to desks, so that no server is needed
to issue one. How a lease is stored or asked for is not decided here.

A case can have several tubes: the first bears the case number itself, the others the number with ``/2``, ``/3`` …
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from tikadesk.domain import standards

REGISTRATION, CASE, CONSIGNMENT, TICKET, FALLBACK = "R", "K", "C", "H", "Z"
LEASED = (REGISTRATION, CASE, CONSIGNMENT, TICKET)

PRACTICE_SERIES = 0
SERVER_SERIES = range(1, 90)
PRINTED_SERIES = range(90, 99)
COUNTERS = 10_000_000

TUBES = range(1, 10)

LEASE_DAYS = 7
LEASE_LEAST, LEASE_MOST = 200, 5_000

_LENGTH = 14
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"^([A-Z]{2})([RKCHZ])(\d{2})(\d{7})(\d{2})$")
_TUBE = re.compile(r"^(.{14})/([1-9])$")
_STORED = re.compile(r"[A-Z]{2}(?:[RKCHZ]\d{11}|[KZ]\d{11}/[2-9])", re.ASCII)


@dataclass(frozen=True)
class Number:
    """An official number taken apart; ``str()`` gives its stored form of 14 characters."""

    state: str
    kind: str
    series: int
    counter: int

    def __str__(self) -> str:
        body = f"{self.state}{self.kind}{self.series:02d}{self.counter:07d}"
        return body + standards.mod_97_10_digits(body)

    @property
    def practice(self) -> bool:
        """Whether it was issued for training and can never be real."""
        return self.kind != FALLBACK and self.series == PRACTICE_SERIES

    @property
    def on_a_roll(self) -> bool:
        """Whether it stands on a label that was printed in advance."""
        return self.kind == CASE and self.series in PRINTED_SERIES


def parse(text: str) -> Number | None:
    """The number that ``text`` holds, spaces and lower case allowed; None when its check digits do not fit."""
    shape = _SHAPE.match(text) or _SHAPE.match(re.sub(r"[\s\-]", "", text).upper())
    if shape is None or not standards.mod_97_10_fits(shape[0]):
        return None
    state, kind, series, counter, _ = shape.groups()
    return Number(state, kind, int(series), int(counter))


def shown(number: str) -> str:
    """The number as people read it: ``CG R 4173 0501 879``, a tube's with its suffix. Anything else is unchanged."""
    if _SHAPE.match(number[:_LENGTH]) is None:
        return number
    return f"{number[:2]} {number[2]} {number[3:7]} {number[7:11]} {number[11:]}"


def of_tube(case: str, tube: int) -> str:
    """The stored number of a case's tube, counted from 1: the first one bears the case number itself."""
    return case if tube == 1 else f"{case}/{tube}"


def case_of(number: str) -> str:
    """The case number of a tube's stored number."""
    return number[:_LENGTH]


def is_stored(text: str) -> bool:
    """Whether ``text`` has the stored form of a number: no spaces, capitals, a suffix only on a case's further tubes.
    Its check digits are not looked at.
    """
    return _STORED.fullmatch(text) is not None


def read_tube(text: str) -> str | None:
    """The stored number of the tube that ``text`` names, spaces, lower case and ``/1`` allowed; None when its check
    digits do not fit. Other kinds' numbers are read as well: who needs a case looks at its letter.
    """
    compact = re.sub(r"[\s\-]", "", text).upper()
    suffixed = _TUBE.match(compact)
    case, tube = (suffixed[1], int(suffixed[2])) if suffixed else (compact, 1)
    number = parse(case)
    return None if number is None else of_tube(str(number), tube)


def is_practice(number: str) -> bool:
    """Whether a stored number, a tube's too, was issued for training. Its check digits are not looked at."""
    if number[3:5] != f"{PRACTICE_SERIES:02d}":
        return False
    shape = _SHAPE.match(case_of(number))
    return shape is not None and shape[2] != FALLBACK


def printed(number: str, tubes: int) -> str:
    """What a tube's label bears: its stored number, the first one of several with ``/1``."""
    return f"{number}/1" if tubes > 1 and number == case_of(number) else number


def near(text: str) -> list[str]:
    """The stored tube numbers with fitting check digits that are one slip away from ``text``: a sign wrong, missing or
    too many, or two neighbours swapped. ``text`` itself is not among them.
    """
    compact = re.sub(r"[\s\-]", "", text).upper()
    case, slash, tube = compact.partition("/")
    if abs(len(case) - _LENGTH) > 1:
        return []
    places = range(len(case) + 1)
    tries = {case[:at] + case[at + 1 : at + 2] + case[at : at + 1] + case[at + 2 :] for at in places}
    tries |= {case[:at] + case[at + 1 :] for at in places}
    for at in places:
        for sign in _SIGNS:
            tries |= {case[:at] + sign + case[at + 1 :], case[:at] + sign + case[at:]}
    found = {read_tube(one + slash + tube) for one in tries if len(one) == _LENGTH and one != case}
    return sorted(number for number in found if number is not None)


def fallback(state: str, source: random.Random) -> str:
    """A number for a desk with no lease left: nine random digits and the check, valid for ever."""
    return str(Number(state, FALLBACK, source.randrange(100), source.randrange(COUNTERS)))


@dataclass(frozen=True)
class Lease:
    """A range of counters that one desk alone may use up. ``next`` is the first counter still unused."""

    id: str
    state: str
    kind: str
    series: int
    low: int
    high: int
    next: int

    @property
    def left(self) -> int:
        """How many numbers it still holds."""
        return self.high - self.next + 1

    def take(self) -> tuple[str, Lease]:
        """The next number and the lease after it; raises ValueError when none is left."""
        if self.left <= 0:
            raise ValueError("empty lease")
        return str(Number(self.state, self.kind, self.series, self.next)), replace(self, next=self.next + 1)


def lease_size(busiest_day: int) -> int:
    """How many numbers to ask for: seven days of the desk's own busiest, within limits."""
    return max(LEASE_LEAST, min(LEASE_MOST, LEASE_DAYS * busiest_day))


def must_refill(left: int, last_size: int) -> bool:
    """Whether it is time to ask for more: at half of what was last granted."""
    return left * 2 <= last_size
