"""The vials' account of one day, as the papers of the day print it: what was in stock, opened, given, wasted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tikadesk.domain import balance
from tikadesk.domain.balance import OPENED, Flow
from tikadesk.store import stock
from tikadesk.store.records import Row
from tikadesk.store.store import Store

_NO_REASON = "other"


@dataclass(frozen=True)
class BatchDay:
    """One batch on one day: whole vials in the morning, in, opened, out and left; doses given and wasted from opened
    ones. ``kept``: whether its stock is kept here; where it is not, nothing is known to be left.
    """

    vaccine: str
    batch: str
    expires_on: str
    kept: bool
    morning: int
    received: int
    opened: int
    returned: int
    left: int
    given: int
    wasted: int


@dataclass(frozen=True)
class DayVials:
    """``doses`` is what the labels of the opened vials say; ``wasted`` by code of ``waste_reason``."""

    batches: tuple[BatchDay, ...]
    opened: int
    doses: int
    given: int
    wasted: Mapping[str, int]

    @property
    def thrown_away(self) -> int:
        """Doses wasted, for whatever reason."""
        return sum(self.wasted.values())

    @property
    def unaccounted(self) -> int:
        """Doses of opened vials that were neither given nor written off; below 0 where vials held more than
        their labels say.
        """
        return self.doses - self.given - self.thrown_away

    @property
    def wastage_tenths(self) -> int | None:
        """The programme's figure in tenths of a percent: of the doses in opened vials, how many nobody got.
        Below 0 where vials held more; None where none was opened.
        """
        return round((self.doses - self.given) * 1000 / self.doses) if self.doses else None


def of_day(store: Store, day: str) -> DayVials:
    """The account of an ISO day. Raises StoreTrouble."""
    connection = store.connection
    vials = stock.vials(connection, day)
    drawn = Counter[tuple[str, str]]()
    struck = Counter[tuple[str, str]]()
    for row in stock.drawn(connection, day):
        key = row["batch"], row["vial"]
        drawn[key] += row["given"]
        struck[key] += row["struck"]
    named = {(vial["batch"], vial["vial"]) for vial in vials}
    wasted = Counter[str]()
    for vial in vials:
        wasted[vial["waste_reason"] or _NO_REASON] += vial["wasted"] or 0
    wasted[_NO_REASON] += sum(struck[key] for key in named)
    return DayVials(
        batches=tuple(_batches(store, day, vials, drawn, struck)),
        opened=len(vials),
        doses=sum(vial["doses"] or 0 for vial in vials),
        given=sum(drawn[key] for key in named),
        wasted={reason: count for reason, count in wasted.items() if count},
    )


def _batches(
    store: Store,
    day: str,
    vials: Iterable[Row],
    drawn: Mapping[tuple[str, str], int],
    struck: Mapping[tuple[str, str], int],
) -> Iterable[BatchDay]:
    flows: dict[tuple[str, str], list[Flow]] = {}
    for row in stock.flows(store.connection):
        flow = Flow(row["day"], row["what"], row["vials"])
        flows.setdefault((row["vaccine"], row["batch"]), []).append(flow)
    expires = {
        (row["vaccine"], row["batch"]): row["expires_on"]
        for row in stock.told(store.connection)
        if row["expires_on"]
    }
    for (vaccine, batch), own in sorted(flows.items()):
        today = Counter[str]()
        for flow in own:
            if flow.day == day:
                today[flow.what] += flow.vials
        kept, left = balance.kept(own, day), balance.left(own, day)
        if not today and not left:
            continue
        opened = [vial for vial in vials if (vial["vaccine"], vial["batch"]) == (vaccine, batch)]
        numbers = {(batch, vial["vial"]) for vial in opened}
        change = sum(flow.change for flow in own if flow.day == day)
        yield BatchDay(
            vaccine, batch, expires.get((vaccine, batch)) or (opened[0]["expires_on"] or "" if opened else ""),
            kept=kept, morning=left - change if kept else 0, received=today["received"] + today["found"],
            opened=today[OPENED], returned=today["returned"], left=left,
            given=sum(drawn.get(key, 0) for key in numbers),
            wasted=sum(vial["wasted"] or 0 for vial in opened) + sum(struck.get(key, 0) for key in numbers),
        )  # fmt: skip
