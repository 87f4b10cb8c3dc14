"""Bytes cut into QR codes: texts of A–Z and 0–9 only, which a scanner that types delivers under any keyboard layout.

A part: ``TQ1``, the set's id, place and total in two digits each, the piece in base32, a checksum. What the bytes are
is not known here.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from hashlib import sha256

from tikadesk.domain.manifest import Fault, Unreadable

LONGEST = 900
"""Signs of one part at most: a QR code of some 40 mm that a cheap camera still reads."""
MOST_PARTS = 99
HEAD = "TQ1"
"""What every part begins with, a damaged one too."""
_ID, _CHECKSUM = 6, 7
_SHAPE = re.compile(rf"{HEAD}([A-Z2-7]{{{_ID}}})([0-9]{{2}})([0-9]{{2}})([A-Z2-7]*)([A-Z2-7]{{{_CHECKSUM}}})")


def parts(data: bytes) -> list[str]:
    """The texts of the codes that carry ``data``, as few as can be. Raises ValueError when it is too long."""
    text = base64.b32encode(data).decode().rstrip("=")
    room = LONGEST - len(HEAD) - _ID - 4 - _CHECKSUM
    total = max(1, -(-len(text) // room))
    if total > MOST_PARTS:
        raise ValueError("too long for codes on paper")
    size = -(-len(text) // total)
    mark = _mark(data)
    found = []
    for place in range(total):
        part = f"{HEAD}{mark}{place + 1:02d}{total:02d}{text[place * size : (place + 1) * size]}"
        found.append(part + _checksum(part))
    return found


class PartReader:
    """Collects the parts of one set, in any order and as often as they are scanned."""

    def __init__(self) -> None:
        self.total = 0
        """How many parts the set has; 0 before the first."""
        self._mark = ""
        self._pieces: dict[int, str] = {}

    @property
    def missing(self) -> list[int]:
        """The places, from 1, of the parts that are still to be scanned."""
        return [place for place in range(1, self.total + 1) if place not in self._pieces]

    @property
    def whole(self) -> bool:
        """Whether every part is here."""
        return self.total > 0 and not self.missing

    def add(self, text: str) -> None:
        """Take one part. Raises Unreadable: no part at all, a damaged one, or one of another set."""
        found = _read(text)
        if found is None:
            if plain(text).startswith(HEAD):
                raise Unreadable(Fault.DAMAGED, "manifest.damaged")
            raise Unreadable(Fault.FOREIGN, "manifest.no_list")
        mark, place, total, piece = found
        if self.total and (mark, total) != (self._mark, self.total):
            raise Unreadable(Fault.FOREIGN, "manifest.other_set")
        self._mark, self.total = mark, total
        self._pieces[place] = piece

    def data(self) -> bytes:
        """The bytes. Raises Unreadable while parts are missing, and when they do not fit together."""
        if not self.whole:
            raise Unreadable(Fault.DAMAGED, "manifest.missing", n=len(self.missing) or 1)
        text = "".join(self._pieces[place] for place in range(1, self.total + 1))
        try:
            data = base64.b32decode(text + "=" * (-len(text) % 8))
        except binascii.Error as error:
            raise Unreadable(Fault.DAMAGED, "manifest.damaged") from error
        if _mark(data) != self._mark:
            raise Unreadable(Fault.DAMAGED, "manifest.damaged")
        return data


def plain(text: str) -> str:
    """A scanned text without what scanners and shift keys add: spaces, line ends, lower case."""
    return "".join(text.split()).upper()


def _read(text: str) -> tuple[str, int, int, str] | None:
    """A part's set, place from 1, total and piece; None for what is no whole part."""
    part = plain(text)
    shape = _SHAPE.fullmatch(part) if len(part) <= LONGEST else None
    if shape is None or _checksum(part[:-_CHECKSUM]) != shape[5]:
        return None
    place, total = int(shape[2]), int(shape[3])
    return (shape[1], place, total, shape[4]) if 1 <= place <= total else None


def _mark(data: bytes) -> str:
    return base64.b32encode(sha256(data).digest()).decode()[:_ID]


def _checksum(part: str) -> str:
    return base64.b32encode(zlib.crc32(part.encode()).to_bytes(4, "big")).decode().rstrip("=")
