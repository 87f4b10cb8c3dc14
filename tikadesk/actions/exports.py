"""That a report was made is journalled: which, for which days, how many rows, the hash of its file; and each print of a
day's register is counted. Making one is the affair of ``reports``.
"""

from __future__ import annotations

from datetime import date, timedelta

from tikadesk.actions import prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Paper
from tikadesk.domain.roles import Verb
from tikadesk.store.store import Writer

_PAINTED = "pdf"


def must(desk: Desk) -> None:
    """Raise NotAllowed when nobody signed in may take a report out."""
    desk.must(Verb.EXPORT)


def note(desk: Desk, report: str, first: str, last: str, form: str, *, rows: int, sha256: str) -> None:
    """Journal that ``report`` of the ISO days ``first`` to ``last`` was made as ``form``. Raises StoreTrouble."""
    with desk.store.write() as writer:
        desk.event(writer, f"export.{report}.{form}", subject=sha256, count=rows)
        if form == _PAINTED:
            _count(desk, writer, report, first, last, printed=False)


def note_printed(desk: Desk, report: str, first: str, last: str, *, rows: int) -> None:
    """Journal that ``report`` of the ISO days ``first`` to ``last`` went to a printer. Raises StoreTrouble."""
    with desk.store.write() as writer:
        desk.event(writer, f"print.{report}", count=rows)
        _count(desk, writer, report, first, last, printed=True)


def _count(desk: Desk, writer: Writer, report: str, first: str, last: str, *, printed: bool) -> None:
    """Count one more paper of each day, if it is the register."""
    day = date.fromisoformat(first)
    while report == Paper.REGISTER and day <= date.fromisoformat(last):
        prints.journal(desk, writer, Paper.REGISTER, register_of(day.isoformat()), printed=printed)
        day += timedelta(days=1)


def register_of(day: str) -> str:
    """The subject under which the prints of a day's register are counted."""
    return f"register {day}"
