"""The fold: a record's state as a pure function of the *set* of its entries. Order of arrival, repetition and
restores cannot change it; desk and server run this same code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tikadesk.domain.entry import Entry, Op, Value

VOID_CONFLICT = "void"


class Merge(StrEnum):
    """What happens when two desks set one field differently without having seen each other."""

    FLAG = "flag"  # a provisional winner is shown, and flagged until someone who saw both has saved
    CLAIM = "claim"  # as FLAG, until someone who saw both says which: other edits decide nothing
    LAST = "last"  # the winner is shown; the other stays in the history
    MAX = "max"  # a life cycle: of what nobody has gone back on, the furthest state wins


@dataclass(frozen=True)
class MergeRule:
    """How one field merges; ``order`` ranks the states of a MAX field, first to last."""

    merge: Merge = Merge.LAST
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """What a record is now. ``conflicts`` names the fields that two desks set differently, sorted."""

    values: dict[str, Value]
    heads: tuple[str, ...]
    gen: int
    void: bool
    conflicts: tuple[str, ...]
    created: Entry | None
    last: Entry

    @property
    def why(self) -> str | None:
        """The reason given with the newest operation."""
        return self.last.why


def fold(entries: Iterable[Entry], rules: Mapping[str, MergeRule]) -> State:
    """The state after ``entries`` of one record, at least one, each op id at most counted once.

    An unknown field merges as LAST. Entries whose parents have not arrived are folded as they stand.
    """
    unique = {entry.id: entry for entry in entries}
    if len(unique) == 1:
        (last,) = unique.values()
        return State(
            values=dict(last.set),
            heads=(last.id,),
            gen=last.gen,
            void=last.op is Op.VOID,
            conflicts=(),
            created=last if last.op is Op.CREATE else None,
            last=last,
        )
    ordered = sorted(unique.values(), key=lambda entry: (entry.gen, entry.id))
    last = ordered[-1]
    seen = {head for entry in ordered for head in entry.over}
    ancestors = _ancestors(ordered)
    values: dict[str, Value] = {}
    for entry in ordered:
        values |= entry.set
    for name, rule in rules.items():
        if rule.merge is Merge.MAX and name in values:
            values[name] = _furthest(name, ordered, ancestors, rule.order)
    marks = [entry for entry in ordered if entry.op in (Op.VOID, Op.RESTORE)]
    void = bool(marks) and marks[-1].op is Op.VOID
    conflicts = {name for name, rule in rules.items() if _is_torn(name, rule.merge, ordered, ancestors)}
    if void and _void_unseen(marks, ordered, ancestors):
        conflicts.add(VOID_CONFLICT)
    return State(
        values=values,
        heads=tuple(entry.id for entry in ordered if entry.id not in seen),
        gen=last.gen,
        void=void,
        conflicts=tuple(sorted(conflicts)),
        created=next((entry for entry in ordered if entry.op is Op.CREATE), None),
        last=last,
    )


def standing(entries: Iterable[Entry], name: str) -> list[Value]:
    """What desks say of one field and nobody who saw it has changed, oldest first; more than one when they disagree."""
    ordered = sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: (entry.gen, entry.id))
    return list(dict.fromkeys(one.set[name] for one in _standing(name, ordered, _ancestors(ordered))))


def _ancestors(ordered: list[Entry]) -> dict[str, frozenset[str]]:
    # A parent has a lower gen than its child, so it comes first in this order.
    known: dict[str, frozenset[str]] = {}
    for entry in ordered:
        parents = frozenset(entry.over)
        known[entry.id] = parents.union(*(known.get(parent, frozenset()) for parent in entry.over))
    return known


def _furthest(
    name: str, ordered: list[Entry], ancestors: Mapping[str, frozenset[str]], order: tuple[str, ...]
) -> Value:
    """A step back counts for whoever saw how far things were; beside a step that was taken unseen it does not."""
    rank = {state: place for place, state in enumerate(order)}
    found = (one.set[name] for one in _standing(name, ordered, ancestors))
    return max(found, key=lambda value: rank.get(str(value), -1))


def _standing(name: str, ordered: list[Entry], ancestors: Mapping[str, frozenset[str]]) -> list[Entry]:
    """The entries that set a field and that no later setter of it saw."""
    setters = [entry for entry in ordered if name in entry.set]
    return [one for one in setters if not any(one.id in ancestors[other.id] for other in setters)]


def _is_torn(name: str, merge: Merge, ordered: list[Entry], ancestors: Mapping[str, frozenset[str]]) -> bool:
    """Whether desks disagree about a field, as far as its rule calls that a conflict."""
    if merge is Merge.CLAIM:
        return len({one.set[name] for one in _standing(name, ordered, ancestors)}) > 1
    return merge is Merge.FLAG and _in_conflict(name, ordered, ancestors)


def _in_conflict(name: str, ordered: list[Entry], ancestors: Mapping[str, frozenset[str]]) -> bool:
    setters = [entry for entry in ordered if name in entry.set]
    for place, one in enumerate(setters):
        for other in setters[place + 1 :]:
            if one.id in ancestors[other.id] or one.set[name] == other.set[name]:
                continue
            if not any({one.id, other.id} <= seen for seen in ancestors.values()):
                return True
    return False


def _void_unseen(marks: list[Entry], ordered: list[Entry], ancestors: Mapping[str, frozenset[str]]) -> bool:
    """Whether an edit and the void that stands were made without sight of each other, and nobody has decided."""
    for mark in (mark for mark in marks if mark.op is Op.VOID):
        for entry in ordered:
            apart = (
                entry.op is Op.EDIT
                and entry.id not in ancestors[mark.id]
                and mark.id not in ancestors[entry.id]
            )
            if apart and not any({mark.id, entry.id} <= seen for seen in ancestors.values()):
                return True
    return False
