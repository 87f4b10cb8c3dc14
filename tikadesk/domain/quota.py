"""Category quotas: what share of a day's doses each group gets by the order in force, and how many doses that is."""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk import assets
from tikadesk.domain.kinds.quota_plan import GROUPS


def shares(state: str, day: str) -> dict[str, int]:
    """The percentages by group that a state's order says for an ISO day; empty where none is in force."""
    orders = [
        order
        for order in assets.read_json("reference", "quotas.json")
        if order["state"] == state and order["valid_from"] <= day
    ]
    newest = max(orders, key=lambda order: str(order["valid_from"]), default=None)
    return {group: int(newest["shares"][group]) for group in GROUPS} if newest else {}


def allotted(doses: int, percent: Mapping[str, int]) -> dict[str, int]:
    """So many doses shared out by percentages that sum to 100: no dose is lost to rounding, the largest remainder
    gets it, and of equal ones the group that the order names first.
    """
    whole = {group: doses * share // 100 for group, share in percent.items()}
    remainders = {group: doses * share % 100 for group, share in percent.items()}
    for group in sorted(percent, key=lambda group: -remainders[group])[: doses - sum(whole.values())]:
        whole[group] += 1
    return whole
