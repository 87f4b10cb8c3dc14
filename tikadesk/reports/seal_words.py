"""What a paper says of a day's closings: when it was closed and by whom, reopened and why, what was written afterwards.
Which entries came late is decided in ``store.closings``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Choice, Day
from tikadesk.domain.kinds import KINDS
from tikadesk.i18n import has, tr
from tikadesk.reports import cells
from tikadesk.store import closings
from tikadesk.store.closings import Change, Closing, Late
from tikadesk.store.store import Store

_HIDDEN = frozenset({"id_number"})
"""Fields whose values stand on no paper."""


def of_day(store: Store, day: str) -> tuple[str, ...]:
    """The sentences under the register of an ISO day: how it stands, and its last reopening. Raises StoreTrouble."""
    history = closings.history(store, day)
    newest = closings.of(store, day)
    if newest is None:
        return (tr("report.not_closed"),)
    apart = closings.conflicting(store, day)
    told = [
        tr("report.closed", at=cells.shown_moment(one.at), by=_by(one), code=one.code)
        for one in (apart or [newest])
    ]
    late = len(closings.late(store, newest))
    if late:
        told.append(tr("report.late_since", count=late))
    reopened = [one for one in history if not one.stands]
    if not reopened:
        return (" · ".join(told),)
    last = max(reopened, key=lambda one: one.reopened_at)
    again = tr(
        "report.reopened", count=len(reopened), at=cells.shown_moment(last.reopened_at), by=last.reopened_by,
        reason=last.reopen_reason,
    )  # fmt: skip
    return (" · ".join(told), again)


def _by(closing: Closing) -> str:
    return f"{closing.supervisor} ({closing.label})" if closing.label else closing.supervisor


def briefly(late: Iterable[Late]) -> str:
    """The days on which something was written about a line after its day was closed, for the remarks of a paper."""
    days = sorted({one.at[:10] for one in late})
    return tr("report.late", days=", ".join(cells.shown_day(day)[:5] for day in days))


def in_full(late: Iterable[Late], names: Mapping[str, str], words: cells.Words) -> str:
    """What was written about a line after its day was closed: when, by whom, what changed.

    ``names`` are the operators' by their records.
    """
    return "; ".join(
        tr(
            "report.late_entry",
            at=cells.shown_moment(one.at),
            by=names.get(one.by, one.label),
            what=_what(one, words),
        )
        for one in late
    )


def _what(late: Late, words: cells.Words) -> str:
    if late.op == "create":
        return words.say(f"report.late.create.{late.kind}")
    told = [_change(late.kind, change, words) for change in late.changes]
    return ", ".join(filter(None, told)) or words.say(f"report.late.{late.op}")


def _change(kind: str, change: Change, words: cells.Words) -> str:
    label = f"field.{kind}.{change.field}"
    if not has(label):
        return ""
    if change.field in _HIDDEN:
        return words.say(label)
    before, after = (_said(kind, change.field, value, words) for value in (change.before, change.after))
    return f"{words.say(label)} {before} → {after}"


def _said(kind: str, name: str, value: Value, words: cells.Words) -> str:
    field = KINDS[kind].by_name.get(name)
    if value is None or value == "":
        return "–"
    if isinstance(field, Choice):
        return words.option(field.words, value)
    return cells.shown_day(str(value)) if isinstance(field, Day) else str(value)
