"""Closing a day: what must hold first, the seal itself, reopening, and the code that is read over the phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tikadesk.actions import backups, reviews, staff
from tikadesk.actions.desk import Desk
from tikadesk.actions.reviews import ToSee
from tikadesk.domain import journal as chain
from tikadesk.domain import text
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.kinds.day_closing import as_known
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.kinds.review import ADVERSE, DEFERRAL, VOID
from tikadesk.domain.roles import Role
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import closings, day_vials, journal, records, register_lines
from tikadesk.store.closings import Closing, Late
from tikadesk.store.ledger import Ledger
from tikadesk.store.store import Writer

CHECKS = ("vials", "deferrals", "aefi", "desks", "voids", "backup")
"""What must hold before a day can be closed, in the order of the card."""
_NONE = ToSee(0, 0)


@dataclass(frozen=True)
class Check:
    """One thing that must hold. ``params`` are the places of its sentences."""

    key: str
    ok: bool
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Code:
    """What a desk says over the phone: its ``label``, its journal's length and the start of its chain there, as
    ``3F9A-77C1``, and how many records of each kind it wrote that day. Who holds as many entries and has the same code
    has them all, unchanged.
    """

    label: str
    length: int
    chain: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    """How a day stands: its newest closing, reopened or not; how many entries came ``late`` for it; the closings of
    desks that closed ``apart``; how many lines its register has; how many entries of this desk no server has yet.
    """

    made: Closing | None
    late: int
    apart: tuple[Closing, ...]
    lines: int
    unsent: int

    @property
    def closed(self) -> bool:
        """Whether the day is closed now."""
        return self.made is not None and self.made.stands


def standing(desk: Desk, day: str) -> Standing:
    """How an ISO day stands."""
    ledger = Ledger(desk.store)
    return Standing(
        made=closings.of(desk.store, day),
        late=len(late_entries(desk, day)),
        apart=tuple(closings.conflicting(desk.store, day)),
        lines=register_lines.count(desk.store, day, day),
        unsent=max(0, ledger.tip().n - ledger.position().high),
    )


def checklist(desk: Desk, day: str) -> list[Check]:
    """What must hold before an ISO day can be closed, in the order of CHECKS."""
    vials = day_vials.of_day(desk.store.connection, day)
    to_see = reviews.count(desk, day)
    joined = reviews.desks(desk, day)
    missing = [one for one in joined if not (one.joined or one.seen)]
    backup = backups.last(desk)
    return [
        Check(
            "vials",
            not (vials.still_open or vials.unaccounted),
            {
                "doses": vials.doses, "given": vials.given, "wasted": vials.thrown_away, "open": vials.still_open,
                "unaccounted": vials.unaccounted, "overfill": vials.overfill,
            },
        ),
        _looked_at("deferrals", to_see.get(DEFERRAL, _NONE)),
        _looked_at("aefi", to_see.get(ADVERSE, _NONE)),
        Check(
            "desks",
            not missing,
            {
                "lines": " + ".join(str(one.lines) for one in joined), "desks": len(joined),
                "missing": ", ".join(one.label or one.device[:8] for one in missing), "n": len(missing),
            },
        ),
        _looked_at("voids", to_see.get(VOID, _NONE)),
        Check(
            "backup",
            backup is not None and backup.day == desk.today(),
            {"at": backup.at[11:] if backup else "", "day": shown_day(backup.day) if backup else ""},
        ),
    ]  # fmt: skip


def _looked_at(key: str, found: ToSee) -> Check:
    return Check(key, not found.unseen, {"total": found.total, "n": found.unseen})


def close(desk: Desk, day: str, *, supervisor: str, pin: str, intent: str) -> Closing:
    """Seal an ISO day: its register's number, counts and digest, and how far every desk's journal was here. Entries
    that wait for the server never stand in the way.

    ``intent`` is an id made when the form opens and becomes the record's: a second click seals nothing twice. Raises
    NotAllowed, with what to do first where something is open.
    """
    by = staff.confirm(desk, supervisor, pin, Role.SUPERVISOR)
    if not records.has(desk.store.connection, "day_closing", intent):
        with desk.store.write() as writer:
            _must_be_ready(desk, day)
            values = _sealed(desk, writer, day) | {"supervisor": by.name}
            desk.create(writer, "day_closing", values, id=intent, by=by.id)
            writer.seal()
    return next(one for one in closings.history(desk.store, day) if one.id == intent)


def _must_be_ready(desk: Desk, day: str) -> None:
    if day > desk.today():
        raise NotAllowed("error.day_ahead", day=shown_day(day))
    if closings.is_closed(desk.store, day):
        raise NotAllowed("error.day_closed", day=shown_day(day))
    for check in checklist(desk, day):
        if not check.ok:
            raise NotAllowed(f"error.close.{check.key}", **check.params)


def _sealed(desk: Desk, writer: Writer, day: str) -> dict[str, Value]:
    """What a closing says, but for who closed."""
    lines = list(register_lines.read(desk.store, day, day))
    tally = register_lines.Tally()
    for line in lines:
        tally.add(line)
    vials = day_vials.of_day(writer.connection, day)
    counts = {_NAMES.get(name, name): tally.count[name] for name in register_lines.TOTALS}
    tip = journal.tip(writer.connection, writer.me.device)
    before = closings.of(desk.store, day)
    return {
        "day": day,
        "round": before.round + 1 if before else 1,
        "register_no": closings.register_no(desk.store, day),
        **counts,
        "vials": vials.opened,
        "wasted": vials.thrown_away,
        "digest": register_lines.digest_of(day, lines),
        "known": as_known(closings.known_now(desk.store)),
        "length": tip.n,
        "code": chain.shown(tip.head),
    }


_NAMES = {"void": "voided"}


def reopen(desk: Desk, day: str, *, supervisor: str, pin: str, reason: str) -> Closing:
    """Take the seal off a day, with a reason that every print of its register shows; where desks closed it without
    knowing of each other, all of their seals. Raises NotAllowed, InvalidRecord.
    """
    by = staff.confirm(desk, supervisor, pin, Role.SUPERVISOR)
    why = text.tidy(reason)
    if not why:
        raise InvalidRecord([Problem("reason", "misfit.missing.reopen_reason")])
    with desk.store.write() as writer:
        standing = [one for one in closings.history(desk.store, day) if one.stands]
        if not standing:
            raise NotAllowed("error.day_not_closed", day=shown_day(day))
        values: dict[str, Value] = {
            "reopened_at": desk.now().strftime("%Y-%m-%dT%H:%M"), "reopened_by": by.name, "reopen_reason": why,
        }  # fmt: skip
        for one in standing:
            row = desk.known("day_closing", one.id)
            desk.change(writer, "day_closing", row, Op.EDIT, values, why=None, by=by.id)
    return next(one for one in closings.history(desk.store, day) if one.id == standing[-1].id)


def is_closed(desk: Desk, day: str) -> bool:
    """Whether an ISO day is closed now."""
    return closings.is_closed(desk.store, day)


def late_entries(desk: Desk, day: str) -> list[Late]:
    """What was written about a day after its newest closing, oldest first; nothing for a day that was never closed."""
    closing = closings.of(desk.store, day)
    return closings.late(desk.store, closing) if closing else []


def closing_code(desk: Desk, day: str) -> Code:
    """What this desk says over the phone of an ISO day: as it was when this desk closed it, while that closing stands,
    else as it is now.
    """
    me, connection = desk.store.me, desk.store.connection
    own = [one for one in closings.history(desk.store, day) if one.own and one.stands]
    if own:
        counts = closings.written_here(desk.store, day, before=own[-1].id)
        return Code(me.label, own[-1].length, own[-1].code, counts)
    counts = closings.written_here(desk.store, day)
    tip = journal.tip(connection, me.device)
    return Code(me.label, tip.n, chain.shown(tip.head), counts)
