"""Day count: how many lines and doses the paper register says, for one of its pages or for the whole day."""

from __future__ import annotations

from tikadesk.domain.fields import Day, PaperPlace, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

_FLAG = Merge.FLAG

DAY_COUNT = Kind(
    name="day_count",
    fields=(
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START),
        # blank: the whole day
        PaperPlace(name="page", merge=_FLAG),
        Whole(name="lines", least=0, most=9_999, merge=_FLAG),
        Whole(name="given", least=0, most=9_999, merge=_FLAG),
    ),
)
