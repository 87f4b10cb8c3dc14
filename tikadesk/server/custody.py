"""Custody: a signed batch is checked and stored, whole or not at all, in one transaction. Nothing here looks into a
body: what an entry says is judged afterwards and can block nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction

from tikadesk.domain import journal
from tikadesk.domain import locator as locators
from tikadesk.domain.locator import Locator
from tikadesk.domain.wire import Batch, Fault, WireError
from tikadesk.server import devices, series, sql
from tikadesk.server.devices import Device, Visit
from tikadesk.server.service import Service

_RECEIPT = "receipt"
_SILENT = Visit()


class Fork(Exception):
    """The batch and the journal in custody differ at a number that both have: two desks share one identity.

    ``common`` is the last number known to agree, None when the batch does not reach back that far.
    """

    def __init__(self, common: int | None, locator: Locator) -> None:
        super().__init__("fork")
        self.common = common
        self.locator = locator


@dataclass(frozen=True)
class Position:
    """What is in custody of one journal. ``stored`` is how many lines this batch added; ``joined`` whether it fitted
    on (else ``locator`` says where the journal stands).
    """

    high: int
    chain: bytes
    safe: int
    stored: int = 0
    joined: bool = True
    locator: Locator = ()


def take(service: Service, device: Device, batch: Batch, visit: Visit = _SILENT) -> Position:
    """Take ``batch`` into custody. Repeating one that was stored changes nothing; a gap or an empty batch only asks.

    Raises WireError when head or signature do not fit the bodies, Fork when it contradicts what is in custody.
    """
    digests = list(map(journal.digest, batch.bodies))
    heads = _checked_heads(device, batch, digests)
    _weigh_receipt(service, device, batch.receipt)
    with transaction.atomic():
        found = sql.row("SELECT high, chain, safe FROM device WHERE dev=%s", device.dev, lock=sql.LOCK)
        high, chain, safe = (
            (found[0], bytes(found[1]), found[2]) if found else (0, journal.genesis(device.dev), 0)
        )
        joins = batch.first - 1 <= high and batch.previous == _head_at(device, batch.first - 1, high, chain)
        if not batch.bodies or batch.first - 1 > high:
            same = batch.first - 1 == high and joins
            return Position(high, chain, safe, 0, same, () if same else locate(device, high, chain))
        if not joins:
            raise Fork(None, locate(device, high, chain))
        known = min(batch.last, high)
        if known >= batch.first and _head_at(device, known, high, chain) != heads[known - batch.first]:
            raise Fork(_common(device, batch, heads, known), locate(device, high, chain))
        if batch.last > high:
            _store(service, device, batch, digests, heads, high)
            if visit.waiting is not None:  # what was just stored waits no longer
                visit = replace(visit, waiting=max(0, visit.waiting - (batch.last - high)))
            devices.heard(service, device, visit)
            return Position(batch.last, batch.head, safe, batch.last - high)
        return Position(high, chain, safe)


def _checked_heads(device: Device, batch: Batch, digests: list[bytes]) -> list[bytes]:
    """The heads after each body; raises WireError when they are not what the desk signed."""
    if batch.device != device.dev:
        raise WireError(Fault.MALFORMED, "dev")
    if not batch.bodies:
        return []
    heads = journal.chain(batch.previous, batch.first, digests)
    if heads[-1] != batch.head:
        raise WireError(Fault.MALFORMED, "head")
    if not journal.head_is_signed(device.pub, device.dev, batch.last, batch.head, batch.signature):
        raise WireError(Fault.MALFORMED, "sig")
    return heads


def _head_at(device: Device, n: int, high: int, chain: bytes) -> bytes:
    if n == high:
        return chain
    if n == 0:
        return journal.genesis(device.dev)
    found = sql.value(
        "SELECT h FROM journal WHERE district=%s AND dev=%s AND n=%s", device.district, device.dev, n
    )
    return bytes(found)


def _common(device: Device, batch: Batch, heads: list[bytes], known: int) -> int:
    ours = sql.rows(
        "SELECT n, h FROM journal WHERE district=%s AND dev=%s AND n BETWEEN %s AND %s ORDER BY n DESC",
        *(device.district, device.dev, batch.first, known),
    )
    agreed = (n for n, head in ours if bytes(head) == heads[n - batch.first])
    return next(agreed, batch.first - 1)


def _store(
    service: Service, device: Device, batch: Batch, digests: list[bytes], heads: list[bytes], high: int
) -> None:
    at = sql.instant(service.clock.now())
    skip = high + 1 - batch.first
    sql.each(
        "INSERT INTO journal(district, dev, n, d, h, b, custody_at) VALUES (%s,%s,%s,%s,%s,%s,%s)",
        [
            (device.district, device.dev, n, digest, head, body, at)
            for n, digest, head, body in zip(
                range(high + 1, batch.last + 1),
                digests[skip:],
                heads[skip:],
                batch.bodies[skip:],
                strict=True,
            )
        ],
    )
    sql.run(
        "INSERT INTO seal(district, dev, n, sig) VALUES (%s,%s,%s,%s) ON CONFLICT (district, dev, n) DO NOTHING",
        *(device.district, device.dev, batch.last, batch.signature),
    )
    sql.run("UPDATE device SET high=%s, chain=%s WHERE dev=%s", batch.last, batch.head, device.dev)


def locate(device: Device, high: int, chain: bytes) -> Locator:
    """Places of the journal in custody, for the desk to find where both agree."""
    places = locators.places(high)
    heads = {high: chain, 0: journal.genesis(device.dev)}
    heads.update(
        (n, bytes(head))
        for n, head in sql.rows(
            "SELECT n, h FROM journal WHERE district=%s AND dev=%s AND n IN %s",
            *(device.district, device.dev, tuple(places)),
        )
    )
    return tuple((n, heads[n][:8]) for n in places)


def receipt(service: Service, device: Device, position: Position) -> str:
    """The server's signed word for what it holds. A desk that shows it back can prove to it that it was put back."""
    return service.keys.sign(
        _RECEIPT,
        {
            "dev": device.dev,
            "high": position.high,
            "chain": position.chain.hex(),
            "server": service.keys.service_public[:16],
            "series": series.current(),
        },
    )


def _weigh_receipt(service: Service, device: Device, shown: str | None) -> None:
    """In a transaction of its own: what the server learns of itself stands, whatever becomes of the batch."""
    said = service.keys.read(_RECEIPT, shown) if shown else None
    if said is None or said.get("dev") != device.dev:
        return
    if int(said["high"]) > int(sql.value("SELECT high FROM device WHERE dev=%s", device.dev) or 0):
        with transaction.atomic():
            series.rolled_back(service, int(said["series"]))
