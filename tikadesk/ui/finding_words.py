"""How the findings of a reconciliation are said: what is the matter, either side in a few words, each side's values."""

from __future__ import annotations

from tikadesk.domain.reconcile import AGREES, DIFFERS, NO_LIST, PORTAL_ONLY, UNCLEAR, Finding, Line
from tikadesk.domain.sides import GIVEN, TAIL, Side
from tikadesk.ui.table import State
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, joined, label, mobile, number, option, person_name
from tikadesk.ui.words import Words, plain, say

FIELDS = ("name", "birth_year", "sex", "mobile", "no", "portal_ref", "dose_no", "vaccine", "batch", "day")
"""What is shown of both sides, in this order; the name first."""
_LABELS = {
    "name": "registration",
    "birth_year": "registration",
    "sex": "registration",
    "mobile": "registration",
}
_LABELS |= {
    "portal_ref": "registration",
    "dose_no": "dose",
    "vaccine": "dose",
    "batch": "dose",
    "day": "dose",
}
_NOTHING = "–"
_IN_A_CHIP = 2
"""So many of the fields that differ are named on a chip, and how many more there are."""


def field_label(name: str) -> Words:
    """What a field of either side is called."""
    return say("reconcile.field.no") if name == "no" else label(_LABELS[name], name)


def who(line: Line) -> Side:
    """The side that says who it is: ours where there is one."""
    finding = line.finding
    return finding.first_here or finding.first_there or Side()


def name(line: Line) -> str:
    """The name in the window's script; the reference where the list tells no name."""
    one = who(line)
    return person_name(_Named(one)) or one.portal_ref or number(one.no)


class _Named:
    """A side as somebody with a name in one script or both."""

    def __init__(self, side: Side) -> None:
        self.name, self.name_local = side.name or side.name_local, side.name_local


def age_sex(line: Line) -> str:
    """ "34 F", as of the day."""
    one = who(line)
    if one.birth_year is None or not one.day:
        return one.sex
    return f"{int(one.day[:4]) - one.birth_year} {one.sex}".strip()


def mobile_end(line: Line) -> str:
    """The last digits of the mobile."""
    return who(line).mobile[-TAIL:]


def here(line: Line) -> str:
    """What was done here, in a few words."""
    finding = line.finding
    if len(finding.here) > 1:
        return str(say("reconcile.doses", n=len(finding.here)))
    one = finding.first_here
    if one is None or (not finding.here and finding.hint not in ("", one.state)):
        return _NOTHING
    return _dose(one) if one.state == GIVEN else str(say(f"reconcile.ended.{one.state}"))


def there(line: Line) -> str:
    """What the portal says, in a few words."""
    rows = line.finding.there
    if len(rows) > 1:
        return str(say("reconcile.rows", n=len(rows)))
    return (_dose(rows[0]) or str(say("reconcile.listed"))) if rows else _NOTHING


def _dose(side: Side) -> str:
    return str(joined(_short_dose(side.dose_no), option("vaccine", side.vaccine)))


def _short_dose(no: int | None) -> Words:
    return say(f"reconcile.dose.{min(no, 3)}") if no else Words()


def what(line: Line) -> State:
    """What is the matter, as a chip; what agrees is said quietly."""
    finding = line.finding
    if line.unsent and finding.group in (AGREES, NO_LIST):
        return State(Look.NEUTRAL, say("reconcile.group.unsent"), icon="monitor")
    if finding.group == NO_LIST:
        return State(Look.NEUTRAL, say("reconcile.group.no_list"), quiet=True)
    if finding.group == AGREES:
        return State(Look.OK, say("reconcile.group.agrees"), quiet=True, ticked=True)
    if finding.group == DIFFERS:
        fields = ", ".join(str(say(f"reconcile.short.{one}")) for one in finding.differs[:_IN_A_CHIP])
        more = len(finding.differs) - _IN_A_CHIP
        fields = fields if more <= 0 else f"{fields} +{more}"
        return State(Look.INFO, say("reconcile.differs_in", fields=fields), icon="pencil")
    if finding.elsewhere is not None:
        return State(
            Look.AMBER, say("reconcile.hint.other_day", day=day(finding.elsewhere.day)), icon="alert"
        )
    if finding.group == PORTAL_ONLY and finding.hint:
        return State(Look.AMBER, say(f"reconcile.hint.{finding.hint}"), icon="alert")
    icon = "question" if finding.group == UNCLEAR else "alert"
    return State(Look.AMBER, say(f"reconcile.group.{finding.group}"), icon=icon)


def advice(finding: Finding) -> Words:
    """What it means and what to do about it."""
    return say(f"reconcile.advice.{finding.hint or finding.group}")


def value(side: Side, field: str) -> str:
    """A field of one side as people read it."""
    told = getattr(side, field)
    if told in ("", None):
        return ""
    match field:
        case "name":
            return " / ".join(dict.fromkeys(one for one in (side.name, side.name_local) if one))
        case "sex" | "vaccine" | "dose_no":
            return str(option(field, told))
        case "mobile":
            return mobile(told) if len(told) == 10 else f"…{told}"
        case "day":
            return day(told)
        case "no":
            return number(told)
        case "birth_year":
            return f"~{told}" if side.age_estimated else str(told)
    return str(told)


def said_back(side: Side) -> Words:
    """Somebody in one line: number or reference, mobile."""
    return joined(number(side.no), side.portal_ref, plain(mobile(side.mobile)))
