"""Receipt line: what a lab says of one tube of a box: there and good, rejected, missing, or not on the list.

A tube is named by its number, not by its record, which the lab may not have yet; a tube without a label has none.
"""

from __future__ import annotations

from tikadesk.domain.fields import Choice, Code, Day, Ref, Text
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind

ACCEPTED, REJECTED, SHORT, EXTRA = "accepted", "rejected", "short", "extra"
_FLAG = Merge.FLAG

RECEIPT_LINE = Kind(
    name="receipt_line",
    fields=(
        Ref(name="receipt", required=True),
        Ref(name="consignment", required=True),
        Code(name="centre", longest=20, required=True),
        Code(name="tube", longest=16),
        Choice(name="verdict", words="verdict", required=True, merge=_FLAG),
        Choice(name="reason", words="reject_reason", merge=_FLAG),
        Choice(name="result", words="result", merge=_FLAG),
        Day(name="result_on"),
        Text(name="notes", longest=200),
    ),
)
