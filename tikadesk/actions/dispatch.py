"""A box on its way: sealed with what is in it, unsealed with a reason, handed to a driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tikadesk.actions import boxes, manifests, pack
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.pack import Refused
from tikadesk.domain import identity, numbers
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Field, Misfit, Text, Time, read_all
from tikadesk.domain.kinds.consignment import CONSIGNMENT, DISPATCHED, OPEN, SEALED, tubes_digest
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord
from tikadesk.store import boxes as stored
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

SEAL = tuple(CONSIGNMENT.by_name[name] for name in ("sealed_temp", "seal_no", "checked_by", "cold_box"))
WAY: tuple[Field, ...] = (
    *(
        CONSIGNMENT.by_name[name]
        for name in ("driver", "driver_mobile", "vehicle", "courier", "dispatched_temp")
    ),
    Time(name="time"),
)
_CODES = ("seal_no", "vehicle")
_REASON = Text(name="why", required=True)


def seal(desk: Desk, box_id: str, typed: Mapping[str, str]) -> Box:
    """Close an open box over what is in it now. Raises InvalidRecord, and NotAllowed for a box that cannot be closed.

    ``typed``: sealed_temp, seal_no, checked_by, cold_box; what is blank was not measured or not given.
    """
    desk.must(Verb.PACK)
    values = _read(desk, SEAL, typed)
    with desk.store.write() as writer:  # nothing may be packed between the count and the seal
        close(desk, writer, must_be(desk, writer, box_id, OPEN), values)
    return pack.known(desk, box_id)


def close(desk: Desk, writer: Writer, box: Row, values: Mapping[str, Value]) -> None:
    """Seal an open box inside the caller's transaction, and keep its signed list. Raises Refused."""
    inside = stored.contents(desk.store.connection, box["id"])
    _must_hold(desk, box, inside)
    said = {
        "state": SEALED,
        "sealing": (box["sealing"] or 0) + 1,
        "sealed_at": _minute(desk.now()),
        "tubes": len(inside),
        "tubes_digest": tubes_digest(tube["no"] for tube in inside),
        "packed_by": desk.operator.name if desk.operator else None,
    }
    desk.change(writer, "consignment", box, Op.EDIT, {**pack.whose(desk), **said, **values}, why=None)
    manifests.keep_sealed(desk, writer, box["id"])


def unseal(desk: Desk, box_id: str, reason: str) -> Box:
    """Open a sealed box again, which takes a ``reason`` in words. Raises InvalidRecord, NotAllowed."""
    desk.must(Verb.PACK)
    why = _read(desk, (_REASON,), {_REASON.name: reason})[_REASON.name]
    with desk.store.write() as writer:
        box = must_be(desk, writer, box_id, SEALED)
        desk.change(writer, "consignment", box, Op.EDIT, {"state": OPEN}, why=str(why))
        writer.note(*boxes.CURRENT, box_id)
    return pack.known(desk, box_id)


def dispatch(desk: Desk, box_id: str, typed: Mapping[str, str]) -> Box:
    """One box as ``dispatch_all`` has several."""
    return dispatch_all(desk, [box_id], typed)[0]


def dispatch_all(desk: Desk, box_ids: Sequence[str], typed: Mapping[str, str]) -> list[Box]:
    """Write down who took sealed boxes along and when, all of them or none; for one that has left already, what was
    typed wrong.

    ``typed``: driver, driver_mobile, vehicle, courier, dispatched_temp, time; a blank time means now, or stays.
    Raises InvalidRecord, NotAllowed.
    """
    desk.must(Verb.PACK)
    values, misfits = _values(desk, WAY, typed)
    if "driver" not in misfits and not (values.get("driver") or values.get("courier")):
        misfits["driver"] = Misfit("misfit.missing.driver")
    time = values.pop("time", None)
    with desk.store.write() as writer:
        for box_id in box_ids:
            box = must_be(desk, writer, box_id, SEALED, DISPATCHED)
            at = _left_at(desk, box, time)
            if at < (box["sealed_at"] or "") and "time" not in misfits:
                misfits["time"] = Misfit("misfit.before_the_seal", time=box["sealed_at"][-5:])
            if misfits:
                order = [field.name for field in WAY if field.name in misfits]
                raise InvalidRecord(problems({name: misfits[name] for name in order}))
            leave(desk, writer, box, values | {"dispatched_at": at})
    return [pack.known(desk, box_id) for box_id in box_ids]


def read_way(desk: Desk, typed: Mapping[str, str]) -> dict[str, Value]:
    """What of WAY is ``typed``, to be written with ``leave``. Raises InvalidRecord."""
    return _read(desk, WAY, typed)


def leave(desk: Desk, writer: Writer, box: Row, values: Mapping[str, Value]) -> None:
    """Write down inside the caller's transaction that a box has left, or what of it was typed wrong."""
    said = {"state": DISPATCHED, "dispatched_at": _minute(desk.now()), **values}
    changed = {name: value for name, value in said.items() if box[name] != value}
    if changed:
        desk.change(writer, "consignment", box, Op.EDIT, changed, why=None)


def _left_at(desk: Desk, box: Row, time: Value) -> str:
    """The minute of leaving; a time that is still ahead was yesterday's, typed after midnight."""
    now = desk.now()
    if time is None:
        return str(box["dispatched_at"] or _minute(now))
    hour, minute = (int(part) for part in str(time).split(":"))
    at = now.replace(hour=hour, minute=minute)
    return _minute(at if at <= now else at - timedelta(days=1))


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def _must_hold(desk: Desk, box: Row, inside: list[Row]) -> None:
    """A list must be true of what lies in the box. Raises Refused."""
    if not inside:
        raise Refused("seal.empty")
    for tube in inside:
        if tube["void"] or tube["lost_reason"]:
            raise Refused("seal.void_inside", no=numbers.shown(tube["no"]))
    for tube in stored.in_conflict(desk.store.connection):
        if box["id"] in pack.claimed(desk, tube["id"]):
            raise Refused("seal.two_boxes", no=numbers.shown(tube["no"]))


def _read(desk: Desk, fields: tuple[Field, ...], typed: Mapping[str, str]) -> dict[str, Value]:
    values, misfits = _values(desk, fields, typed)
    if misfits:
        raise InvalidRecord(problems(misfits))
    return values


def _values(
    desk: Desk, fields: tuple[Field, ...], typed: Mapping[str, str]
) -> tuple[dict[str, Value], dict[str, Misfit]]:
    values, misfits = read_all(fields, typed, desk.now().date())
    identity.keep_out(values, misfits, codes=_CODES)
    return values, misfits


def must_be(desk: Desk, writer: Writer, box_id: str, *states: str) -> Row:
    """A box that must be here and in one of ``states``. Raises Refused."""
    row = pack.must_stand(desk, writer, box_id)
    if row["state"] not in states:
        raise Refused(f"box.is_{row['state']}", box=numbers.shown(row["no"] or ""))
    return row
