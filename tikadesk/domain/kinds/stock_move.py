"""Stock move: unopened vials of one batch that came or went. The balance is a query over moves and openings."""

from __future__ import annotations

from tikadesk.domain.fields import Choice, Code, Day, Text, Time, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind
from tikadesk.domain.schedule import PROGRAMME_START

INCOMING = frozenset({"received", "found"})
"""Moves that add vials; every other move takes them away."""
_FLAG = Merge.FLAG

STOCK_MOVE = Kind(
    name="stock_move",
    fields=(
        Day(name="day", merge=_FLAG, earliest=PROGRAMME_START),
        Time(name="time"),
        Choice(name="move", words="stock_move", required=True, merge=_FLAG),
        Choice(name="vaccine", words="vaccine", required=True, merge=_FLAG),
        Code(name="batch", required=True, longest=20, merge=_FLAG),
        Day(name="expires_on", future=True, merge=_FLAG),
        Whole(name="vials", least=1, most=10_000, required=True, merge=_FLAG),
        Whole(name="doses_per_vial", least=1, most=50, merge=_FLAG),
        Text(name="partner", longest=80),
        Code(name="voucher", longest=30),
        Text(name="notes", longest=200),
    ),
)
