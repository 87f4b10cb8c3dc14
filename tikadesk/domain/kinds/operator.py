"""Operator: a person who signs in at the centre's desks. The PIN is known by its verifier only."""

from __future__ import annotations

import hashlib
import hmac
import random
import re

from tikadesk.domain import text
from tikadesk.domain.fields import Choice, Misfit, PersonName, Text, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import Kind

OPERATOR = Kind(
    name="operator",
    fields=(
        PersonName(name="name", required=True),
        Choice(name="role", words="role", required=True, merge=Merge.FLAG),
        Text(name="verifier"),
        Whole(name="place", least=1, most=99),
    ),
)

_COST = 2**14


def make_verifier(pin: str, source: random.Random) -> str:
    """The text that proves a PIN without holding it: salt and scrypt hash. A PIN is 4–6 digits, else Misfit."""
    pin = text.ascii_digits(pin)
    if not re.fullmatch(r"[0-9]{4,6}", pin):
        raise Misfit("misfit.pin")
    if len(set(pin)) == 1:
        raise Misfit("misfit.pin_same")
    salt = source.randbytes(16)
    return f"{salt.hex()}:{_hash(pin, salt).hex()}"


def pin_is(pin: str, verifier: str) -> bool:
    """Whether ``pin`` is the one of ``verifier``; no PIN fits a verifier that is none."""
    shape = re.fullmatch(r"([0-9a-f]{32}):([0-9a-f]{64})", verifier)
    if shape is None:
        return False
    proof = _hash(text.ascii_digits(pin), bytes.fromhex(shape[1])).hex()
    return hmac.compare_digest(proof, shape[2])


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=8, p=1, dklen=32)
