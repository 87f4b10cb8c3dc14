"""The check digits of others' standards, by python-stdnum: ISO 7064, Aadhaar, its virtual id, PAN.

Imported at first use, because stdnum brings ssl and pydoc along, which the lock screen need not wait for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def _part(name: str) -> Any:
    return import_module(f"stdnum.{name}")


def mod_97_10_digits(body: str) -> str:
    """The two check digits of ISO 7064 MOD 97-10 for ``body``."""
    return str(_part("iso7064.mod_97_10").calc_check_digits(body))


def mod_97_10_fits(whole: str) -> bool:
    """Whether ``whole`` ends in its check digits."""
    return bool(_part("iso7064.mod_97_10").is_valid(whole))


def is_aadhaar(compact: str) -> bool:
    """Whether the digits are an Aadhaar number by length, first digit and Verhoeff check."""
    return bool(_part("in_.aadhaar").is_valid(compact))


def is_virtual_id(compact: str) -> bool:
    """Whether the digits are an Aadhaar virtual id."""
    return bool(_part("in_.vid").is_valid(compact))


def is_pan(compact: str) -> bool:
    """Whether the text is an income-tax number."""
    return bool(_part("in_.pan").is_valid(compact))
