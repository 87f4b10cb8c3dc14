"""The check digits of others' standards: ISO 7064 by itself, as a server checks thousands of them in a breath; Aadhaar,
its virtual id and PAN by python-stdnum.

That is imported at first use, because stdnum brings ssl and pydoc along, which the lock screen need not wait for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from string import ascii_uppercase
from typing import Any

_AS_DIGITS = {ord(letter): str(value) for value, letter in enumerate(ascii_uppercase, 10)}


@cache
def _part(name: str) -> Any:
    return import_module(f"stdnum.{name}")


def mod_97_10_digits(body: str) -> str:
    """The two check digits of ISO 7064 MOD 97-10 for ``body`` of digits and ASCII capitals."""
    return f"{98 - int(body.translate(_AS_DIGITS) + '00') % 97:02d}"


def mod_97_10_fits(whole: str) -> bool:
    """Whether ``whole``, of digits and ASCII capitals, ends in its check digits."""
    return int(whole.translate(_AS_DIGITS)) % 97 == 1


def is_aadhaar(compact: str) -> bool:
    """Whether the digits are an Aadhaar number by length, first digit and Verhoeff check."""
    return bool(_part("in_.aadhaar").is_valid(compact))


def is_virtual_id(compact: str) -> bool:
    """Whether the digits are an Aadhaar virtual id."""
    return bool(_part("in_.vid").is_valid(compact))


def is_pan(compact: str) -> bool:
    """Whether the text is an income-tax number."""
    return bool(_part("in_.pan").is_valid(compact))
