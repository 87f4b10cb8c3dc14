"""Day closing: a supervisor's seal on one day's register, with the counts and the digest of what stood in it.

A sealed figure never changes: reopening marks the closing with a reason, closing again is the record of a next round.
"""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Day, PersonName, Text, Whole
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

COUNTS = (
    "lines", "registered", "given", "first", "second", "precaution", "deferred", "not_vaccinated", "voided", "aefi",
    "corrected", "women", "men", "others", "waiting", "vials", "wasted",
)  # fmt: skip
"""What a closing counts: the register's totals, then the vials opened and the doses wasted."""
LONGEST = 2000
DEVICE = 13
"""As many signs of a device's id tell the desks of one centre apart."""

DAY_CLOSING = Kind(
    name="day_closing",
    fields=(
        Day(name="day", earliest=PROGRAMME_START),
        Whole(name="round", least=1, most=999),
        Text(name="register_no", longest=40),
        *(Whole(name=count) for count in COUNTS),
        Text(name="digest", longest=64),
        # how far every desk's journal was here: what lies beyond is a late entry
        Text(name="known", longest=LONGEST),
        # the journal of the desk that closed, as it is read over the phone
        Whole(name="length"),
        Text(name="code", longest=9),
        PersonName(name="supervisor"),
        # Indian time, YYYY-MM-DDTHH:MM
        Text(name="reopened_at", longest=16),
        PersonName(name="reopened_by"),
        Text(name="reopen_reason", longest=200),
    ),
)


def short(device: str) -> str:
    """A device's id as the seal names it."""
    return device[:DEVICE]


def as_known(lengths: Mapping[str, int]) -> str:
    """How far each device's journal is here, as the field ``known`` keeps it.

    Raises ValueError for more desks than one centre can have.
    """
    told = " ".join(f"{short(device)}:{n}" for device, n in sorted(lengths.items()))
    if len(told) > LONGEST:
        raise ValueError("too many desks")
    return told


def read_known(told: Value) -> dict[str, int]:
    """The lengths by ``short`` device; what another release writes there in another form is passed over."""
    pairs = (part.partition(":") for part in str(told or "").split())
    return {device: int(n) for device, _, n in pairs if n.isdecimal()}
