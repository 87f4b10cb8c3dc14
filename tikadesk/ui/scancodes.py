"""Which sign a key bears on a scanner's keyboard, by the codes of the key itself and never by its text: with a Hindi
layout in force the key ``A`` types a vowel sign. What a row of signs means is not decided here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

ENTER = "\n"
Reader = Callable[[QKeyEvent], str]
"""Gives the sign of a key: A to Z, 0 to 9, ``/``, ``ENTER``; "" for every other key."""

_VIRTUAL_KEYS = (
    {code: chr(code) for code in (*range(0x41, 0x5B), *range(0x30, 0x3A))}
    | {0x60 + digit: str(digit) for digit in range(10)}
    | {0x0D: ENTER, 0xBF: "/", 0x6F: "/"}
)
"""Windows: virtual keys; the numeric pad has its own."""

_X11_OFFSET = 8
_EVDEV_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
_EVDEV_PAD = {82: "0", 79: "1", 80: "2", 81: "3", 75: "4", 76: "5", 77: "6", 71: "7", 72: "8", 73: "9"}
_SCAN_CODES = {
    code + _X11_OFFSET: sign
    for code, sign in (
        {first + place: sign for first, row in _EVDEV_ROWS.items() for place, sign in enumerate(row)}
        | _EVDEV_PAD
        | {28: ENTER, 96: ENTER, 53: "/", 98: "/"}
    ).items()
}
"""Linux: the kernel's codes as X11 and Wayland hand them on, eight higher."""

_KEYS_OF = tuple(
    {sign: code for code, sign in reversed(table.items())} for table in (_SCAN_CODES, _VIRTUAL_KEYS)
)


def by_virtual_key(event: QKeyEvent) -> str:
    """The sign of a key on Windows, where a layout does not move virtual keys A to Z and 0 to 9."""
    return _VIRTUAL_KEYS.get(event.nativeVirtualKey(), "")


def by_scan_code(event: QKeyEvent) -> str:
    """The sign of a key on Linux, where a layout changes the virtual key and not the scan code."""
    return _SCAN_CODES.get(event.nativeScanCode(), "")


def reader() -> Reader:
    """The one for this system."""
    return by_virtual_key if sys.platform == "win32" else by_scan_code


def codes_of(sign: str) -> tuple[int, int]:
    """The scan code (Linux) and the virtual key (Windows) of ``sign``'s key; raises KeyError for what has none."""
    scan_codes, virtual_keys = _KEYS_OF
    return scan_codes[sign], virtual_keys[sign]
