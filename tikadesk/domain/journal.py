"""The chain and its signatures: equal (n, chain) on two sides proves that both hold exactly the same entries.

Pure arithmetic on bytes; where the journal lies is ``store``'s business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey


def digest(body: bytes) -> bytes:
    """d = SHA-256 of a body. The chain binds d, so that a body can be erased later and the chain still verifies."""
    return hashlib.sha256(body).digest()


def genesis(device: str) -> bytes:
    """h₀ of a device's journal."""
    return hashlib.sha256(b"tika1|" + device.encode()).digest()


def link(previous: bytes, n: int, d: bytes) -> bytes:
    """hₙ = SHA-256(hₙ₋₁ ‖ n as eight bytes, big end first ‖ dₙ)."""
    return hashlib.sha256(previous + n.to_bytes(8, "big") + d).digest()


def chain(previous: bytes, first: int, digests: Iterable[bytes]) -> list[bytes]:
    """The heads after each of ``digests``, which are numbered from ``first``."""
    heads = []
    for n, d in enumerate(digests, first):
        previous = link(previous, n, d)
        heads.append(previous)
    return heads


def _statement(device: str, n: int, head: bytes) -> bytes:
    return b"tika1|head|" + device.encode() + b"|" + n.to_bytes(8, "big") + head


def sign_head(key: SigningKey, device: str, n: int, head: bytes) -> bytes:
    """The desk's signature, 64 bytes, that its journal reads as hₙ up to n: it binds every entry before."""
    return key.sign(_statement(device, n, head)).signature


def head_is_signed(public: bytes, device: str, n: int, head: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is that device's over (device, n, head)."""
    try:
        VerifyKey(public).verify(_statement(device, n, head), signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def shown(head: bytes) -> str:
    """The start of a head as it is read over the phone: ``3F9A-77C1``."""
    start = head.hex().upper()
    return f"{start[:4]}-{start[4:8]}"
