"""Locators: a few places of a journal with the start of the head at each, to find where two journals part."""

from __future__ import annotations

START = 8
"""How many bytes of a head a locator tells: enough to tell two journals apart, few enough to send thirty of them."""

Locator = tuple[tuple[int, bytes], ...]
"""Places a server holds, newest first: (n, the first ``START`` bytes of hₙ)."""


def places(high: int) -> list[int]:
    """Where a locator looks: high, −1, −2, −4 … 0."""
    found, step = [high], 1
    while found[-1] > 0:
        found.append(max(0, high - step))
        step *= 2
    return found


def write(locator: Locator) -> list[list[object]]:
    """Its JSON form: ``[[n, hex], …]``."""
    return [[n, head[:START].hex()] for n, head in locator]


def read(raw: object) -> Locator:
    """From its JSON form; absent is empty. Raises ValueError for anything else."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise ValueError("locator")
    try:
        return tuple((int(n), bytes.fromhex(head)) for n, head in raw)
    except TypeError as error:
        raise ValueError("locator") from error
