"""Who changed what, when and why, as people read it: "Age 36 → 34 · heard wrong". Words only."""

from __future__ import annotations

from datetime import datetime

from tikadesk.actions import void
from tikadesk.actions.find import Change
from tikadesk.domain import fields as domain
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.kinds import KINDS
from tikadesk.ui.wording import day, joined, label, option
from tikadesk.ui.words import Words, plain, say

_SILENT = {"quota", "age_estimated"}


def headline(change: Change) -> Words:
    """When, who, what kind of change, and why."""
    at = datetime.fromisoformat(change.at).astimezone(IST).strftime("%d-%m-%Y %H:%M")
    return joined(at, change.by, say(f"desk.history.{change.kind}.{change.op}"), reason(change))


def reason(change: Change) -> Words:
    """Why it was changed; nothing where nobody asked."""
    if not change.why:
        return Words()
    if change.why == "undo":
        return say("desk.history.undo")
    table = void.reason_table(change.kind) if change.op == Op.VOID else "correct_reason"
    return option(table, change.why)


def lines(change: Change) -> list[Words]:
    """One line for each field that changed, before and after."""
    told: list[Words] = []
    for name, before, after in change.changes:
        if name in _SILENT or name not in KINDS[change.kind].by_name:
            continue
        if name == "birth_year" and isinstance(before, int) and isinstance(after, int):
            year = int(change.at[:4])
            pair, what = (plain(str(year - before)), plain(str(year - after))), label("registration", "age")
        else:
            pair = said(change.kind, name, before), said(change.kind, name, after)
            what = label(change.kind, name)
        told.append(say("desk.history.change", field=what, before=pair[0], after=pair[1]))
    return told


def said(kind: str, name: str, value: Value) -> Words:
    """A stored value of a field of ``kind`` as people read it; a dash for none."""
    if value is None or value == "":
        return plain("–")
    match KINDS[kind].by_name.get(name):
        case domain.Choice(words=table):
            return option(table, value)
        case domain.Flag():
            return option("yes_no", "Y" if value else "N")
        case domain.Day():
            return plain(day(str(value)))
    return plain(str(value))
