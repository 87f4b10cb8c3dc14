"""Enrolment: a short code, used once, makes a machine a desk of a centre. Also the way a desk whose journal forked
gets a new identity without a code.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from tikadesk.domain import journal
from tikadesk.domain.ids import is_id
from tikadesk.domain.wire import Fault, WireError, to_base64
from tikadesk.server import devices, leases, sql
from tikadesk.server.devices import Device
from tikadesk.server.series import Sidecar
from tikadesk.server.service import Service

_log = logging.getLogger(__name__)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: what is read over the phone stays one thing
LENGTH, HANDLE = 10, 4
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_REENROLMENTS_A_DAY = 3
CERTIFICATE = "cert"


@dataclass(frozen=True)
class NewCode:
    """A code that was just made; it cannot be read again afterwards."""

    code: str
    expires_at: datetime


def new_code(service: Service, centre: str) -> NewCode:
    """A code for one desk of ``centre``, which must exist."""
    now = service.clock.now()
    expires = now + timedelta(hours=service.limits.code_hours)
    while True:
        plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        made = sql.run(
            "INSERT INTO enrol_code(handle, hash, centre, made_at, expires_at, tries_left, dev)"
            " VALUES (%s,%s,%s,%s,%s,%s,%s) ON CONFLICT (handle) DO NOTHING",
            *(plain[:HANDLE], service.keys.peppered("code", plain), centre),
            *(sql.instant(now), sql.instant(expires), service.limits.code_tries, ""),
        )
        if made:
            return NewCode(f"{plain[:4]}-{plain[4:8]}-{plain[8:]}", expires)


def read_code(typed: object) -> str | None:
    """The ten signs of a typed code, whatever its case and dashes; None when it cannot be one."""
    plain = str(typed).upper().translate(_LOOK_ALIKES)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def enrol(service: Service, request: Mapping[str, Any], servers: list[str]) -> dict[str, Any]:
    """The answer to ``POST /v1/enrol``; the same machine asking again with its code gets the same answer.

    Raises WireError: MALFORMED for keys that are none, CODE_REFUSED for a code that is wrong, old or used.
    """
    pub = _key(request.get("pub"))
    box = _key(request["box"]) if request.get("box") else b""
    continues = request.get("continues")
    if continues is not None:
        device = _continue(service, request, continues, pub, box)
    else:
        device = _by_code(service, request, pub, box)
    return _answer(service, device, servers)


def _bytes(text: object, what: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError(Fault.MALFORMED, what) from error
    if len(raw) != length:
        raise WireError(Fault.MALFORMED, what)
    return raw


def _key(text: object) -> bytes:
    return _bytes(text, "key", 32)


def _by_code(service: Service, request: Mapping[str, Any], pub: bytes, box: bytes) -> Device:
    plain = read_code(request.get("code"))
    if plain is None:
        raise WireError(Fault.CODE_REFUSED, "form")
    with transaction.atomic():
        found = sql.row(
            "SELECT hash, centre, expires_at, tries_left, dev FROM enrol_code WHERE handle=%s",
            plain[:HANDLE],
            lock=sql.LOCK,
        )
        right = found is not None and hmac.compare_digest(
            bytes(found[0]), service.keys.peppered("code", plain)
        )
        used_by = found[4] if found else ""
        known = _of_key(pub)
        if right and known and known.dev == used_by:
            return known  # its answer was lost on the way
        valid = found and right and not used_by and found[3] > 0 and not _over(service, found[2])
        if found and valid and (known is None or known.centre == found[1]):
            # A key that is known already: the answer to another code was lost, and the desk keeps its journal.
            device = known or _admit(service, request, found[1], pub, box, parent="")
            sql.run(
                "UPDATE enrol_code SET used_at=%s, dev=%s, tries_left=0 WHERE handle=%s",
                *(sql.instant(service.clock.now()), device.dev, plain[:HANDLE]),
            )
            return device
        if found and not right:
            sql.run(
                "UPDATE enrol_code SET tries_left=tries_left-1 WHERE handle=%s AND tries_left>0",
                plain[:HANDLE],
            )
    raise WireError(Fault.CODE_REFUSED, "code")


def _of_key(pub: bytes) -> Device | None:
    dev = sql.value("SELECT dev FROM device WHERE pub=%s ORDER BY enrolled_at DESC LIMIT 1", pub)
    return devices.find(str(dev)) if dev else None


def _over(service: Service, expires_at: datetime) -> bool:
    now = service.clock.now()
    return expires_at < (now if expires_at.tzinfo else now.replace(tzinfo=None))


def _continue(
    service: Service, request: Mapping[str, Any], continues: object, pub: bytes, box: bytes
) -> Device:
    """A desk whose journal forked takes a new identity, vouched for by its old key."""
    if not isinstance(continues, dict):
        raise WireError(Fault.MALFORMED, "continues")
    old = service.keys.read(CERTIFICATE, continues.get("cert"))
    if old is None or not is_id(old.get("dev")):
        raise WireError(Fault.CODE_REFUSED, "cert")
    statement = b"tika1|continues|" + str(old["dev"]).encode() + b"|" + to_base64(pub).encode()
    try:
        VerifyKey(_key(old.get("pub"))).verify(statement, _bytes(continues.get("sig"), "sig", 64))
    except BadSignatureError as error:
        raise WireError(Fault.CODE_REFUSED, "sig") from error
    with transaction.atomic():
        parent = devices.find(str(old["dev"])) or readmit(service, old, str(continues["cert"]))
        again = sql.value("SELECT dev FROM device WHERE parent=%s AND pub=%s", parent.dev, pub)
        if again:
            return _known(str(again))
        since = sql.instant(service.clock.now() - timedelta(days=1))
        recent = sql.value(
            "SELECT COUNT(*) FROM device WHERE parent=%s AND enrolled_at>%s", parent.dev, since
        )
        if parent.status == devices.REVOKED:
            raise WireError(Fault.DEVICE_REVOKED, "parent")
        if recent >= _REENROLMENTS_A_DAY:
            raise WireError(Fault.THROTTLED, "continues")
        _log.warning("device %s continues as a new identity", parent.dev)
        return _admit(service, request, parent.centre, pub, box, parent=parent.dev)


def _known(dev: str) -> Device:
    device = devices.find(dev)
    if device is None:
        raise WireError(Fault.SESSION_EXPIRED, "dev")
    return device


def _admit(
    service: Service, request: Mapping[str, Any], centre: str, pub: bytes, box: bytes, *, parent: str
) -> Device:
    """Make the desk: an id (its own, when it has begun a journal), a label, a certificate, its first leases."""
    wished = request.get("dev")
    dev = str(wished) if is_id(wished) and devices.find(str(wished)) is None else str(uuid.uuid4())
    place = sql.row("SELECT district, state FROM centre WHERE code=%s", centre)
    if place is None:
        raise WireError(Fault.CODE_REFUSED, "centre")
    district, state = place
    label = _next_label(service)
    cert = service.keys.sign(
        CERTIFICATE,
        {
            "dev": dev,
            "pub": to_base64(pub),
            "label": label,
            "centre": centre,
            "district": district,
            "state": state,
            "role": "desk",
        },
    )
    hint = request.get("hint")
    _insert(
        service,
        Device(dev, district, centre, state, label, pub, cert, devices.ACTIVE),
        box,
        str(hint or ""),
        parent,
    )
    leases.first_wishes(district, dev)
    leases.grant(service, dev)
    return _known(dev)


def _insert(service: Service, device: Device, box: bytes, hint: str, parent: str) -> None:
    sql.run(
        "INSERT INTO device(dev, district, centre, label, pub, box, hint, cert, high, chain, judged, safe, parent,"
        " status, app, waiting, enrolled_at) VALUES (%s,%s,%s,%s,%s,%s,%s,%s,0,%s,0,0,%s,%s,%s,0,%s)",
        *(device.dev, device.district, device.centre, device.label, device.pub, box),
        *(hint.replace("\0", "")[:128], device.cert, journal.genesis(device.dev), parent, device.status, ""),
        sql.instant(service.clock.now()),
    )


def _next_label(service: Service) -> str:
    """The next desk label of four digits; the sidecar remembers it when the database forgets."""
    sidecar = Sidecar.read(service) or Sidecar()
    sidecar.label = max(sidecar.label, int(sql.value("SELECT COUNT(*) FROM device") or 0)) + 1
    sidecar.write(service)
    return f"{sidecar.label:04d}"


def readmit(service: Service, certificate: Mapping[str, Any], text: str) -> Device:
    """A desk that the database has forgotten, admitted by the certificate that this server signed."""
    dev, centre = str(certificate["dev"]), str(certificate["centre"])
    district, state = str(certificate["district"]), str(certificate["state"])
    sql.run(
        "INSERT INTO centre(code, name, name_hi, district, state) VALUES (%s,%s,%s,%s,%s)"
        " ON CONFLICT (code) DO NOTHING",
        *(centre, centre, "", district, state),
    )
    status = devices.REVOKED if dev in devices.revoked_beside(service) else devices.ACTIVE
    label, pub = str(certificate["label"]), _key(certificate["pub"])
    _insert(service, Device(dev, district, centre, state, label, pub, text, status), b"", "", "")
    _log.warning("device %s admitted again by its certificate", dev)
    return _known(dev)


def _answer(service: Service, device: Device, servers: list[str]) -> dict[str, Any]:
    centre = sql.row("SELECT code, name, name_hi FROM centre WHERE code=%s", device.centre)
    code, name, name_hi = centre if centre else (device.centre, device.centre, "")
    return {
        "dev": device.dev,
        "label": device.label,
        "cert": device.cert,
        "servers": servers,
        "service_keys": [service.keys.service_public],
        "service_key": service.keys.service_public,
        "escrow_pub": service.keys.escrow_public,
        "scope": [f"centre:{device.centre}"],
        "state": device.state,
        "district": device.district,
        "centre": {"code": code, "name": name, "name_hi": name_hi},
        "leases": leases.of_device(device.dev),
    }
