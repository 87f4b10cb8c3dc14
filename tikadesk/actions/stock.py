"""The stock of unopened vials: what came, what went, what is left of each batch, and the vials' account of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tikadesk.actions import open_vial
from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import balance, identity, reference
from tikadesk.domain.balance import OPENED, Flow
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.kinds.stock_move import INCOMING, STOCK_MOVE
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import day_vials, records
from tikadesk.store import stock as stored
from tikadesk.store.day_vials import DayVials as DayVials  # what of_day answers, for those above
from tikadesk.store.records import Row


@dataclass(frozen=True)
class Batch:
    """A batch as it stands: whole vials in and out so far, and ``left`` of them in doses too. ``expires_on`` is ISO.

    ``kept``: whether its stock is kept here at all; while nothing was received, nothing is known to be left.
    """

    vaccine: str
    batch: str
    expires_on: str
    received: int
    opened: int
    returned: int
    sent_out: int
    wasted: int
    left: int
    doses_left: int
    kept: bool
    expired: bool
    days_to_expiry: int | None


@dataclass(frozen=True)
class Move:
    """Whole vials of a batch that came or went; ``move`` is a code of ``stock_move``."""

    id: str
    day: str
    time: str
    move: str
    vaccine: str
    batch: str
    expires_on: str
    vials: int
    partner: str
    voucher: str
    notes: str
    void: bool


def move(desk: Desk, typed: Mapping[str, str], *, intent: str) -> str:
    """Write down that whole vials came or went; the record. Raises InvalidRecord, among others where more would go than
    is there.

    ``intent`` is an id made when the form opens and becomes the record's: a second click moves nothing more.
    """
    desk.must(Verb.MANAGE_STOCK)
    if records.has(desk.store.connection, "stock_move", intent):
        return intent
    values, misfits = _read(desk, typed)
    if misfits:
        raise InvalidRecord(problems(misfits))
    desk.must_for_day(str(values["day"]))
    with desk.store.write() as writer:
        flow = Flow(str(values["day"]), str(values["move"]), int(str(values["vials"])))
        known = open_vial.flows(desk, str(values["vaccine"]), str(values["batch"]))
        if (misfit := _short(known, flow)) is not None:
            raise InvalidRecord(problems({"vials": misfit}))
        return desk.create(writer, "stock_move", values, id=intent)


def must_be_unused(desk: Desk, row: Row) -> None:
    """Raise NotAllowed where a move cannot be struck out: vials that came by it have gone since."""
    desk.must(Verb.MANAGE_STOCK)
    known = open_vial.flows(desk, row["vaccine"], row["batch"])
    taken = Flow(row["day"], row["move"], -row["vials"])
    if row["move"] in INCOMING and balance.lowest([*known, taken], row["day"]) < 0:
        raise NotAllowed("error.stock_used", batch=row["batch"])


def moves(desk: Desk, limit: int = 50, offset: int = 0) -> list[Move]:
    """What came and went, struck out moves too, newest first."""
    return [
        Move(
            id=row["id"], day=row["day"] or "", time=row["time"] or "", move=row["move"] or "",
            vaccine=row["vaccine"] or "", batch=row["batch"] or "", expires_on=row["expires_on"] or "",
            vials=row["vials"] or 0, partner=row["partner"] or "", voucher=row["voucher"] or "",
            notes=row["notes"] or "", void=bool(row["void"]),
        )
        for row in stored.moves(desk.store.connection, limit, offset)
    ]  # fmt: skip


def moves_of_day(desk: Desk, day: str) -> int:
    """How many moves of an ISO day stand."""
    return stored.moves_on(desk.store.connection, day)


def batches(desk: Desk, day: str | None = None) -> list[Batch]:
    """Every batch that this desk knows of, as it stood at the end of an ISO day, today by default: what is left comes
    first, what expires first before the rest.
    """
    on, connection = day or desk.today(), desk.store.connection
    told = stored.told(connection)
    doses = {(row["vaccine"], row["batch"]): row["doses_per_vial"] for row in told if row["doses_per_vial"]}
    expires = day_vials.expiries(connection)
    found = [
        _batch(key, [flow for flow in flows if flow.day <= on], on, expires.get(key, ""), doses.get(key))
        for key, flows in day_vials.flows(connection).items()
        if any(flow.day <= on for flow in flows)
    ]
    return sorted(found, key=lambda one: (not one.left, one.expired, one.expires_on or "9999", one.batch))


def left_of(desk: Desk, vaccine: str, batch: str) -> int | None:
    """How many unopened vials of a batch are left; None where its stock is not kept here."""
    known = open_vial.flows(desk, vaccine, batch)
    return balance.left(known, desk.today()) if balance.kept(known, desk.today()) else None


def of_day(desk: Desk, day: str) -> DayVials:
    """The vials' account of an ISO day."""
    return day_vials.of_day(desk.store.connection, day)


def _read(desk: Desk, typed: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, Misfit]]:
    today = desk.now().date()
    values, misfits = read_all(STOCK_MOVE.fields, typed, today)
    values.setdefault("day", desk.today())
    if values["day"] == desk.today():
        values.setdefault("time", desk.now().strftime("%H:%M"))
    expiry, coming = values.get("expires_on"), values.get("move") in INCOMING
    if coming and expiry is None and "expires_on" not in misfits:
        misfits["expires_on"] = Misfit("misfit.missing.expires_on")
    elif coming and isinstance(expiry, str) and expiry < str(values["day"]):
        misfits["expires_on"] = Misfit("misfit.batch_expired", day=shown_day(expiry))
    elif coming and isinstance(expiry, str) and "batch" in values:
        unlike = open_vial.unlike(desk, str(values["batch"]), expiry)
        if unlike is not None:
            misfits["expires_on"] = unlike
    identity.keep_out(values, misfits, codes=("batch", "voucher"))
    return values, {field.name: misfits[field.name] for field in STOCK_MOVE.fields if field.name in misfits}


def _short(known: Sequence[Flow], flow: Flow) -> Misfit | None:
    """Why a move cannot be: more would go than was there on some day."""
    if flow.change < 0 and not balance.kept(known, flow.day):
        return Misfit("misfit.stock_none")
    least = balance.lowest([*known, flow], flow.day)
    if least >= 0:
        return None
    if flow.change < 0:
        return Misfit("misfit.stock_negative", left=max(0, least + flow.vials))
    return Misfit("misfit.stock_too_few", least=flow.vials - least)


def _batch(key: tuple[str, str], flows: Sequence[Flow], on: str, expires: str, doses: int | None) -> Batch:
    vaccine, batch = key
    sums = Counter[str]()
    for flow in flows:
        sums[flow.what] += flow.vials
    left, known = balance.left(flows, on), reference.vaccines().get(vaccine)
    each = doses or (known.doses_per_vial if known else 1)
    days = (date.fromisoformat(expires) - date.fromisoformat(on)).days if expires else None
    return Batch(
        vaccine, batch, expires, received=sums["received"] + sums["found"], opened=sums[OPENED],
        returned=sums["returned"], sent_out=sums["sent_out"], wasted=sums["wasted"] + sums["lost"], left=left,
        doses_left=max(0, left) * each, kept=balance.kept(flows, on), expired=days is not None and days < 0,
        days_to_expiry=days,
    )  # fmt: skip
