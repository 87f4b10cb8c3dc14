"""Review: a supervisor has looked at something of a day: a void, a deferral, an adverse event as it stood then, or that
a desk's entries are not here. What changes afterwards is to be looked at again.
"""

from __future__ import annotations

from tikadesk.domain.fields import Choice, Day, Text
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

VOID, DEFERRAL, ADVERSE, DESK = "void", "deferral", "aefi", "desk"
TOPICS = (VOID, DEFERRAL, ADVERSE, DESK)

REVIEW = Kind(
    name="review",
    fields=(
        Day(name="day", earliest=PROGRAMME_START),
        Choice(name="topic", words="review_topic", required=True),
        # a record's id, or a desk's
        Text(name="subject", longest=80, required=True),
        # the newest entries of the record that were looked at
        Text(name="stood", longest=400),
    ),
)
