"""The entry: what one operator did to one record, as JSON text that is kept word for word for ever.

Unknown fields of a newer desk stay in the body. What an entry does to a record is ``fold``'s business.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tikadesk.domain.ids import is_id

Value = str | int | bool | None
VERSION = 1
MAX_BODY = 16 * 1024
MAX_OVER = 64


class Op(StrEnum):
    """What an entry does to its record."""

    CREATE = "create"
    EDIT = "edit"
    VOID = "void"
    RESTORE = "restore"


_OPS = {op.value: op for op in Op}


class Malformed(ValueError):
    """The text is not an entry. The message never repeats the text, because it may hold a person's data."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation on one record.

    ``over`` lists the record's heads that the operator was looking at; ``gen`` is one more than their highest.
    ``at`` is Indian time to the second, for display only: nothing is ordered by it. ``skew`` is how many seconds the
    desk's clock was ahead of the server's when last heard. A ``create`` entry's ``id`` is its record's id.
    """

    id: str
    kind: str
    rec: str
    op: Op
    at: str
    by: str
    set: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    over: tuple[str, ...] = ()
    gen: int = 1
    why: str | None = None
    skew: int = 0

    def body(self) -> bytes:
        """The JSON text that is journalled, chained and sent; at most ``MAX_BODY`` bytes, else ValueError."""
        text = json.dumps(
            {
                "v": VERSION,
                "id": self.id,
                "k": self.kind,
                "rec": self.rec,
                "op": self.op.value,
                "over": list(self.over),
                "gen": self.gen,
                "at": self.at,
                "skew": self.skew,
                "by": self.by,
                "why": self.why,
                "set": dict(self.set),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        if len(text) > MAX_BODY:
            raise ValueError("entry too large")
        return text


def parse(body: bytes | str) -> Entry:
    """The entry in ``body``; raises Malformed when it is none. Fields it does not know are left in the body."""
    if len(body) > MAX_BODY:
        raise Malformed("too large")
    try:
        # half of a surrogate pair is JSON, but no text that could be chained, stored or shown
        data = body if isinstance(body, bytes) else body.encode()
        text = data.decode()
        if may_hold_surrogates(data) and not _encodes(text):
            raise Malformed("not Unicode")
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    if not isinstance(raw, dict):
        raise Malformed("not an object")
    over, values = raw.get("over"), raw.get("set")
    made, rec = raw.get("id"), raw.get("rec")
    if not (is_id(made) and (rec == made or is_id(rec))):
        raise Malformed("identity")
    if not (
        isinstance(raw.get("k"), str) and isinstance(raw.get("at"), str) and isinstance(raw.get("by"), str)
    ):
        raise Malformed("identity")
    if not isinstance(over, list) or len(over) > MAX_OVER or not all(is_id(head) for head in over):
        raise Malformed("over")
    if not isinstance(values, dict) or not _are_values(values.values()):
        raise Malformed("set")
    gen, skew, why = raw.get("gen"), raw.get("skew", 0), raw.get("why")
    if type(gen) is not int or not 1 <= gen < 2**31 or type(skew) is not int or abs(skew) >= 2**62:
        raise Malformed("gen")
    if not (why is None or isinstance(why, str)) or not isinstance(raw.get("op"), str):
        raise Malformed("op")
    op = _OPS.get(raw["op"])
    if op is None:
        raise Malformed("op")
    if (op is Op.CREATE) != (raw["id"] == raw["rec"]) or (op is Op.CREATE) != (not over):
        raise Malformed("create")
    return Entry(
        id=raw["id"],
        kind=raw["k"],
        rec=raw["rec"],
        op=op,
        at=raw["at"],
        by=raw["by"],
        set=MappingProxyType(values),
        over=tuple(over),
        gen=gen,
        why=why,
        skew=skew,
    )


def may_hold_surrogates(body: bytes) -> bool:
    """Whether JSON escapes half of a surrogate pair somewhere, perhaps beside its other half."""
    return b"\\" in body and b"\\ud" in body.lower()


def _encodes(text: str) -> bool:
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


_KINDS_OF_VALUE = frozenset({str, int, bool, type(None)})


def _are_values(found: Collection[object]) -> bool:
    if not _KINDS_OF_VALUE.issuperset(map(type, found)):
        return False
    # SQLite's INTEGER is 64-bit: a larger number would be stored as something else than was signed
    whole = [value for value in found if type(value) is int]
    return not whole or (max(whole) < 2**62 and min(whole) > -(2**62))
