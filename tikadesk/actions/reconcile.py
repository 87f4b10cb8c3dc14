"""Reconciling a day: the picture of what desk, server, portal and paper count, and binding the portal's references to
the people whom its list means. Reading the list is ``portal_sheet``'s business, counting the paper ``paper_counts``'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tikadesk.actions import bind
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Op
from tikadesk.domain.reconcile import AGREES, DIFFERS, Finding
from tikadesk.domain.roles import Verb
from tikadesk.errors import NotAllowed
from tikadesk.store import reconciling, records
from tikadesk.store.connection import read_txn
from tikadesk.store.reconciling import Picture
from tikadesk.store.records import Row
from tikadesk.store.store import Store, Writer

AT_ONCE = 10
"""So many references are bound in one transaction: a window stays smooth, and what is stopped stays whole."""
_BOUND = "portal_bound"
"""The notes that keep what was bound last for a day, so that it can be undone after a restart too."""


@dataclass(frozen=True)
class Pair:
    """A person here and the portal's reference that belongs to them."""

    person: str
    portal_ref: str


def picture(desk: Desk, day: str) -> Picture:
    """What of an ISO day desk, server, portal and paper count, and what differs. Raises NotAllowed, StoreTrouble."""
    desk.must(Verb.RECONCILE)
    return read(desk.store, day)


def read(store: Store, day: str) -> Picture:
    """``picture`` for whoever has asked already whether it may be shown: of a reader's store, on any thread."""
    with read_txn(store.connection):
        return reconciling.picture(store.connection, day)


def unbound(findings: Iterable[Finding]) -> list[Pair]:
    """The references that a list tells for people who have none here yet: of those matched one to one whose name and
    age are not in doubt. A reference that the list gives to two people is nobody's.
    """
    pairs = [
        Pair(here.person, there.portal_ref)
        for one in findings
        if one.group in (AGREES, DIFFERS) and not {"name", "birth_year", "sex", "mobile"} & set(one.differs)
        for here, there in [(one.here[0], one.there[0])]
        if there.portal_ref and not here.portal_ref
    ]
    told = [pair.portal_ref for pair in pairs]
    return (
        [pair for pair in pairs if told.count(pair.portal_ref) == 1] if len(set(told)) < len(told) else pairs
    )


def bind_one(desk: Desk, day: str, pair: Pair) -> None:
    """Bind one reference, found by hand. Raises InvalidRecord where the person has another, or another person has it;
    NotAllowed, StoreTrouble.
    """
    desk.must(Verb.RECONCILE)
    bind.bind_person(desk, pair.person, {bind.PERSONS_ID: pair.portal_ref})
    with desk.store.write() as writer:
        _keep(writer, day, [pair])


def bind_all(desk: Desk, day: str, pairs: Sequence[Pair]) -> Iterator[int]:
    """Bind the references of ``unbound``, AT_ONCE in a transaction; how many were looked at after each. Whoever stops
    asking stops the work. One that has become wrong meanwhile (another desk, another person) is left out.

    Raises NotAllowed, StoreTrouble.
    """
    desk.must(Verb.RECONCILE)
    done: list[Pair] = []
    for first in range(0, len(pairs), AT_ONCE):
        some = pairs[first : first + AT_ONCE]
        with desk.store.write() as writer:
            for pair in some:
                row = _standing(desk, pair.person, None)
                if row is not None and not reconciling.bearing(desk.store.connection, pair.portal_ref):
                    desk.change(
                        writer, "registration", row, Op.EDIT, {bind.PERSONS_ID: pair.portal_ref}, why=None
                    )
                    done.append(pair)
            _keep(writer, day, done)
        yield first + len(some)


def last_bound(desk: Desk, day: str) -> list[Pair]:
    """What was bound last for an ISO day and can still be undone."""
    kept = desk.store.note(_BOUND, day)
    return [Pair(str(person), str(ref)) for person, ref in kept] if isinstance(kept, list) else []


def undo(desk: Desk, day: str) -> Iterator[int]:
    """Take the references off again that were bound last for an ISO day, where nobody has changed them since, AT_ONCE
    in a transaction; how many were looked at after each. What is left when nobody asks on can be undone later.

    Raises NotAllowed where there is nothing to undo, StoreTrouble.
    """
    desk.must(Verb.RECONCILE)
    pairs = last_bound(desk, day)
    if not pairs:
        raise NotAllowed("error.nothing_to_undo")
    for first in range(0, len(pairs), AT_ONCE):
        some = pairs[first : first + AT_ONCE]
        with desk.store.write() as writer:
            for pair in some:
                if (row := _standing(desk, pair.person, pair.portal_ref)) is not None:
                    desk.change(writer, "registration", row, Op.EDIT, {bind.PERSONS_ID: None}, why=None)
            _keep(writer, day, pairs[first + len(some) :])
        yield first + len(some)


def _standing(desk: Desk, person: str, bound: str | None) -> Row | None:
    """A person who is not void and whose reference is ``bound``."""
    row = records.get(desk.store.connection, "registration", person)
    return row if row is not None and not row["void"] and row[bind.PERSONS_ID] == bound else None


def _keep(writer: Writer, day: str, pairs: Sequence[Pair]) -> None:
    """Remember what was bound last."""
    writer.note(_BOUND, day, [[pair.person, pair.portal_ref] for pair in pairs] or None)
