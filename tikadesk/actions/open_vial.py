"""Opening a vial: its number of the day, the hour until which it may be used, and whether the stock has one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import balance, reference
from tikadesk.domain.balance import OPENED, Flow
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.errors import InvalidRecord
from tikadesk.store import stock
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

_COUNTED = re.compile(r"(.*?)(\d+)")


def put(desk: Desk, writer: Writer, values: Mapping[str, Value], *, id: str | None = None) -> str:
    """Journal inside the caller's transaction that a vial (``vaccine``, ``batch``, ``expires_on``, ``vial``) is open;
    its record, or the one it has since another desk of the centre opened it today.

    Raises InvalidRecord for a number that was closed today, for a batch that has expired, and where the stock has no
    such vial left.
    """
    day, batch, no = desk.today(), str(values["batch"]), str(values["vial"])
    known = named(desk, day, batch, no)
    if known is not None and known["state"] == OPEN:
        return str(known["id"])
    if known is not None:
        raise InvalidRecord(problems({"vial": _closed(desk, known)}))
    expiry = values.get("expires_on")
    if expiry is not None and str(expiry) < day:
        raise InvalidRecord(
            problems({"expires_on": Misfit("misfit.batch_expired", day=shown_day(str(expiry)))})
        )
    misfit = _none_left(desk, str(values["vaccine"]), batch)
    if misfit is not None:
        raise InvalidRecord(problems({"vial": misfit}))
    vaccine = reference.vaccines()[str(values["vaccine"])]
    opened = desk.now()
    told: dict[str, Value] = {
        **{name: values.get(name) for name in ("vaccine", "batch", "expires_on", "vial")},
        "day": day,
        "doses": _told(desk, batch, "doses_per_vial") or vaccine.doses_per_vial,
        "opened_at": minute(opened),
        "discard_at": minute(opened + timedelta(minutes=vaccine.open_minutes)),
        "state": OPEN,
    }
    return desk.create(writer, "vial", told, id=id)


def named(desk: Desk, day: str, batch: str, no: str) -> Row | None:
    """The row of the vial that a desk means by batch and number: its own where two desks opened one each."""
    rows = stock.vials_named(desk.store.connection, day, batch, no)
    own = (row for row in rows if row["dev"] == desk.store.me.device)
    return next(own, rows[0] if rows else None)


def next_number(desk: Desk, after: str) -> str:
    """The number after ``after``; where those are counted, after the highest of any vial opened today."""
    if after.isdecimal():
        today = [str(row["vial"]) for row in stock.vials(desk.store.connection, desk.today())]
        return str(max(int(no) for no in (after, *today) if no.isdecimal()) + 1)
    shape = _COUNTED.fullmatch(after)
    return f"{shape[1]}{int(shape[2]) + 1:0{len(shape[2])}d}" if shape else f"{after}-2"


def expiry(desk: Desk, batch: str) -> str | None:
    """The ISO day on which a batch expires by what was last told of it here; None while nothing was."""
    found = _told(desk, batch, "expires_on")
    return str(found) if found else None


def unlike(desk: Desk, batch: str, expires_on: str) -> Misfit | None:
    """What speaks against an expiry date typed for a batch, by what is known of it here."""
    known = expiry(desk, batch)
    if known is None or known == expires_on:
        return None
    if known < desk.today():
        return Misfit("misfit.batch_expired", day=shown_day(known))
    return Misfit("misfit.other_expiry", day=shown_day(known))


def flows(desk: Desk, vaccine: str, batch: str) -> list[Flow]:
    """What came, went and was opened of a batch."""
    rows = stock.flows(desk.store.connection, batch)
    return [Flow(row["day"], row["what"], row["vials"]) for row in rows if row["vaccine"] == vaccine]


def minute(at: datetime) -> str:
    """An instant as vials keep it: Indian time, ``YYYY-MM-DDTHH:MM``."""
    return at.astimezone(IST).strftime("%Y-%m-%dT%H:%M")


def _closed(desk: Desk, row: Row) -> Misfit:
    at = str(row["closed_at"] or "")[-5:]
    return Misfit("misfit.vial_number_used", no=row["vial"], at=at, next=next_number(desk, row["vial"]))


def _none_left(desk: Desk, vaccine: str, batch: str) -> Misfit | None:
    known, today = flows(desk, vaccine, batch), desk.today()
    if not balance.kept(known, today) or balance.lowest([*known, Flow(today, OPENED, 1)], today) >= 0:
        return None
    return Misfit("misfit.no_vial_left", batch=batch)


def _told(desk: Desk, batch: str, what: str) -> Value:
    told = [row[what] for row in stock.told(desk.store.connection, batch) if row[what] is not None]
    return told[-1] if told else None
