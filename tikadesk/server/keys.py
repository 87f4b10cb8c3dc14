"""The server's own keys and what it says with them: certificates, receipts, challenges, cursors. Device keys are not
here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from tikadesk.domain.wire import dump, to_base64
from tikadesk.errors import StoreTrouble
from tikadesk.server.home import ServerHome, write_private

_SERVICE, _MAC, _ESCROW, _DJANGO = "service.key", "mac.key", "escrow.key", "django.key"
_MAC_BYTES = 16


@dataclass(frozen=True)
class Keys:
    """The secrets of one server; none of them is in the database."""

    service: SigningKey
    mac_key: bytes
    escrow: PrivateKey

    @property
    def service_public(self) -> str:
        """What desks check certificates and receipts with, in base64."""
        return to_base64(bytes(self.service.verify_key))

    @property
    def escrow_public(self) -> str:
        """What desks seal the second copy of their database key to, in base64."""
        return to_base64(bytes(self.escrow.public_key))

    def sign(self, purpose: str, content: Mapping[str, Any]) -> str:
        """``content`` as signed text: base64 of its JSON, a dot, base64 of the signature over purpose and JSON."""
        raw = dump(dict(content))
        signature = self.service.sign(_statement(purpose, raw)).signature
        return f"{to_base64(raw)}.{to_base64(signature)}"

    def read(self, purpose: str, text: object) -> dict[str, Any] | None:
        """What ``sign`` was given, or None when this server did not sign it for that purpose."""
        if not isinstance(text, str) or len(text) > 8192:
            return None
        try:
            raw, signature = (base64.b64decode(part, validate=True) for part in text.split("."))
            self.service.verify_key.verify(_statement(purpose, raw), signature)
            content = json.loads(raw)
        except (ValueError, binascii.Error, BadSignatureError):
            return None
        return content if isinstance(content, dict) else None

    def tag(self, purpose: str, content: bytes) -> str:
        """``content`` as text that only this server could have made, safe in a URL. It hides nothing."""
        mac = hmac.digest(self.mac_key, _statement(purpose, content), hashlib.sha256)[:_MAC_BYTES]
        return base64.urlsafe_b64encode(mac + content).decode().rstrip("=")

    def untag(self, purpose: str, text: str) -> bytes | None:
        """What ``tag`` was given, or None when the text is not this server's."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (ValueError, binascii.Error):
            return None
        mac, content = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        wanted = hmac.digest(self.mac_key, _statement(purpose, content), hashlib.sha256)[:_MAC_BYTES]
        return content if hmac.compare_digest(mac, wanted) else None

    def peppered(self, purpose: str, content: str) -> bytes:
        """A hash of a short secret that a thief of the database alone cannot try guesses against."""
        return hmac.digest(self.mac_key, _statement(purpose, content.encode()), hashlib.sha256)


def _statement(purpose: str, content: bytes) -> bytes:
    return b"tika1|" + purpose.encode() + b"|" + content


def _secret(file: Path) -> bytes:
    """The 32 bytes kept in ``file``, made on first use."""
    if not file.is_file():
        write_private(file, secrets.token_bytes(32).hex().encode())
    try:
        secret = bytes.fromhex(file.read_text(encoding="ascii"))
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise StoreTrouble("server.keys_damaged", file=str(file))
    return secret


def load(home: ServerHome) -> Keys:
    """The keys in ``home``, made where there are none; raises OSError, or StoreTrouble for a damaged one."""
    home.make()
    return Keys(
        service=SigningKey(_secret(home.keys / _SERVICE)),
        mac_key=_secret(home.keys / _MAC),
        escrow=PrivateKey(_secret(home.keys / _ESCROW)),
    )


def django_secret(home: ServerHome) -> str:
    """Django's secret key; one for this process alone while the server has not been initialised."""
    file = home.keys / _DJANGO
    if not home.options_file.is_file():
        return secrets.token_urlsafe(50)
    return hashlib.sha512(_secret(file)).hexdigest()
