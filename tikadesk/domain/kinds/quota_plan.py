"""Quota plan: how many doses a centre has for one day, and what share of them each group gets."""

from __future__ import annotations

from tikadesk.domain.fields import Day, Text, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

GROUPS = ("flw_comorbid", "antyodaya", "bpl", "apl")
"""The quota groups of ``categories.json``, in the order of the state's order."""
_FLAG = Merge.FLAG

QUOTA_PLAN = Kind(
    name="quota_plan",
    fields=(
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START, future=True),
        Whole(name="doses", least=1, most=10_000, required=True, merge=_FLAG),
        *(Whole(name=group, least=0, most=100, merge=_FLAG) for group in GROUPS),
        Text(name="ordered_by", longest=80),
    ),
)
