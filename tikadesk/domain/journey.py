"""Where a tube is on its way, from what is known of it, its box and the lab's word. It is derived, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tikadesk.domain.kinds.receipt_line import ACCEPTED, EXTRA

COLLECTED, PACKED, RECEIVED, RESULTED, LOST, VOID = (
    "collected",
    "packed",
    "received",
    "resulted",
    "lost",
    "void",
)
JOURNEYS = (
    COLLECTED, PACKED, "sealed", "dispatched", RECEIVED, "rejected", "short", RESULTED, LOST, VOID,
)  # fmt: skip
"""Where a tube can be, in the order of its way."""


def journey(row: Mapping[str, Any]) -> tuple[str, str]:
    """How far a tube is, one of JOURNEYS, and the code of the reason where it went wrong.

    ``row`` is a sample's with its box's ``box_state`` and the lab's ``verdict``, ``reason`` and ``result``. A tube that
    a lab has in hand is not lost.
    """
    verdict = row["verdict"]
    if row["void"]:
        return VOID, ""
    if row["result"]:
        return RESULTED, ""
    if verdict in (ACCEPTED, EXTRA):
        return RECEIVED, ""
    if row["lost_reason"]:
        return LOST, row["lost_reason"]
    if verdict:
        return verdict, row["reason"] or ""
    if row["box"]:
        state = row["box_state"]
        return (state if state in JOURNEYS else PACKED), ""
    return COLLECTED, ""
