"""Opened vials: how long each may be used, what was drawn from it, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tikadesk.actions import correct
from tikadesk.actions import open_vial as opening
from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import reference
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.kinds.vial import DISCARDED, FINISHED, OPEN
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import day_vials, records, stock
from tikadesk.store.day_vials import Drawn
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

REASONS = reference.options("waste_reason")
MISCOUNTED = "typing"
"""Why a count is corrected; the code is one of ``correct_reason``."""
_IN_USE = ("session", "vial")
_WARNED = ("session", "vial_warned")


@dataclass(frozen=True)
class Vial:
    """One opened vial. ``doses`` are the nominal ones, ``given`` those that were injected and stand in the register;
    ``wasted`` are those thrown away, with the ``struck``: drawn, and struck out of the register since.
    """

    id: str
    day: str
    vaccine: str
    batch: str
    expires_on: str
    no: str
    opened_at: datetime
    discard_at: datetime
    closed_at: datetime | None
    doses: int
    given: int
    wasted: int
    struck: int
    left: int
    waste_reason: str
    state: str
    over_age: bool
    minutes_left: int
    desk_label: str
    conflict: tuple[str, ...]

    @property
    def holds(self) -> int:
        """The most that anyone could draw from it: vials are filled beyond their nominal doses."""
        return self.doses + max(1, self.doses * 3 // 10)


def current(desk: Desk) -> Vial | None:
    """The vial in use; None without a session today, and when its opening was struck out."""
    rec = desk.store.note(*_IN_USE)
    row = records.get(desk.store.connection, "vial", str(rec)) if rec else None
    return _vial(desk, row) if row and row["day"] == desk.today() and not row["void"] else None


def use(writer: Writer, rec: str) -> None:
    """From now on this vial is the one in use at this desk. Inside the caller's transaction."""
    writer.note(*_IN_USE, rec)


def open_here(desk: Desk) -> list[Vial]:
    """The vials of today that are open and this desk's affair: it opened them, or uses them."""
    used, me = desk.store.note(*_IN_USE), desk.store.me.device
    rows = stock.vials(desk.store.connection, desk.today())
    ours = {row["id"] for row in rows if row["dev"] == me or row["id"] == used}
    return [vial for vial in of_day(desk, desk.today()) if vial.id in ours and vial.state == OPEN]


def warned(desk: Desk) -> dict[str, int]:
    """Of which vials people at this desk were warned, and with how many minutes to go they last were."""
    kept = desk.store.note(*_WARNED)
    return {str(rec): int(minutes) for rec, minutes in kept.items()} if isinstance(kept, dict) else {}


def note_warned(desk: Desk, said: Mapping[str, int]) -> None:
    """Keep of which vials they were warned, as ``warned`` tells it."""
    with desk.store.write() as writer:
        writer.note(*_WARNED, dict(said))


def of(desk: Desk, rec: str) -> Vial:
    """The vial of a record. Raises NotAllowed where it is unknown."""
    return _vial(desk, desk.known("vial", rec))


def of_day(desk: Desk, day: str) -> list[Vial]:
    """The vials that the centre opened on an ISO day, in the order of their opening."""
    connection = desk.store.connection
    return _read(desk, stock.vials(connection, day), stock.drawn(connection, day))


def unclosed(desk: Desk, before: str, limit: int = 50) -> list[Vial]:
    """The newest vials of the days before an ISO day that nobody has closed, in the order of their opening."""
    return [_vial(desk, row) for row in stock.open_before(desk.store.connection, before, limit)]


def finish(desk: Desk, rec: str) -> Vial:
    """Close an empty vial. Raises InvalidRecord while doses of it are not accounted for."""
    desk.must(Verb.MANAGE_STOCK)
    with desk.store.write() as writer:
        row = _open(desk, rec)
        vial = _vial(desk, row)
        if vial.left:
            raise InvalidRecord(
                problems({"wasted": Misfit("misfit.vial_not_empty", n=vial.left, no=vial.no)})
            )
        desk.change(writer, "vial", row, Op.EDIT, _closing(desk, FINISHED), why=None)
    return of(desk, rec)


def close_if_empty(desk: Desk, writer: Writer) -> None:
    """Close the vial in use where every dose of it is accounted for. Inside the caller's transaction."""
    vial = current(desk)
    if vial is not None and vial.state == OPEN and not vial.left:
        desk.change(writer, "vial", desk.known("vial", vial.id), Op.EDIT, _closing(desk, FINISHED), why=None)


def correct_expiry(desk: Desk, writer: Writer, rec: str, expires_on: Value) -> None:
    """The expiry date on the vial was mistyped. Inside the caller's transaction."""
    desk.change(writer, "vial", desk.known("vial", rec), Op.EDIT, {"expires_on": expires_on}, why=None)


def waste(desk: Desk, rec: str, doses: int, reason: str) -> Vial:
    """Throw a vial away with so many doses in it, one of REASONS. Raises InvalidRecord for more than it can hold."""
    desk.must(Verb.MANAGE_STOCK)
    with desk.store.write() as writer:
        row = _open(desk, rec)
        told = _wasted(_vial(desk, row), doses, reason, least=1)
        desk.change(writer, "vial", row, Op.EDIT, _closing(desk, DISCARDED) | told, why=None)
    return of(desk, rec)


def recount(desk: Desk, rec: str, doses: int, reason: str) -> Vial:
    """Correct what was said to be wasted with a closed vial: nothing of it, or so many doses for one of REASONS.

    Raises InvalidRecord for more than it can hold, NotAllowed where it takes a supervisor.
    """
    desk.must(Verb.MANAGE_STOCK)
    with desk.store.write() as writer:
        row = desk.standing("vial", rec)
        correct.must_be_let(desk, "vial", row)
        if row["state"] == OPEN:
            raise NotAllowed("error.vial_open", no=row["vial"])
        told = _wasted(_vial(desk, row), doses, reason, least=0)
        if doses and row["state"] != DISCARDED:
            told["state"] = DISCARDED
        desk.change(writer, "vial", row, Op.EDIT, told, why=MISCOUNTED)
    return of(desk, rec)


def _wasted(vial: Vial, doses: int, reason: str, *, least: int) -> dict[str, Value]:
    """What a vial's record tells of the doses wasted with it."""
    misfits: dict[str, Misfit] = {}
    most = max(1, vial.holds - vial.given - vial.struck)
    if not least <= doses <= most:
        misfits["wasted"] = Misfit("misfit.whole", least=least, most=most)
    if doses and reason not in REASONS:
        misfits["waste_reason"] = Misfit("misfit.choice.waste_reason")
    if misfits:
        raise InvalidRecord(problems(misfits))
    return {"wasted": doses, "waste_reason": reason if doses else None}


def must_be_unused(desk: Desk, row: Row) -> None:
    """Raise NotAllowed where an opening cannot be struck out: the vial has doses of its own, and no other desk wrote
    down the same one.
    """
    desk.must(Verb.MANAGE_STOCK)
    vial = _vial(desk, row)
    twin = len(stock.vials_named(desk.store.connection, vial.day, vial.batch, vial.no)) > 1
    if (vial.given or vial.struck) and not twin:
        raise NotAllowed("error.vial_used", no=vial.no, n=vial.given + vial.struck)


def unfit(desk: Desk, values: Mapping[str, Value]) -> list[Problem]:
    """Why a dose given here and now cannot have come from the vial it names; a paper register's doses are let be."""
    today = desk.today()
    if (values.get("outcome"), values.get("source"), values.get("day")) != ("given", "live", today):
        return []
    batch, no = str(values.get("batch", "")), str(values.get("vial", ""))
    expires = opening.expiry(desk, batch)
    if expires is not None and expires < today:
        return problems({"expires_on": Misfit("misfit.batch_expired", day=shown_day(expires))})
    row = opening.named(desk, today, batch, no)
    misfit = _spent(_vial(desk, row), _at(today, values.get("time"), desk.now())) if row is not None else None
    return problems({"vial": misfit}) if misfit is not None else []


def _spent(vial: Vial, at: datetime) -> Misfit | None:
    if vial.closed_at is not None and at > vial.closed_at:
        return Misfit("misfit.vial_closed", no=vial.no, at=vial.closed_at.strftime("%H:%M"))
    if at > vial.discard_at:
        return Misfit("misfit.vial_over_age", no=vial.no, at=vial.discard_at.strftime("%H:%M"))
    if vial.given + vial.wasted >= vial.holds:
        return Misfit("misfit.vial_empty", no=vial.no, given=vial.given + vial.wasted)
    return None


def _closing(desk: Desk, state: str) -> dict[str, Value]:
    return {"state": state, "closed_at": opening.minute(desk.now())}


def _vial(desk: Desk, row: Row) -> Vial:
    day, batch, no = row["day"], row["batch"], row["vial"]
    twins = stock.vials_named(desk.store.connection, day, batch, no)
    drawn = stock.drawn(desk.store.connection, day, batch, no)
    return next(
        (vial for vial in _read(desk, twins, drawn) if vial.id == row["id"]), _seen(desk, row, Drawn())
    )


def _read(desk: Desk, rows: Sequence[Row], drawn: Sequence[Row]) -> list[Vial]:
    own = day_vials.by_vial(rows, drawn)
    return [_seen(desk, row, own[row["id"]]) for row in rows]


def _seen(desk: Desk, row: Row, drawn: Drawn) -> Vial:
    now, state = desk.now(), row["state"] or OPEN
    opened = _instant(row["opened_at"]) or datetime.fromisoformat(row["at"]).astimezone(IST)
    discard = _instant(row["discard_at"]) or opened
    return Vial(
        id=row["id"], day=row["day"], vaccine=row["vaccine"] or "", batch=row["batch"] or "",
        expires_on=row["expires_on"] or "", no=row["vial"] or "", opened_at=opened, discard_at=discard,
        closed_at=_instant(row["closed_at"]), doses=row["doses"] or 0, given=drawn.given,
        wasted=(row["wasted"] or 0) + drawn.struck, struck=drawn.struck,
        left=day_vials.left(row, drawn), waste_reason=row["waste_reason"] or "", state=state,
        over_age=state == OPEN and now > discard, minutes_left=max(0, int((discard - now).total_seconds() // 60)),
        desk_label=str(desk.store.note("device", row["dev"] or "") or ""),
        conflict=tuple((row["conflict"] or "").split()),
    )  # fmt: skip


def _instant(stored: str | None) -> datetime | None:
    """An instant that a vial keeps; None for what no desk of this release writes."""
    try:
        return datetime.fromisoformat(stored or "").replace(tzinfo=IST)
    except ValueError:
        return None


def _at(day: str, time: Value, now: datetime) -> datetime:
    return (_instant(f"{day}T{time}") if time else None) or now


def _open(desk: Desk, rec: str) -> Row:
    row = desk.standing("vial", rec)
    if row["state"] != OPEN:
        raise NotAllowed("error.vial_closed", no=row["vial"])
    return row
