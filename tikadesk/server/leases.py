"""Ranges of official numbers: granted once, to one desk, never again. Asking is an entry, granting a feed item."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from tikadesk.domain import numbers
from tikadesk.domain.wire import dump, lease_item
from tikadesk.server import feed, series, sql
from tikadesk.server.series import Sidecar
from tikadesk.server.service import Service

FIRST_DAY = 200
_FIRST = {letter: numbers.lease_size(FIRST_DAY if letter in "RK" else 0) for letter in numbers.LEASED}

Item = dict[str, object]


def wish(district: str, dev: str, request: str, letter: str, size: int) -> None:
    """Note that ``dev`` asks for ``size`` numbers; the same request asks once. Inside a transaction."""
    if letter not in numbers.LEASED:
        return
    size = max(numbers.LEASE_LEAST, min(numbers.LEASE_MOST, size))
    sql.run(
        "INSERT INTO lease_wish(req, dev, district, k, size)"
        " SELECT %s,%s,%s,%s,%s WHERE NOT EXISTS (SELECT 1 FROM lease WHERE req=%s)"
        " ON CONFLICT (req) DO NOTHING",
        *(request, dev, district, letter, size, request),
    )


def first_wishes(district: str, dev: str) -> None:
    """What a desk gets on enrolment without asking. Inside a transaction."""
    for letter, size in _FIRST.items():
        wish(district, dev, str(uuid.uuid5(uuid.UUID(dev), letter)), letter, size)


def grant(service: Service, dev: str) -> list[Item]:
    """Grant what ``dev`` waits for, unless in lease-hold, and put it in its feed. Inside a transaction."""
    waiting = sql.rows("SELECT req, district, k, size FROM lease_wish WHERE dev=%s ORDER BY req", dev)
    if not waiting or series.held(service):
        return []
    state = sql.value("SELECT c.state FROM device d JOIN centre c ON c.code=d.centre WHERE d.dev=%s", dev)
    items = [_cut(service, str(state), dev, *row) for row in waiting]
    sql.each("DELETE FROM lease_wish WHERE req=%s", [(row[0],) for row in waiting])
    feed.add(
        waiting[0][1],
        feed.device_scope(dev),
        [feed.Place("lease", dev, 0, item) for item in map(_text, items)],
    )
    return items


def _text(item: Item) -> str:
    return dump(item).decode()


def _cut(service: Service, state: str, dev: str, request: str, district: str, letter: str, size: int) -> Item:
    """The next ``size`` counters of the current series; a new series when this one has not enough left."""
    current = locked_series()
    low = _next_counter(service, current, letter)
    if low + size > numbers.COUNTERS:
        series.next_series(service)
        current, low = locked_series(), 1
    high = low + size - 1
    sidecar = Sidecar.read(service) or Sidecar(series=current)
    sidecar.leased[letter] = high  # before the database: a restored copy must not lease these again
    sidecar.write(service)
    lease_id = str(uuid.uuid4())
    sql.run(
        "INSERT INTO lease(series, k, lo, hi, id, dev, req, state, district, granted_at)"
        " VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)",
        *(current, letter, low, high, lease_id, dev, request, state, district),
        sql.instant(service.clock.now()),
    )
    return lease_item(
        id=lease_id,
        request=request,
        state=state,
        kind=letter,
        series=current,
        low=low,
        high=high,
        device=dev,
    )


def locked_series() -> int:
    """The current series, locked until the caller's transaction ends: one range at a time is cut."""
    return int(sql.value("SELECT series FROM incarnation ORDER BY series DESC LIMIT 1", lock=sql.LOCK))


def _next_counter(service: Service, current: int, letter: str) -> int:
    granted = sql.value("SELECT MAX(hi) FROM lease WHERE series=%s AND k=%s", current, letter) or 0
    sidecar = Sidecar.read(service)
    beside = sidecar.leased.get(letter, 0) if sidecar and sidecar.series == current else 0
    return int(max(granted, beside)) + 1


def of_device(dev: str) -> list[Item]:
    """The leases that ``dev`` was granted."""
    return [
        lease_item(
            id=row[0],
            request=row[1],
            state=row[2],
            kind=row[3],
            series=row[4],
            low=row[5],
            high=row[6],
            device=dev,
        )
        for row in sql.rows(
            "SELECT id, req, state, k, series, lo, hi FROM lease WHERE dev=%s ORDER BY series, k, lo", dev
        )
    ]


def uncovered(service: Service, state: str, issued: Sequence[numbers.Number]) -> set[str]:
    """Those of ``issued`` that no lease explains: of the current series outside all leases, or of none of ours.

    Numbers of older series are let pass: the database that knew their leases may be gone. So are ``Z`` numbers and
    pre-printed rolls.
    """
    current = series.current()
    wrong: set[str] = set()
    doubtful: dict[str, list[numbers.Number]] = {}
    for number in issued:
        if number.kind == numbers.FALLBACK or number.series in numbers.PRINTED_SERIES:
            continue
        if number.state != state or number.series > current or (number.practice and not service.practice):
            wrong.add(str(number))
        elif number.series == current:
            doubtful.setdefault(number.kind, []).append(number)
    for letter, group in doubtful.items():
        counters = [number.counter for number in group]
        ranges = sql.rows(
            "SELECT lo, hi FROM lease WHERE series=%s AND k=%s AND lo<=%s AND hi>=%s",
            *(current, letter, max(counters), min(counters)),
        )
        wrong.update(
            str(number) for number in group if not any(lo <= number.counter <= hi for lo, hi in ranges)
        )
    return wrong
