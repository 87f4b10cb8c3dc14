"""Consignment: a box of tubes on its way to one lab, from the first tube packed to the driver's signature.

Which tubes are in it is said by the tubes: each names its box. What was in it when it was sealed stands here as a
count and a digest, so that a tube that turns up afterwards is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tikadesk.domain import numbers
from tikadesk.domain.fields import Choice, Code, Day, Mobile, PersonName, Temperature, Text, Time, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.kinds.sample import FIRST_SAMPLES

OPEN, SEALED, DISPATCHED = "open", "sealed", "dispatched"
STATES = (OPEN, SEALED, DISPATCHED)
_FLAG = Merge.FLAG

CONSIGNMENT = Kind(
    name="consignment",
    letter=numbers.CONSIGNMENT,
    fields=(
        Day(name="day", merge=_FLAG, earliest=FIRST_SAMPLES),
        Time(name="time"),
        Code(name="lab", longest=20, required=True, merge=_FLAG),
        Choice(name="test", words="test"),
        Whole(name="size", least=1, most=500, required=True),
        Text(name="cold_box", longest=20),
        Choice(name="state", words="box_state", merge=Merge.MAX, order=STATES),
        # whose box it is, in words for a lab that does not know the centre
        Code(name="centre", longest=20),
        Text(name="centre_name", longest=120),
        # the seal; sealed_at and dispatched_at are Indian time, YYYY-MM-DDTHH:MM
        Whole(name="sealing", least=1, most=99, merge=_FLAG),
        Text(name="sealed_at", longest=16),
        Whole(name="tubes", least=0, most=500, merge=_FLAG),
        Text(name="tubes_digest", longest=64, merge=_FLAG),
        Code(name="seal_no", longest=20),
        Temperature(name="sealed_temp"),
        PersonName(name="packed_by"),
        PersonName(name="checked_by"),
        # the way
        Text(name="dispatched_at", longest=16),
        Temperature(name="dispatched_temp"),
        Text(name="courier", longest=60),
        PersonName(name="driver"),
        Mobile(name="driver_mobile"),
        Code(name="vehicle", longest=20),
        Code(name="portal_id", longest=30, merge=Merge.CLAIM),
        Text(name="notes", longest=500),
    ),
)


def tubes_digest(tubes: Iterable[str]) -> str:
    """What stands for a set of tubes in a sealed box: SHA-256, in hexadecimal, of their numbers in order."""
    return hashlib.sha256("\n".join(sorted(tubes)).encode()).hexdigest()
