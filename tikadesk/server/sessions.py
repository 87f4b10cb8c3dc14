"""Sessions: a desk proves its key over a challenge and gets a token for half a day. Tokens are stored hashed.

Nothing depends on the desk's clock, and the challenge needs no row: it is this server's own signed time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from tikadesk.domain.ids import is_id
from tikadesk.domain.wire import Fault, WireError
from tikadesk.server import devices, enrol, sql
from tikadesk.server.devices import Device
from tikadesk.server.service import Service

_CHALLENGE = "challenge"
_SAYS = b"tika1|session|"
_PREFIX = "tk_"


def challenge(service: Service) -> str:
    """A fresh challenge."""
    made = int(service.clock.now().timestamp()).to_bytes(8, "big")
    return service.keys.tag(_CHALLENGE, made + secrets.token_bytes(16))


def open_session(service: Service, proof: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to ``POST /v1/session`` with ``cert``, ``challenge`` and ``sig``.

    Raises WireError: SESSION_EXPIRED when the proof does not hold (ask again with a new challenge), DEVICE_REVOKED.
    """
    certificate = service.keys.read(enrol.CERTIFICATE, proof.get("cert"))
    if certificate is None or not is_id(certificate.get("dev")):
        raise WireError(Fault.SESSION_EXPIRED, "cert")
    if not _is_fresh(service, str(proof.get("challenge", ""))):
        raise WireError(Fault.SESSION_EXPIRED, "challenge")
    with transaction.atomic():
        device = devices.find(str(certificate["dev"]))
        pub = device.pub if device else base64.b64decode(str(certificate["pub"]))
        if not _is_signed(pub, str(proof["challenge"]), proof.get("sig")):
            raise WireError(Fault.SESSION_EXPIRED, "sig")
        if device is None:
            device = enrol.readmit(service, certificate, str(proof["cert"]))
        barred = device.status == devices.REVOKED or device.dev in devices.revoked_beside(service)
        if not barred:
            token = _new_token(service, device.dev)
    if barred:
        raise WireError(Fault.DEVICE_REVOKED, "dev")
    return {"token": token, "ttl": service.limits.session_seconds}


def _is_fresh(service: Service, text: str) -> bool:
    raw = service.keys.untag(_CHALLENGE, text)
    if raw is None or len(raw) != 24:
        return False
    age = service.clock.now().timestamp() - int.from_bytes(raw[:8], "big")
    return -60 <= age <= service.limits.challenge_seconds


def _is_signed(pub: bytes, text: str, signature: object) -> bool:
    try:
        VerifyKey(pub).verify(_SAYS + text.encode(), base64.b64decode(str(signature), validate=True))
    except (BadSignatureError, binascii.Error, ValueError):
        return False
    return True


def _new_token(service: Service, dev: str) -> str:
    token = _PREFIX + secrets.token_urlsafe(32)
    now = service.clock.now()
    sql.run("DELETE FROM session WHERE exp<%s", sql.instant(now))
    sql.run(
        "INSERT INTO session(hash, dev, exp) VALUES (%s,%s,%s)",
        *(_hash(token), dev, sql.instant(now + timedelta(seconds=service.limits.session_seconds))),
    )
    return token


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def device_of(service: Service, authorization: str) -> Device:
    """The desk whose bearer token this is; raises WireError: SESSION_EXPIRED or DEVICE_REVOKED."""
    scheme, _, token = authorization.partition(" ")
    dev = None
    if scheme.lower() == "bearer" and token.startswith(_PREFIX):
        dev = sql.value(
            "SELECT dev FROM session WHERE hash=%s AND exp>%s", _hash(token), sql.instant(service.clock.now())
        )
    device = devices.find(str(dev)) if dev else None
    if device is None:
        raise WireError(Fault.SESSION_EXPIRED, "token")
    if device.status == devices.REVOKED:
        raise WireError(Fault.DEVICE_REVOKED, "dev")
    return device
