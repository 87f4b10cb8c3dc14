"""The vials' account of one day: what was in stock, opened, given and wasted, as the stock page, the closing of the day
and the papers tell it. Reads only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tikadesk.domain import balance
from tikadesk.domain.balance import OPENED, Flow
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.store import stock
from tikadesk.store.connection import Connection
from tikadesk.store.records import Row

NO_REASON = "other"
"""The waste reason of doses that were struck out of the register after they had left the vial."""

Batch = tuple[str, str]
"""Vaccine and batch number."""


@dataclass(frozen=True)
class Drawn:
    """The doses drawn from one vial: ``given`` ones stand in the register, ``struck`` ones no more."""

    given: int = 0
    struck: int = 0


@dataclass(frozen=True)
class BatchDay:
    """One batch on one day: whole vials in the morning, in, opened, out and left; doses given and, by waste reason,
    wasted from opened ones. ``kept``: whether its stock is kept here; where it is not, nothing is known to be left.
    ``spoilt``: whole vials wasted unopened, or lost.
    """

    vaccine: str
    batch: str
    expires_on: str
    kept: bool
    morning: int
    received: int
    opened: int
    returned: int
    sent_out: int
    spoilt: int
    left: int
    doses: int
    given: int
    reasons: Mapping[str, int]

    @property
    def wasted(self) -> int:
        """Doses wasted, for whatever reason."""
        return sum(self.reasons.values())


@dataclass(frozen=True)
class DayVials:
    """``opened`` vials, of which ``still_open`` nobody has closed; ``doses`` is what their labels say, ``wasted`` by
    code of ``waste_reason``. ``unaccounted`` doses are in vials of which nobody has said what became of them,
    ``overfill`` is what vials held beyond their labels, ``unrecorded`` doses were given from vials whose opening is not
    here: a paper register's.
    """

    batches: tuple[BatchDay, ...]
    opened: int
    still_open: int
    doses: int
    given: int
    wasted: Mapping[str, int]
    unaccounted: int
    overfill: int
    unrecorded: int

    @property
    def thrown_away(self) -> int:
        """Doses wasted, for whatever reason."""
        return sum(self.wasted.values())

    @property
    def wastage_tenths(self) -> int | None:
        """The programme's figure in tenths of a percent: of the doses in opened vials, how many nobody got.
        Below 0 where vials held more; None where none was opened.
        """
        return round((self.doses - self.given) * 1000 / self.doses) if self.doses else None


def by_vial(vials: Sequence[Row], drawn: Iterable[Row]) -> dict[str, Drawn]:
    """What was drawn from each of a day's vials, by record. Where two desks opened one of the same number each, a
    desk's doses are its own vial's.
    """
    named: dict[tuple[str, str], list[Row]] = {}
    for row in vials:
        named.setdefault((row["batch"], row["vial"]), []).append(row)
    found = {row["id"]: Drawn() for row in vials}
    for line in drawn:
        twins = named.get((line["batch"], line["vial"]))
        if twins is not None:
            rec = own_of(twins, line["dev"])["id"]
            found[rec] = Drawn(found[rec].given + line["given"], found[rec].struck + line["struck"])
    return found


def own_of(twins: Sequence[Row], dev: str) -> Row:
    """The vial, of those that bear one number, that a desk drew from: its own, else the one opened first."""
    return next((row for row in twins if row["dev"] == dev), twins[0])


def of_day(connection: Connection, day: str) -> DayVials:
    """The account of an ISO day: every batch that is in stock or moved, and every opened vial."""
    vials, drawn = stock.vials(connection, day), stock.drawn(connection, day)
    own = by_vial(vials, drawn)
    given = sum(one.given for one in own.values())
    return DayVials(
        batches=tuple(_batches(connection, day, vials, own)),
        opened=len(vials),
        still_open=sum(row["state"] in (OPEN, None) for row in vials),
        doses=sum(row["doses"] or 0 for row in vials),
        given=given,
        wasted=_reasons(vials, own),
        unaccounted=sum(left(row, own[row["id"]]) for row in vials),
        overfill=sum(max(0, _known(row, own[row["id"]]) - (row["doses"] or 0)) for row in vials),
        unrecorded=sum(line["given"] for line in drawn) - given,
    )


def left(vial: Row, drawn: Drawn) -> int:
    """The nominal doses of a vial that nothing is known of: still in it, or not accounted for once it is closed."""
    return max(0, (vial["doses"] or 0) - _known(vial, drawn))


def _known(vial: Row, drawn: Drawn) -> int:
    return int(drawn.given + drawn.struck + (vial["wasted"] or 0))


def flows(connection: Connection) -> dict[Batch, list[Flow]]:
    """What came, went and was opened, by batch."""
    found: dict[Batch, list[Flow]] = {}
    for row in stock.flows(connection):
        flow = Flow(row["day"], row["what"], row["vials"])
        found.setdefault((row["vaccine"], row["batch"]), []).append(flow)
    return found


def expiries(connection: Connection) -> dict[Batch, str]:
    """The ISO day on which each batch expires, by what was last told of it."""
    told = stock.told(connection)
    return {(row["vaccine"], row["batch"]): row["expires_on"] for row in told if row["expires_on"]}


def _batches(
    connection: Connection, day: str, vials: Sequence[Row], drawn: Mapping[str, Drawn]
) -> Iterable[BatchDay]:
    expires = expiries(connection)
    for (vaccine, batch), known in sorted(flows(connection).items()):
        today = Counter[str]()
        for flow in known:
            if flow.day == day:
                today[flow.what] += flow.vials
        after = balance.left(known, day)
        if not today and not after:
            continue
        own = [row for row in vials if (row["vaccine"], row["batch"]) == (vaccine, batch)]
        yield BatchDay(
            vaccine, batch, expires.get((vaccine, batch)) or next((row["expires_on"] or "" for row in own), ""),
            kept=balance.kept(known, day), morning=balance.before(known, day),
            received=today["received"] + today["found"], opened=today[OPENED], returned=today["returned"],
            sent_out=today["sent_out"], spoilt=today["wasted"] + today["lost"], left=after,
            doses=sum(row["doses"] or 0 for row in own), given=sum(drawn[row["id"]].given for row in own),
            reasons=_reasons(own, drawn),
        )  # fmt: skip


def _reasons(vials: Iterable[Row], drawn: Mapping[str, Drawn]) -> dict[str, int]:
    found = Counter[str]()
    for row in vials:
        found[row["waste_reason"] or NO_REASON] += row["wasted"] or 0
        found[NO_REASON] += drawn[row["id"]].struck
    return {reason: count for reason, count in found.items() if count}
