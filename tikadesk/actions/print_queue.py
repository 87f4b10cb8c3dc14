"""What is still to be printed, kept on the disk: a print that power or paper stopped is neither forgotten nor doubled.

A paper is on the list from the moment somebody wants it until it came out or somebody says that it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tikadesk.actions import label_roll, prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Made, Paper
from tikadesk.domain.clock import stamp

_TOPIC = "print_queue"


@dataclass(frozen=True)
class Wanted:
    """A paper of one record; each stands in the queue once."""

    paper: Paper
    rec: str

    @property
    def _id(self) -> str:
        return f"{self.paper}:{self.rec}"


def want(desk: Desk, wanted: Wanted) -> None:
    """Put a paper into the queue. Raises StoreTrouble."""
    with desk.store.write() as writer:
        writer.note(_TOPIC, wanted._id, stamp(desk.clock))


def waiting(desk: Desk) -> list[Wanted]:
    """What has not come out yet, as far as this desk knows, oldest first. Raises StoreTrouble."""
    kept = desk.store.notes(_TOPIC)
    found = []
    for id in sorted(kept, key=lambda id: str(kept[id])):
        paper, _, rec = id.partition(":")
        found.append(Wanted(Paper(paper), rec))
    return found


def came_out(desk: Desk, wanted: Wanted, *, printed: bool) -> Made:
    """The paper is made, by a printer or as a file: journalled, counted, off the queue and the roll, all or nothing.

    Raises StoreTrouble.
    """
    with desk.store.write() as writer:
        now = prints.journal(desk, writer, wanted.paper, wanted.rec, printed=printed)
        writer.note(_TOPIC, wanted._id, None)
        if printed and wanted.paper is Paper.LABEL:
            label_roll.use(writer)
    return now


def drop(desk: Desk, all_of_them: Iterable[Wanted]) -> None:
    """Somebody has looked: these did come out, or nobody needs them. Raises StoreTrouble."""
    with desk.store.write() as writer:
        for wanted in all_of_them:
            writer.note(_TOPIC, wanted._id, None)
