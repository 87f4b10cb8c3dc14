"""Enrolled desks as the ingest path knows them. Enrolment and sessions are other modules' business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tikadesk.server import sql
from tikadesk.server.service import Service

ACTIVE, REVOKED = "active", "revoked"
_NOTED_FOR = 20
_LONGEST_CODE = 32


@dataclass(frozen=True)
class Device:
    """A desk: its journal's id, the centre it works for, its public key, and whether it may still come."""

    dev: str
    district: str
    centre: str
    state: str
    label: str
    pub: bytes
    cert: str
    status: str


_COLUMNS = (
    "SELECT d.dev, d.district, d.centre, c.state, d.label, d.pub, d.cert, d.status"
    " FROM device d JOIN centre c ON c.code=d.centre "
)


def find(dev: str) -> Device | None:
    """The desk with that id."""
    row = sql.row(_COLUMNS + "WHERE d.dev=%s", dev)
    if row is None:
        return None
    dev, district, centre, state, label, pub, cert, status = row
    return Device(dev, district, centre, state, label, bytes(pub), cert, status)


def is_centre_code(text: str) -> bool:
    """Whether a centre may have this code: ASCII letters, digits and hyphens, as many as its column holds."""
    return 0 < len(text) <= _LONGEST_CODE and text.isascii() and text.replace("-", "").isalnum()


@dataclass(frozen=True)
class Visit:
    """What a desk says of itself with a request: how many entries wait on it, and its release."""

    waiting: int | None = None
    app: str | None = None


def heard(service: Service, device: Device, visit: Visit) -> None:
    """Note the visit, unless the last was noted just before: a commit costs more than most visits."""
    now = service.clock.now()
    sql.run(
        "UPDATE device SET last_heard_at=%s, waiting=COALESCE(%s, waiting), app=COALESCE(%s, app)"
        " WHERE dev=%s AND (last_heard_at IS NULL OR last_heard_at<%s OR waiting<>COALESCE(%s, waiting))",
        *(sql.instant(now), visit.waiting, visit.app, device.dev),
        *(sql.instant(now - timedelta(seconds=_NOTED_FOR)), visit.waiting),
    )


def revoke(service: Service, dev: str) -> None:
    """Bar the desk for good: its sessions end, and a wiped database will not let it in again either."""
    sql.run("UPDATE device SET status=%s WHERE dev=%s", REVOKED, dev)
    sql.run("DELETE FROM session WHERE dev=%s", dev)
    if dev not in revoked_beside(service):
        with service.home.revoked.open("a", encoding="ascii") as file:
            file.write(f"{dev}\n")


def enforce(service: Service) -> None:
    """Bar what the list beside the database names: an older copy of the database may not know of it."""
    listed = tuple(revoked_beside(service))
    sql.run("UPDATE device SET status=%s WHERE dev IN %s", REVOKED, listed)
    sql.run("DELETE FROM session WHERE dev IN %s", listed)


def revoked_beside(service: Service) -> frozenset[str]:
    """The revoked desks that the list beside the database names."""
    file = service.home.revoked
    return frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()
