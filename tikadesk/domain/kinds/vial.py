"""Vial: one opened vial, from the minute its rule begins to run until it is empty or thrown away.

The doses given from it are the dose records that name its day, batch and number; here stands only what they cannot say.
"""

from __future__ import annotations

from tikadesk.domain.fields import Choice, Code, Day, Text, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

OPEN, FINISHED, DISCARDED = "open", "finished", "discarded"
STATES = (OPEN, FINISHED, DISCARDED)
_FLAG = Merge.FLAG

VIAL = Kind(
    name="vial",
    fields=(
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START),
        Choice(name="vaccine", words="vaccine", required=True, merge=_FLAG),
        Code(name="batch", required=True, longest=20, merge=_FLAG),
        Day(name="expires_on", future=True, merge=_FLAG),
        Code(name="vial", required=True, longest=20, merge=_FLAG),
        Whole(name="doses", least=1, most=50, merge=_FLAG),
        # Indian time, YYYY-MM-DDTHH:MM
        Text(name="opened_at", longest=16, merge=_FLAG),
        Text(name="discard_at", longest=16),
        Choice(name="state", words="vial_state", merge=Merge.MAX, order=STATES),
        Text(name="closed_at", longest=16),
        Whole(name="wasted", least=0, most=50, merge=_FLAG),
        Choice(name="waste_reason", words="waste_reason", merge=_FLAG),
        Text(name="notes", longest=200),
    ),
)
