"""Event: what was done to data without changing a record, for the audit: sign-ins, exports, prints, overrides."""

from __future__ import annotations

from tikadesk.domain.fields import Day, Text, Whole
from tikadesk.domain.kind import Kind

EVENT = Kind(
    name="event",
    fields=(
        Text(name="what", longest=40, required=True),
        Text(name="subject", longest=80),
        Whole(name="count"),
        Day(name="day"),
    ),
)
