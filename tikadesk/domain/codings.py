"""How bodies are made small for the line, by the names of HTTP's content codings. What they say is ``wire``'s business.

``xz`` takes a quarter off what ``gzip`` leaves and ten times its work: for lines on which bytes are dear.
"""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Callable

GZIP, XZ = "gzip", "xz"
CODINGS = (GZIP, XZ)

_GZIP_WINDOW = 31
_DICTIONARY = 1024 * 1024
_XZ_MEMORY = 4 * _DICTIONARY
_XZ_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": _DICTIONARY, "lc": 4, "pb": 0}]


class Unpackable(ValueError):
    """A body that is damaged, cut off, or, where ``too_large``, holds more than it may."""

    def __init__(self, *, too_large: bool = False) -> None:
        super().__init__("too large" if too_large else "damaged")
        self.too_large = too_large


def pack(content: bytes, coding: str = GZIP) -> bytes:
    """``content`` in a coding of CODINGS, without a time stamp: the same input gives the same bytes."""
    if coding == XZ:
        return lzma.compress(content, lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=_XZ_FILTERS)
    return gzip.compress(content, compresslevel=6, mtime=0)


def unpack(data: bytes, coding: str, limit: int) -> bytes:
    """The content of at most ``limit`` bytes that ``pack`` made small; raises Unpackable for bombs, cuts and damage."""
    return _UNPACK[coding](data, limit)


def _gunzip(data: bytes, limit: int) -> bytes:
    unpacking = zlib.decompressobj(_GZIP_WINDOW)
    try:
        content = unpacking.decompress(data, limit + 1)
    except zlib.error as error:
        raise Unpackable from error
    return _whole(content, limit, ended=unpacking.eof and not unpacking.unused_data)


def _unxz(data: bytes, limit: int) -> bytes:
    try:
        unpacking = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
        content = unpacking.decompress(data, limit + 1)
    except (lzma.LZMAError, EOFError) as error:
        raise Unpackable from error
    return _whole(content, limit, ended=unpacking.eof and not unpacking.unused_data)


def _whole(content: bytes, limit: int, *, ended: bool) -> bytes:
    if len(content) > limit:
        raise Unpackable(too_large=True)
    if not ended:
        raise Unpackable
    return content


_UNPACK: dict[str, Callable[[bytes, int], bytes]] = {GZIP: _gunzip, XZ: _unxz}
