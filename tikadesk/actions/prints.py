"""That a paper was made is journalled, and counted for each record. Painting one is the affair of ``reports``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from tikadesk.actions.desk import Desk
from tikadesk.store import records
from tikadesk.store.store import Writer


class Paper(StrEnum):
    """The papers that are counted: of a dose or registration (its slip, its queue token), of a sample, of a
    consignment, of an adverse event, of a day's closing; of a day's register, which is no record and is named by its
    subject.
    """

    SLIP = "slip"
    TURN = "token"
    LABEL = "label"
    MANIFEST = "manifest"
    AEFI = "aefi"
    CLOSING = "closing"
    REGISTER = "register"


@dataclass(frozen=True)
class Made:
    """How often a record's paper went to a printer, and how often into a file. A file proves no paper."""

    printed: int = 0
    filed: int = 0

    @property
    def times(self) -> int:
        """How often in all."""
        return self.printed + self.filed


def note(desk: Desk, paper: Paper, rec: str, *, printed: bool) -> Made:
    """Journal that the ``paper`` of record ``rec`` was made, with how many there are now. Raises StoreTrouble."""
    with desk.store.write() as writer:
        return journal(desk, writer, paper, rec, printed=printed)


def journal(desk: Desk, writer: Writer, paper: Paper, rec: str, *, printed: bool) -> Made:
    """``note`` inside the caller's transaction."""
    before = made(desk, paper, [rec]).get(rec, Made())
    now = replace(before, printed=before.printed + 1) if printed else replace(before, filed=before.filed + 1)
    what, count = (_printed(paper), now.printed) if printed else (_filed(paper), now.filed)
    desk.event(writer, what, subject=rec, count=count)
    return now


def made(desk: Desk, paper: Paper, recs: Iterable[str]) -> dict[str, Made]:
    """What was made of each of ``recs``; those without this paper are left out."""
    found: dict[str, Made] = {}
    for row in records.events_about(desk.store.connection, recs):
        so_far = found.get(row["subject"], Made())
        if row["what"] == _printed(paper):
            found[row["subject"]] = replace(so_far, printed=row["total"])
        elif row["what"] == _filed(paper):
            found[row["subject"]] = replace(so_far, filed=row["total"])
    return found


def _printed(paper: Paper) -> str:
    return f"{paper}_printed"


def _filed(paper: Paper) -> str:
    return f"{paper}_filed"
