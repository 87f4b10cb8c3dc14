"""How a sample is said: where it is on its way, as a chip or in a plain word. Words only, no widgets, no reading."""

from __future__ import annotations

import re

from tikadesk.actions.samples import SampleRow
from tikadesk.ui.table import State
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import option
from tikadesk.ui.words import Words, plain, say

_CHIPS: dict[str, tuple[Look, str]] = {
    "rejected": (Look.DANGER, "warning"),
    "short": (Look.AMBER, "alert"),
    "lost": (Look.AMBER, "alert"),
    "void": (Look.NEUTRAL, "void"),
}
"""Where something went wrong: only these have a chip."""
_REASONS = {"rejected": "reject_reason", "lost": "lost_reason"}
_SENT_BACK = ("held", "flagged")


def breakable(name: str) -> str:
    """``name`` with places to break in its very long words, where it has a line of its own and is never cut."""
    return re.sub(r"([A-Za-z]{14})(?=[A-Za-z]{4})", "\\1\u200b", name)


def reason(row: SampleRow) -> Words:
    """Why a sample was rejected or lost; nothing where there is no reason."""
    table = _REASONS.get(row.journey)
    return option(table, row.reason) if table else Words()


def journey(row: SampleRow) -> State:
    """Where a sample is: a chip where something is wrong, else a plain word."""
    if row.void:
        return _chip(row, "void")
    if "box" in row.conflict:
        return State(Look.AMBER, say("samples.two_boxes"), "alert")
    if row.journey in _CHIPS:
        return _chip(row, row.journey)
    if row.state in _SENT_BACK:
        return State(Look.AMBER, say(f"desk.state.{row.state}"), "alert")
    if row.journey == "resulted":
        return State(Look.OK, option("result", row.result), quiet=True, ticked=True)
    ticked = row.journey != "collected"
    return State(Look.NEUTRAL, say(f"samples.journey.{row.journey}"), quiet=True, ticked=ticked)


def _chip(row: SampleRow, code: str) -> State:
    look, icon = _CHIPS[code]
    return State(look, say(f"samples.journey.{code}"), icon)


def taken(row: SampleRow, today: str) -> str:
    """The time of a sample of today, the day of an older one."""
    return row.time if row.day == today else f"{row.day[8:]}-{row.day[5:7]}"


def counted(n: int) -> Words:
    """A count behind a filter; nothing for none."""
    return plain(str(n)) if n else Words()
