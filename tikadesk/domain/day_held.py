"""What the server holds of a centre's day, as it tells a desk that asks: record ids only, nothing about people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tikadesk.domain import wire
from tikadesk.domain.ids import is_id
from tikadesk.domain.wire import Fault, WireError

PATH = "/v1/day"
_PARTS = ("registered", "given", "deferred", "void")


@dataclass(frozen=True)
class DayHeld:
    """The records of an ISO day that have taken effect there: people ``registered``, doses ``given`` and ``deferred``,
    and those of either kind that are ``void``.
    """

    day: str
    registered: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    deferred: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()

    def parts(self) -> dict[str, object]:
        """As plain values, in one order."""
        return {"day": self.day} | {name: sorted(getattr(self, name)) for name in _PARTS}

    def encode(self) -> bytes:
        """As it goes over the line."""
        return wire.dump(self.parts())

    @classmethod
    def of(cls, parts: Mapping[str, object]) -> DayHeld:
        """From plain values; raises WireError for what is no such answer."""
        day = parts.get("day")
        if not isinstance(day, str):
            raise WireError(Fault.MALFORMED, "day")
        return cls(day, *(_ids(parts.get(name)) for name in _PARTS))

    @classmethod
    def decode(cls, body: bytes) -> DayHeld:
        """From a server's answer; raises WireError."""
        return cls.of(wire.load(body))


def _ids(told: object) -> frozenset[str]:
    listed: Iterable[object] = told if isinstance(told, list) else (None,)
    found = [one for one in listed if isinstance(one, str) and is_id(one)]
    if not isinstance(told, list) or len(found) != len(told):
        raise WireError(Fault.MALFORMED, "ids")
    return frozenset(found)
