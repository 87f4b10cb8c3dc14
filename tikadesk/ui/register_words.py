"""How a line of the day's register is said: its dose, its vial, how it ended. Words only."""

from __future__ import annotations

from dataclasses import replace

from tikadesk.actions.people import FLAGGED, HELD, SERVER
from tikadesk.actions.register_day import RegisterRow
from tikadesk.domain import numbers, reference
from tikadesk.domain.kinds.aefi import MINOR
from tikadesk.i18n import has
from tikadesk.store.register_lines import DEFERRED, GIVEN, VOID
from tikadesk.ui.table import State
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, label, option, state
from tikadesk.ui.words import Words, say

NONE = "—"
_BY_NUMBER = {1: 1, 2: 2}


def dose(row: RegisterRow) -> str:
    """ "1st"; a dash where none was given."""
    if row.state == DEFERRED or row.dose_no is None:
        return NONE
    return str(say(f"register_page.dose.{_BY_NUMBER.get(row.dose_no, 3)}"))


def from_vial(row: RegisterRow) -> str:
    """ "4121Z025 / 21"; a dash where none was given."""
    if row.state == DEFERRED:
        return NONE
    return " / ".join(filter(None, (row.batch, row.vial))) or NONE


def short_number(row: RegisterRow) -> str:
    """The official number without the state and the kind, which all of a register's numbers begin with."""
    shown = numbers.shown(row.no) if row.no else ""
    return shown.split(" ", 2)[2] if numbers.parse(row.no) is not None else shown


def mobile(row: RegisterRow) -> str:
    """The end of the mobile number; a dash for somebody without one."""
    return row.mobile[-4:] or NONE


def how(row: RegisterRow) -> State:
    """The exception that matters most about a line, else where it is safe; all of it is said as more."""
    said = _said(row)
    return said if said.quiet else replace(said, more=_all(row))


def _said(row: RegisterRow) -> State:
    if row.state == VOID:
        return State(Look.DANGER, say(f"register_page.voided.{_known('void_reason', row.reason)}"), "void")
    if row.aefi:
        look = Look.AMBER if row.aefi == MINOR else Look.DANGER
        return State(look, say(f"register_page.aefi.{row.aefi}"), "warning")
    if row.state == DEFERRED:
        return State(Look.AMBER, say(f"register_page.put_off.{_known('defer_reason', row.reason)}"), "alert")
    if row.safe in (HELD, FLAGGED):
        return State(*state(row.safe))
    if row.late:
        return State(Look.INFO, say("register_page.late"), "clock")
    if row.corrected:
        return State(Look.INFO, say("register_page.corrected"), "pencil")
    if row.safe != SERVER:
        return State(*state(row.safe))
    if row.state != GIVEN:
        return State(Look.NEUTRAL, say("register_page.not_vaccinated"), "person")
    return State(Look.OK, say("register_page.on_server"), quiet=True, ticked=True)


def _all(row: RegisterRow) -> Words:
    """Everything about a line that is unusual, where it is safe, and the desk that wrote it."""
    parts: list[Words | str] = []
    if row.state in (VOID, DEFERRED):
        table = "void_reason" if row.state == VOID else "defer_reason"
        parts.append(option(table, _known(table, row.reason)))
    if row.corrected:
        parts.append(say("register_page.corrected"))
        parts += [label(kind, name) for kind, name, _ in row.corrected if has(f"field.{kind}.{name}")]
    if row.late:
        parts.append(say("register_page.late"))
    return joined(*parts, state(row.safe)[1], row.desk_label)


def _known(table: str, code: str) -> str:
    """The code, or that of any other reason for one that this release does not know."""
    return code if code in reference.options(table) else "other"
