"""Which series of official numbers the server may lease from, and when it may not.

Each life of the database has its own series. What outlives it (the sidecar, receipts that desks show) tells when it
was wiped or put back to an older copy; a new series then keeps every number unique.
"""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction

from tikadesk.domain.numbers import PRACTICE_SERIES, SERVER_SERIES
from tikadesk.errors import NotAllowed
from tikadesk.server import sql
from tikadesk.server.home import write_private
from tikadesk.server.service import Service

_log = logging.getLogger(__name__)


@dataclass
class Sidecar:
    """What lies beside the database: ``series``, the ``boot`` it last started with, the highest counter leased by
    ``leased["R"]`` of that series, the last desk label given."""

    series: int = 0
    boot: str = ""
    was: str = ""
    label: int = 0
    leased: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, service: Service) -> Sidecar | None:
        """The sidecar, or None when there is none that can be read."""
        try:
            raw: Any = json.loads(service.home.sidecar.read_text(encoding="utf-8"))
            return cls(**raw)
        except (OSError, ValueError, TypeError):
            return None

    def write(self, service: Service) -> None:
        """On disk before it returns; raises OSError."""
        write_private(service.home.sidecar, json.dumps(self.__dict__).encode())


def current() -> int:
    """The series that leases come from now."""
    return int(sql.value("SELECT MAX(series) FROM incarnation") or 0)


def held(service: Service) -> bool:
    """Whether the server is in lease-hold: it grants no numbers while it may still learn of a rollback."""
    until = sql.value("SELECT hold_until FROM incarnation ORDER BY series DESC LIMIT 1")
    return until is not None and until > _now(service, until)


def _now(service: Service, like: Any) -> Any:
    now = service.clock.now()
    return now if like.tzinfo else now.replace(tzinfo=None)


def boot(service: Service) -> None:
    """To be called once before the server answers: compares database and sidecar, and begins the lease-hold."""
    with transaction.atomic():
        sidecar = Sidecar.read(service)
        found = sql.row("SELECT series, boot FROM incarnation ORDER BY series DESC LIMIT 1", lock=sql.LOCK)
        # No desk was ever enrolled, so none can hold a number that this database has forgotten.
        virgin = sql.value("SELECT dev FROM device LIMIT 1") is None and (
            sidecar is None or not sidecar.label
        )
        boot_id = secrets.token_hex(8)
        if found is None:
            known, why = (sidecar.series, "wiped") if sidecar else (0, "new")
            _begin(service, known + 1, why, boot_id, hold=not virgin)
        elif sidecar is None:
            _begin(service, found[0] + 1, "sidecar-lost", boot_id, hold=True)
        elif sidecar.series > found[0] or found[1] not in (sidecar.boot, sidecar.was):
            _begin(service, max(found[0], sidecar.series) + 1, "restored", boot_id, hold=True)
        else:
            sql.run(
                "UPDATE incarnation SET boot=%s, hold_until=%s WHERE series=%s",
                boot_id,
                sql.instant(_hold_until(service, hold=not virgin)),
                found[0],
            )
        fresh = sidecar or Sidecar()
        series = current()
        if series != fresh.series:
            fresh = Sidecar(label=fresh.label)
        # Before the commit both boots are known: a crash in between is then no rollback.
        fresh.series, fresh.was, fresh.boot = series, found[1] if found else "", boot_id
        fresh.write(service)
    fresh.was = ""
    fresh.write(service)


def _hold_until(service: Service, *, hold: bool) -> Any:
    return service.clock.now() + timedelta(minutes=service.limits.lease_hold_minutes if hold else 0)


def _begin(service: Service, series: int, why: str, boot_id: str, *, hold: bool) -> None:
    if service.practice:
        series = PRACTICE_SERIES
    elif series not in SERVER_SERIES:
        raise NotAllowed("server.series_used_up")
    sql.run(
        "INSERT INTO incarnation(series, why, started_at, boot, hold_until) VALUES (%s,%s,%s,%s,%s)"
        " ON CONFLICT (series) DO UPDATE SET boot=excluded.boot, hold_until=excluded.hold_until",
        series,
        why,
        sql.instant(service.clock.now()),
        boot_id,
        sql.instant(_hold_until(service, hold=hold)),
    )
    if why != "new":
        _log.warning("series %d begins: %s", series, why)


def next_series(service: Service) -> None:
    """Begin the next series because the present one is used up. Inside a transaction."""
    found = sql.row("SELECT series, boot FROM incarnation ORDER BY series DESC LIMIT 1")
    sidecar = Sidecar.read(service) or Sidecar()
    start = max(found[0] if found else 0, sidecar.series) + 1
    _begin(service, start, "used-up", found[1] if found else "", hold=False)
    Sidecar(series=start, boot=sidecar.boot, label=sidecar.label).write(service)


def rolled_back(service: Service, shown_series: int) -> None:
    """A desk showed a receipt for more than the database holds: begin a new series and hold leases.

    Inside a transaction. Receipts of an earlier life prove nothing new and change nothing.
    """
    series = current()
    if shown_series < series or service.practice:
        return
    found = sql.value("SELECT boot FROM incarnation WHERE series=%s", series, lock=sql.LOCK)
    sidecar = Sidecar.read(service) or Sidecar()
    start = max(series, shown_series, sidecar.series) + 1
    _begin(service, start, "receipt", str(found or ""), hold=True)
    Sidecar(series=start, boot=str(found or ""), label=sidecar.label).write(service)
