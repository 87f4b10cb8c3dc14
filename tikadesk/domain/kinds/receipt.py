"""Receipt: what a lab says of one box that came in. It names box and centre itself, because it may be written, from the
list on the box alone, long before the box's own entries arrive.
"""

from __future__ import annotations

from tikadesk.domain.fields import Choice, Code, Day, Flag, PersonName, Ref, Temperature, Text, Time, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.kinds.sample import FIRST_SAMPLES

RECEIPT = Kind(
    name="receipt",
    fields=(
        Ref(name="consignment", required=True, merge=Merge.FLAG),
        Code(name="consignment_no", longest=14, required=True),
        Code(name="centre", longest=20, required=True),
        Code(name="lab", longest=20),
        Day(name="day", earliest=FIRST_SAMPLES),
        Time(name="time"),
        PersonName(name="received_by"),
        Temperature(name="received_temp"),
        Choice(name="list_from", words="list_from"),
        Whole(name="sealing", least=1, most=99),
        Whole(name="expected", least=0, most=500),
        Flag(name="finished"),
        Text(name="notes", longest=500),
    ),
)
