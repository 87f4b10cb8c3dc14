"""The register of official numbers: which record carries which, and what to do when two carry the same.

Both records are kept; both desks are told. Leases are not looked at here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tikadesk.domain.wire import Judgement, Reason
from tikadesk.server import feed, sql
from tikadesk.server.devices import Device
from tikadesk.server.feed import Place


def register(device: Device, bearers: Sequence[tuple[str, str]]) -> None:
    """Note (number, record) pairs of ``device``; a pair that is known stays as it is. Inside a transaction."""
    sql.each(
        "INSERT INTO number(no, rec, dev, district) VALUES (%s,%s,%s,%s) ON CONFLICT (no, rec) DO NOTHING",
        [(number, rec, device.dev, device.district) for number, rec in sorted(set(bearers))],
    )


def collisions(issued: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Those of ``issued`` that more than one record carries, with their (record, district)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, rec, district in sql.rows(
        "SELECT no, rec, district FROM number WHERE no IN %s ORDER BY no, rec",
        tuple(issued),
    ):
        found.setdefault(number, []).append((rec, district))
    return {number: recs for number, recs in found.items() if len(recs) > 1}


def flag_others(
    collided: Mapping[str, Sequence[tuple[str, str]]], judged_now: set[str]
) -> list[tuple[str, str, Place]]:
    """Flag the entries that made the other records of a collision, and tell their centres; (district, record, news)
    for whoever else has those records. Inside a transaction.
    """
    news: list[tuple[str, str, Place]] = []
    for recs in collided.values():
        for rec, district in recs:
            if rec in judged_now:
                continue
            for dev, n, centre in sql.rows(
                "SELECT o.dev, o.n, d.centre FROM op o JOIN device d ON d.dev=o.dev WHERE o.district=%s AND o.id=%s",
                *(district, rec),
            ):
                told = sql.run(
                    "INSERT INTO verdict(district, dev, n, v, why) VALUES (%s,%s,%s,%s,%s)"
                    " ON CONFLICT (district, dev, n) DO NOTHING",
                    *(district, dev, n, Judgement.FLAGGED.value, Reason.NUMBER_COLLISION.value),
                )
                if told:
                    place = Place("verdict", dev, n, rec)
                    feed.add(district, feed.centre_scope(centre), [place])
                    news.append((district, rec, place))
    return news
