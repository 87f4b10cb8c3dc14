"""Text that a key has signed for one purpose: certificates and the server's other words. Who holds which key is not
decided here.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tikadesk.domain.wire import dump, to_base64

CERTIFICATE = "cert"
"""The purpose of the server's word for a desk: its id, public key, centre and district."""
LONGEST = 8192
SIGNATURE_BYTES = 64


def statement(purpose: str, content: bytes) -> bytes:
    """What is signed: the purpose stands in it, so that one kind of word never passes for another."""
    return b"tika1|" + purpose.encode() + b"|" + content


def sign(key: SigningKey, purpose: str, content: Mapping[str, Any]) -> str:
    """``content`` as signed text: base64 of its JSON, a dot, base64 of the signature over purpose and JSON."""
    raw = dump(dict(content))
    return f"{to_base64(raw)}.{to_base64(key.sign(statement(purpose, raw)).signature)}"


def parts(text: object) -> tuple[bytes, bytes] | None:
    """The JSON and the signature of a signed text, unchecked; None for what is none."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    try:
        raw, signature = (base64.b64decode(part, validate=True) for part in text.split("."))
    except (ValueError, binascii.Error):
        return None
    return (raw, signature) if len(signature) == SIGNATURE_BYTES else None


def is_signed(public: bytes, purpose: str, raw: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is that key's over ``raw``, for that purpose."""
    try:
        VerifyKey(public).verify(statement(purpose, raw), signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def read(public: bytes, purpose: str, text: object) -> dict[str, Any] | None:
    """What ``sign`` was given, or None when that key did not sign it for that purpose."""
    found = parts(text)
    if found is None or not is_signed(public, purpose, *found):
        return None
    return content(found[0])


def content(raw: bytes) -> dict[str, Any] | None:
    """The JSON object in ``raw``; None when it is none."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
