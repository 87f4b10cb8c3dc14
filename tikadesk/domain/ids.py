"""Record and entry identifiers: UUIDv7, so that the newest sort last. Uniqueness rests on the 74 random bits."""

from __future__ import annotations

import random
import re
from uuid import UUID

from tikadesk.domain.clock import Clock

_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_VARIANT = 0b10 << 62
_VERSION = 7 << 76


class IdMaker:
    """Makes identifiers that never sort before one it made earlier, even when the PC's clock is set back."""

    def __init__(self, clock: Clock, source: random.Random) -> None:
        self._clock = clock
        self._source = source
        self._last_ms = 0
        self._tick = 0

    def new(self) -> str:
        """A fresh identifier in its 36-character form."""
        ms = int(self._clock.now().timestamp() * 1000)
        if ms > self._last_ms:
            self._last_ms = ms
            self._tick = self._source.getrandbits(10)
        else:  # same millisecond, or a clock set back: count on in the twelve bits below the time
            self._tick += 1
            if self._tick > 0xFFF:
                self._last_ms += 1
                self._tick = 0
        value = (self._last_ms & 0xFFFF_FFFF_FFFF) << 80 | _VERSION | self._tick << 64
        return str(UUID(int=value | _VARIANT | self._source.getrandbits(62)))


def is_id(text: object) -> bool:
    """Whether ``text`` is an identifier as ``IdMaker`` writes them."""
    return isinstance(text, str) and _SHAPE.fullmatch(text) is not None
