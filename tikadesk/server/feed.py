"""The feed that desks pull: places in order, and the cursor that says how far a desk has read.

A desk reads its own feed, its centre's, and what other centres have for its centre: each district keeps its own part of
that, beside the journals that it points to. A cursor carries the nonce of the row it stands on, so that a database put
back to an older copy cannot honour a place that it never gave out. Cursors are signed by this server; what an item
means is the desk's business.
"""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tikadesk.domain.ids import is_id
from tikadesk.domain.wire import MAX_PAGE, Fault, Judgement, PullPage, Verdict, WireError, dump
from tikadesk.server import sql
from tikadesk.server.devices import Device
from tikadesk.server.service import Service

_STEP = 512
_PURPOSE = "cursor"

Item = dict[str, Any]
Position = tuple[int, int]
Where = tuple[str, str]
"""A district and the scope of a feed there."""


class Place(NamedTuple):
    """One thing for the feed. ``op`` and ``verdict`` point to a journal line and carry the entry's id; others carry
    their JSON.
    """

    sort: str
    dev: str
    n: int
    item: str


def centre_scope(centre: str) -> str:
    """The feed of all desks of a centre."""
    return f"centre:{centre}"


def device_scope(dev: str) -> str:
    """The feed of one desk alone."""
    return f"dev:{dev}"


def to_scope(centre: str) -> str:
    """The feed of what the other centres of a district have for ``centre``."""
    return f"to:{centre}"


def hold(district: str, scope: str) -> None:
    """Let no other process judge for this feed until the transaction ends; on SQLite there is no other anyway."""
    if sql.many_writers():
        sql.run(
            "INSERT INTO scope(district, id, seq) VALUES (%s,%s,0)"
            " ON CONFLICT (district, id) DO UPDATE SET seq=scope.seq",
            *(district, scope),
        )


def add(district: str, scope: str, places: Sequence[Place]) -> None:
    """Append ``places`` to a feed. Inside a transaction, whose row lock keeps the order that readers see."""
    if not places:
        return
    last = sql.value(
        "INSERT INTO scope(district, id, seq) VALUES (%s,%s,%s)"
        " ON CONFLICT (district, id) DO UPDATE SET seq=scope.seq+excluded.seq RETURNING seq",
        *(district, scope, len(places)),
    )
    first = int(last) - len(places) + 1
    sql.each(
        "INSERT INTO feed(district, scope, seq, nonce, t, dev, n, item) VALUES (%s,%s,%s,%s,%s,%s,%s,%s)",
        [
            (district, scope, seq, nonce, *place)
            for seq, nonce, place in zip(
                range(first, int(last) + 1), _nonces(len(places)), places, strict=True
            )
        ],
    )


def _nonces(count: int) -> list[int]:
    """Random numbers of 62 bits, asked of the system in one go."""
    return [drawn >> 2 for drawn in struct.unpack(f"{count}Q", secrets.token_bytes(8 * count))]


def page(
    service: Service, device: Device, cursor: str | None, limit: int = MAX_PAGE, *, bare: bool = False
) -> PullPage:
    """What follows ``cursor`` for ``device``, about ``limit`` bytes of it, at least one item.

    ``bare`` leaves out the bodies of the desk's own entries. Raises WireError with CURSOR_LOST.
    """
    feeds = _feeds(device)
    positions = _read(service, feeds, cursor)
    room = _Room(limit)
    for name, place in feeds.items():
        for position, item in _after(device, place, positions[name][0], bare=bare):
            if not room.takes(item):
                return PullPage(tuple(room.items), _write(service, positions), True)
            positions[name] = position
    return PullPage(tuple(room.items), _write(service, positions), False)


def own(device: Device, after: int, limit: int = MAX_PAGE) -> PullPage:
    """The desk's own journal after ``after``, for a desk that lost its newest entries. It has no cursor."""
    room = _Room(limit)
    for n, body in sql.rows(
        "SELECT n, b FROM journal WHERE district=%s AND dev=%s AND n>%s ORDER BY n LIMIT %s",
        *(device.district, device.dev, after, _STEP),
    ):
        if not room.takes(_op(device.dev, device.label, n, entry_id(bytes(body)), bytes(body))):
            return PullPage(tuple(room.items), None, True)
    return PullPage(tuple(room.items), None, len(room.items) == _STEP)


class _Room:
    """What a page has taken in and how much more it may; the first item has room however large it is."""

    def __init__(self, limit: int) -> None:
        self.items: list[Item] = []
        self._left = min(limit, MAX_PAGE)

    def takes(self, item: Item) -> bool:
        size = len(dump(item)) + 1
        if self.items and size > self._left:
            return False
        self._left -= size
        self.items.append(item)
        return True


def entry_id(body: bytes) -> str:
    """The id in a body, however malformed the rest; empty when there is none."""
    try:
        found = json.loads(body).get("id", "")
    except (ValueError, RecursionError, AttributeError):
        return ""
    return str(found) if is_id(found) else ""


def _feeds(device: Device) -> dict[str, Where]:
    """The feeds that the desk reads, by the names that its cursor has for them."""
    mine = (device_scope(device.dev), centre_scope(device.centre))
    away = to_scope(device.centre)
    senders = sql.rows("SELECT district FROM scope WHERE id=%s ORDER BY district", away)
    return {scope: (device.district, scope) for scope in mine} | {
        f"from:{district}": (district, away) for (district,) in senders
    }


def _read(service: Service, feeds: dict[str, Where], cursor: str | None) -> dict[str, Position]:
    """Where the desk stands in each of its feeds; the start of those that the cursor does not name."""
    positions: dict[str, Position] = dict.fromkeys(feeds, (0, 0))
    if cursor is None:
        return positions
    raw = service.keys.untag(_PURPOSE, cursor)
    if raw is None:
        raise WireError(Fault.CURSOR_LOST, "not ours")
    for name, (seq, nonce) in json.loads(raw).items():
        if name not in positions or seq == 0:
            continue
        found = sql.value(
            "SELECT nonce FROM feed WHERE district=%s AND scope=%s AND seq=%s", *feeds[name], seq
        )
        if found != nonce:
            raise WireError(Fault.CURSOR_LOST, "not in this database")
        positions[name] = (seq, nonce)
    return positions


def _write(service: Service, positions: dict[str, Position]) -> str:
    return service.keys.tag(_PURPOSE, dump(positions))


_NEXT = (
    "SELECT f.seq, f.nonce, f.t, f.dev, f.n, f.item, j.b, v.v, v.why, d.label, d.centre FROM feed f"
    " LEFT JOIN journal j ON j.district=f.district AND j.dev=f.dev AND j.n=f.n"
    " LEFT JOIN verdict v ON v.district=f.district AND v.dev=f.dev AND v.n=f.n"
    " LEFT JOIN device d ON d.dev=f.dev"
    " WHERE f.district=%s AND f.scope=%s AND f.seq>%s ORDER BY f.seq LIMIT %s"
)


def _after(device: Device, place: Where, seq: int, *, bare: bool) -> Iterator[tuple[Position, Item]]:
    step = 64  # most visits find little; a long read grows
    while rows := sql.rows(_NEXT, *place, seq, step):
        for row in rows:
            seq = row[0]
            yield (seq, row[1]), _item(device, row, bare=bare)
        if len(rows) < step:
            return
        step = _STEP


def _item(device: Device, row: sql.Row, *, bare: bool) -> Item:
    _, _, sort, dev, n, text, body, verdict, why, label, centre = row
    if sort == "op":
        item = _op(dev, label or "", n, text, None if bare and dev == device.dev else bytes(body))
        return item if centre == device.centre else item | {"centre": centre}
    if sort == "verdict":
        return Verdict(dev, n, text, Judgement(verdict or Judgement.APPLIED), why).as_item()
    given: Item = json.loads(text)
    return given


def _op(dev: str, label: str, n: int, entry: str, body: bytes | None) -> Item:
    item: Item = {"t": "op", "dev": dev, "label": label, "n": n, "id": entry}
    if body is not None:
        item["b"] = body.decode()
    return item
