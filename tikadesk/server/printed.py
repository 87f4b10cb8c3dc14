"""Ranges of official numbers that are printed in advance, on rolls of labels and sheets of stickers. Each is given
once, to paper and to no desk, and stands among the leases.

Every life of the database prints from a series of its own, as it leases from one: a copy put back prints none anew.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from tikadesk.domain.numbers import COUNTERS, PRINTED_SERIES, Number
from tikadesk.errors import NotAllowed
from tikadesk.server import leases, series, sql
from tikadesk.server.series import Sidecar
from tikadesk.server.service import Service

_PAPER = "paper"
"""Stands for the desk of a range that no desk has."""


def give(service: Service, letter: str, count: int, centre: str = "") -> tuple[Number, Number]:
    """The first and the last of ``count`` numbers of a kind that nobody else gets, for ``centre`` or for the only state
    that the server has centres of. Raises NotAllowed.
    """
    if service.practice:
        raise NotAllowed("server.practice_prints_none")
    state, district = _place(centre)
    with transaction.atomic():
        current = leases.locked_series()
        if series.held(service):
            raise NotAllowed("server.numbers_held")
        printed = PRINTED_SERIES[(current - 1) % len(PRINTED_SERIES)]
        name = f"{printed}{letter}"
        granted = sql.value("SELECT MAX(hi) FROM lease WHERE series=%s AND k=%s", printed, letter) or 0
        sidecar = Sidecar.read(service) or Sidecar(series=current)
        low = max(int(granted), sidecar.leased.get(name, 0)) + 1
        high = low + count - 1
        if high >= COUNTERS:
            raise NotAllowed("server.series_used_up")
        sidecar.leased[name] = high  # before the database: a restored copy must not print these again
        sidecar.write(service)
        made = str(uuid.uuid4())
        sql.run(
            "INSERT INTO lease(series, k, lo, hi, id, dev, req, state, district, granted_at)"
            " VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)",
            *(printed, letter, low, high, made, _PAPER, made, state, district),
            sql.instant(service.clock.now()),
        )
    return Number(state, letter, printed, low), Number(state, letter, printed, high)


def _place(centre: str) -> tuple[str, str]:
    """State and district that the numbers are for."""
    if centre:
        row = sql.row("SELECT state, district FROM centre WHERE code=%s", centre)
        if row is None:
            raise NotAllowed("server.centre_unknown", code=centre)
        return str(row[0]), str(row[1])
    states = [str(row[0]) for row in sql.rows("SELECT DISTINCT state FROM centre")]
    if len(states) != 1:
        raise NotAllowed("server.which_centre")
    return states[0], ""
