"""The stock of unopened vials: what came, what went, what is left of each batch, and the vials' account of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tikadesk.actions import open_vial, vials
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.vials import Vial
from tikadesk.domain import balance, identity, reference
from tikadesk.domain.balance import OPENED, Flow
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.kinds.stock_move import INCOMING, STOCK_MOVE
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records
from tikadesk.store import stock as stored

MISTAKE = "other"
"""Why a move is struck out; the code is one of ``void_reason``."""


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


@dataclass(frozen=True)
class BatchDay:
    """One batch on one day: whole vials in stock in the morning, in, out and ``left``; then its opened vials in doses.

    ``spoilt``: whole vials wasted unopened or lost.
    """

    vaccine: str
    batch: str
    expires_on: str
    opening: int
    received: int
    opened: int
    returned: int
    sent_out: int
    spoilt: int
    left: int
    doses_in_opened: int
    given: int
    wasted: Mapping[str, int]


@dataclass(frozen=True)
class DayVials:
    """The vials' account of one day. ``wasted`` is by code of ``waste_reason``; ``unaccounted`` doses are in vials of
    which nobody has said what became of them; ``unrecorded`` doses were given from vials whose opening is not here.
    """

    batches: tuple[BatchDay, ...]
    opened: tuple[Vial, ...]
    given: int
    wasted: Mapping[str, int]
    unrecorded: int

    @property
    def opened_vials(self) -> int:
        """How many vials were opened."""
        return len(self.opened)

    @property
    def doses_in_opened(self) -> int:
        """The doses that the labels of the opened vials say."""
        return sum(vial.doses for vial in self.opened)

    @property
    def unaccounted(self) -> int:
        """Doses of opened vials that were neither given nor written off."""
        return sum(vial.left for vial in self.opened)

    @property
    def still_open(self) -> int:
        """Vials that nobody has closed."""
        return sum(vial.state == OPEN for vial in self.opened)

    @property
    def wastage_percent(self) -> float | None:
        """The programme's figure: of the doses in opened vials, how many nobody got; below 0 where vials held more than
        their labels say, None where none was opened.
        """
        doses = self.doses_in_opened
        return (doses - self.given) / doses * 100 if doses else None


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


def strike_out(desk: Desk, rec: str) -> None:
    """Take back a move that was a mistake. Raises NotAllowed where vials that came by it have gone since."""
    desk.must(Verb.MANAGE_STOCK)
    with desk.store.write() as writer:
        row = records.get(desk.store.connection, "stock_move", rec)
        if row is None:
            raise NotAllowed("error.record_unknown")
        if row["void"]:
            return
        known = open_vial.flows(desk, row["vaccine"], row["batch"])
        taken = Flow(row["day"], row["move"], -row["vials"])
        if row["move"] in INCOMING and balance.lowest([*known, taken], row["day"]) < 0:
            raise NotAllowed("error.stock_used", batch=row["batch"])
        desk.change(writer, "stock_move", row, Op.VOID, {}, why=MISTAKE)


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


def batches(desk: Desk, day: str | None = None) -> list[Batch]:
    """Every batch that this desk knows of, as it stood at the end of an ISO day, today by default: what is left comes
    first, what expires first before the rest.
    """
    on = day or desk.today()
    told = _told(desk)
    found = [
        _batch(desk, *key, [flow for flow in flows if flow.day <= on], on, told)
        for key, flows in _flows(desk).items()
        if any(flow.day <= on for flow in flows)
    ]
    return sorted(found, key=lambda one: (not one.left, one.expired, one.expires_on or "9999", one.batch))


def of_day(desk: Desk, day: str) -> DayVials:
    """The vials' account of an ISO day: every batch that is in stock or moved, and every opened vial."""
    opened = vials.of_day(desk, day)
    told, lines = _told(desk), []
    for (vaccine, batch), flows in _flows(desk).items():
        today = Counter[str]()
        for flow in flows:
            if flow.day == day:
                today[flow.what] += flow.vials
        before = [flow for flow in flows if flow.day < day]
        own = [vial for vial in opened if (vial.vaccine, vial.batch) == (vaccine, batch)]
        since = max((flow.day for flow in before), default=day)
        morning, left = balance.left(before, since), balance.left(flows, day)
        if not today and not left:
            continue
        lines.append(
            BatchDay(
                vaccine, batch, told.get((vaccine, batch), ("", None))[0] or (own[0].expires_on if own else ""),
                opening=morning, received=today["received"] + today["found"], opened=today[OPENED],
                returned=today["returned"], sent_out=today["sent_out"], spoilt=today["wasted"] + today["lost"],
                left=left, doses_in_opened=sum(vial.doses for vial in own), given=sum(vial.given for vial in own),
                wasted=_by_reason(own),
            )
        )  # fmt: skip
    given = sum(vial.given for vial in opened)
    written = sum(line["given"] for line in stored.drawn(desk.store.connection, day))
    lines.sort(key=lambda line: (line.vaccine, line.expires_on, line.batch))
    return DayVials(tuple(lines), tuple(opened), given, _by_reason(opened), written - given)


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


def _flows(desk: Desk) -> dict[tuple[str, str], list[Flow]]:
    found: dict[tuple[str, str], list[Flow]] = {}
    for row in stored.flows(desk.store.connection):
        flow = Flow(row["day"], row["what"], row["vials"])
        found.setdefault((row["vaccine"], row["batch"]), []).append(flow)
    return found


def _told(desk: Desk) -> dict[tuple[str, str], tuple[str, int | None]]:
    """Expiry and doses in a vial as last told of each batch."""
    found: dict[tuple[str, str], tuple[str, int | None]] = {}
    for row in stored.told(desk.store.connection):
        key = row["vaccine"], row["batch"]
        expires, doses = found.get(key, ("", None))
        found[key] = (row["expires_on"] or expires, row["doses_per_vial"] or doses)
    return found


def _batch(
    desk: Desk,
    vaccine: str,
    batch: str,
    flows: Sequence[Flow],
    on: str,
    told: Mapping[tuple[str, str], tuple[str, int | None]],
) -> Batch:
    sums = Counter[str]()
    for flow in flows:
        sums[flow.what] += flow.vials
    expires, doses = told.get((vaccine, batch), ("", None))
    left, known = balance.left(flows, on), reference.vaccines().get(vaccine)
    each = doses or (known.doses_per_vial if known else 1)
    days = (date.fromisoformat(expires) - date.fromisoformat(on)).days if expires else None
    return Batch(
        vaccine, batch, expires, received=sums["received"] + sums["found"], opened=sums[OPENED],
        returned=sums["returned"], sent_out=sums["sent_out"], wasted=sums["wasted"] + sums["lost"], left=left,
        doses_left=max(0, left) * each, kept=balance.kept(flows, on), expired=days is not None and days < 0,
        days_to_expiry=days,
    )  # fmt: skip


def _by_reason(opened: Sequence[Vial]) -> dict[str, int]:
    """Doses wasted by reason; those struck out of the register after they were drawn have none of their own."""
    found = Counter[str]()
    for vial in opened:
        if vial.wasted > vial.struck:
            found[vial.waste_reason or vials.OTHER] += vial.wasted - vial.struck
        if vial.struck:
            found[vials.OTHER] += vial.struck
    return {reason: found[reason] for reason in vials.REASONS if found[reason]}
