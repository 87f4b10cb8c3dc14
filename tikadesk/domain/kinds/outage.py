"""Outage: a while in which this desk's server did not take its entries, as the desk itself saw it.

It stands once the outage has lasted long enough to count; what was done meanwhile is in the other kinds' entries.
"""

from __future__ import annotations

from tikadesk.domain.fields import Day, Text
from tikadesk.domain.kind import Kind

OUTAGE = Kind(
    name="outage",
    fields=(
        Day(name="day"),
        # Indian time to the second; tried_at: until when the desk itself knows that it went on
        Text(name="began_at", longest=25),
        Text(name="tried_at", longest=25),
        Text(name="ended_at", longest=25),
        # codes of SyncFault, a space between
        Text(name="faults", longest=200),
        Text(name="server", longest=200),
    ),
)
