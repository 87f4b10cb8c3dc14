"""The server's own keys and what it says with them: certificates, receipts, challenges, cursors. Device keys are not
here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from tikadesk.domain import signed
from tikadesk.domain.wire import to_base64
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
        """``content`` as text signed by the service key for one purpose."""
        return signed.sign(self.service, purpose, content)

    def read(self, purpose: str, text: object) -> dict[str, Any] | None:
        """What ``sign`` was given, or None when this server did not sign it for that purpose."""
        return signed.read(bytes(self.service.verify_key), purpose, text)

    def tag(self, purpose: str, content: bytes) -> str:
        """``content`` as text that only this server could have made, safe in a URL. It hides nothing."""
        mac = hmac.digest(self.mac_key, signed.statement(purpose, content), hashlib.sha256)[:_MAC_BYTES]
        return base64.urlsafe_b64encode(mac + content).decode().rstrip("=")

    def untag(self, purpose: str, text: str) -> bytes | None:
        """What ``tag`` was given, or None when the text is not this server's."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (ValueError, binascii.Error):
            return None
        mac, content = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        wanted = hmac.digest(self.mac_key, signed.statement(purpose, content), hashlib.sha256)[:_MAC_BYTES]
        return content if hmac.compare_digest(mac, wanted) else None

    def peppered(self, purpose: str, content: str) -> bytes:
        """A hash of a short secret that a thief of the database alone cannot try guesses against."""
        return hmac.digest(self.mac_key, signed.statement(purpose, content.encode()), hashlib.sha256)


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
