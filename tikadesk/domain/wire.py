"""What travels between a desk and the central server, as bytes and back. One format for both sides.

Reading is tolerant of fields that a newer peer adds and strict about everything that is relied on. No transport lives
here, and no decision what to do with what was read.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from tikadesk.domain import locator as locators
from tikadesk.domain.locator import Locator

PROTOCOL = 1
SCHEMA = 1
H_PROTOCOL, H_APP, H_SCHEMA, H_QUEUE = "Tika-Proto", "Tika-App", "Tika-Schema", "Tika-Queue"
PUSH_TYPE, JSON_TYPE, PROBLEM_TYPE = "application/x-ndjson", "application/json", "application/problem+json"

T = TypeVar("T")

MAX_LINE = 33 * 1024  # a body of the largest size, every sign of it escaped once more
MAX_BATCH = 512 * 1024
MAX_INFLATED = 2 * 1024 * 1024
MAX_PAGE = 128 * 1024
MAX_COUNT = 1000

_PROBLEMS = "https://tikadesk.org/p/"


class Fault(StrEnum):
    """The problem types of RFC 9457 answers. None of them ever refers to what an entry says."""

    MALFORMED = "malformed"
    PROTO_UNSUPPORTED = "proto-unsupported"
    CODE_REFUSED = "code-refused"
    SESSION_EXPIRED = "token-expired"
    DEVICE_REVOKED = "device-revoked"
    FORK = "fork"
    CURSOR_LOST = "cursor-lost"
    TOO_LARGE = "too-large"
    ENCODING_UNSUPPORTED = "encoding-unsupported"
    THROTTLED = "throttled"
    OVERLOADED = "overloaded"
    NOT_WRITER = "not-writer"
    STORAGE_FULL = "storage-full"
    INTERNAL = "internal"

    @property
    def uri(self) -> str:
        """The type member of the problem document."""
        return _PROBLEMS + self.value


class Judgement(StrEnum):
    """The server's verdict on an entry that it has in custody."""

    APPLIED = "applied"
    HELD = "held"
    FLAGGED = "flagged"


class Reason(StrEnum):
    """Why an entry was held or flagged."""

    UNKNOWN_KIND = "unknown-kind"
    BAD_SHAPE = "bad-shape"
    OUT_OF_SCOPE = "out-of-scope"
    NUMBER_COLLISION = "number-collision"
    UNKNOWN_LEASE = "unknown-lease"
    OPERATOR_REVOKED = "operator-revoked"
    SALVAGED_REVIEW = "salvaged-review"
    OTHER_BODY = "other-body"


class WireError(ValueError):
    """What came is not what the protocol says; ``fault`` names the answer it deserves."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}")
        self.fault = fault


def to_base64(raw: bytes) -> str:
    """Bytes as the text used in every JSON member that is not a chain head."""
    return base64.b64encode(raw).decode("ascii")


def from_base64(text: object) -> bytes:
    """The bytes of ``to_base64``; raises WireError."""
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError(Fault.MALFORMED, "base64") from error


_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_read_string = json.JSONDecoder().raw_decode


def dump(value: object) -> bytes:
    """Compact JSON in UTF-8."""
    return _as_text(value).encode()


def load(data: bytes) -> dict[str, Any]:
    """The JSON object in ``data``; raises WireError for anything else."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WireError(Fault.MALFORMED, "JSON") from error
    if not isinstance(value, dict):
        raise WireError(Fault.MALFORMED, "object")
    return value


def _take(raw: Mapping[str, Any], name: str, kind: type[T]) -> T:
    value = raw.get(name)
    # a boolean is an int to Python, and SQLite's integers end at 64 bits
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62
    if not isinstance(value, kind) or (kind is int and not is_count):
        raise WireError(Fault.MALFORMED, name)
    return value


def _head(raw: Mapping[str, Any], name: str) -> bytes:
    text = _take(raw, name, str)
    try:
        value = bytes.fromhex(text)
    except ValueError as error:
        raise WireError(Fault.MALFORMED, name) from error
    if len(value) != 32:
        raise WireError(Fault.MALFORMED, name)
    return value


@dataclass(frozen=True)
class Batch:
    """A run of journal lines with one signature over the head they lead to; stored whole or not at all.

    ``bodies`` are numbered from ``first``. ``previous`` is the chain before them, ``head`` the chain after them. An
    empty batch asks for the server's position and needs no signature.
    """

    device: str
    first: int
    previous: bytes
    head: bytes
    signature: bytes
    bodies: tuple[bytes, ...] = ()
    receipt: str | None = None

    @property
    def last(self) -> int:
        """The number of its last line; ``first - 1`` when empty."""
        return self.first + len(self.bodies) - 1

    def encode(self) -> bytes:
        """NDJSON: the header line, then one line per entry with its body word for word as a JSON string."""
        header = {
            "dev": self.device,
            "from": self.first,
            "prev": self.previous.hex(),
            "count": len(self.bodies),
            "head": self.head.hex(),
            "sig": to_base64(self.signature),
        }
        if self.receipt is not None:
            header["receipt"] = self.receipt
        lines = [dump(header)]
        lines += (_line(n, body) for n, body in enumerate(self.bodies, self.first))
        return b"\n".join(lines)

    @classmethod
    def decode(cls, data: bytes) -> Batch:
        """The batch in ``data`` (already inflated); raises WireError. Whether its chain fits is not checked here."""
        lines = data.split(b"\n")
        if lines and not lines[-1]:
            lines.pop()
        if not lines or any(len(line) > MAX_LINE for line in lines):
            raise WireError(Fault.TOO_LARGE if lines else Fault.MALFORMED, "line")
        header = load(lines[0])
        count, first = _take(header, "count", int), _take(header, "from", int)
        if count > MAX_COUNT:
            raise WireError(Fault.TOO_LARGE, "count")
        if count != len(lines) - 1 or first < 1:
            raise WireError(Fault.MALFORMED, "count")
        bodies = [_body(line, n) for n, line in enumerate(lines[1:], first)]
        receipt = header.get("receipt")
        return cls(
            device=_take(header, "dev", str),
            first=first,
            previous=_head(header, "prev"),
            head=_head(header, "head"),
            signature=from_base64(header.get("sig", "")),
            bodies=tuple(bodies),
            receipt=receipt if isinstance(receipt, str) else None,
        )


def _line(n: int, body: bytes) -> bytes:
    """The line of a body; ``_body`` takes it apart."""
    return f'{{"n":{n},"b":{_as_text(body.decode())}}}'.encode()


def _body(line: bytes, n: int) -> bytes:
    """The body in the line numbered ``n``; raises WireError."""
    # As ``_line`` writes it: only the string is read, and no object made around it
    start = b'{"n":%d,"b":"' % n
    try:
        if line.startswith(start):
            text = line.decode()
            body: str
            body, end = _read_string(text, len(start) - 1)
            if text[end:] == "}":
                return body.encode()
        raw = load(line)
        if _take(raw, "n", int) != n:
            raise WireError(Fault.MALFORMED, "n")
        return _take(raw, "b", str).encode()
    except ValueError as error:
        if isinstance(error, WireError):
            raise
        raise WireError(Fault.MALFORMED, "b") from error


@dataclass(frozen=True)
class Verdict:
    """The judgement of one entry of one device's journal."""

    device: str
    n: int
    entry: str
    judgement: Judgement
    reason: str | None = None

    def as_item(self) -> dict[str, object]:
        """Its form in replies and in the feed."""
        return {
            "t": "verdict",
            "dev": self.device,
            "n": self.n,
            "id": self.entry,
            "v": self.judgement.value,
            "why": self.reason,
        }

    @classmethod
    def read(cls, raw: object) -> Verdict:
        """From its wire form; raises WireError."""
        if not isinstance(raw, Mapping):
            raise WireError(Fault.MALFORMED, "verdict")
        try:
            judgement = Judgement(_take(raw, "v", str))
        except ValueError as error:
            raise WireError(Fault.MALFORMED, "v") from error
        why = raw.get("why")
        return cls(_take(raw, "dev", str), _take(raw, "n", int), _take(raw, "id", str), judgement, why)


def _locator(raw: Mapping[str, Any]) -> Locator:
    try:
        return locators.read(raw.get("loc"))
    except ValueError as error:
        raise WireError(Fault.MALFORMED, "loc") from error


@dataclass(frozen=True)
class PushReply:
    """The server's own position for a journal: the only position that counts.

    ``high`` and ``chain`` are what it holds for good; ``safe`` what a second site holds too. ``locator`` comes when
    the batch did not join on. ``wait`` is how many seconds an idle desk should leave between visits.
    """

    device: str
    high: int
    chain: bytes
    safe: int = 0
    custody: str = "state"
    verdicts: tuple[Verdict, ...] = ()
    receipt: str | None = None
    wait: int = 60
    locator: Locator = ()

    def encode(self) -> bytes:
        """Its JSON."""
        return dump(
            {
                "dev": self.device,
                "high": self.high,
                "chain": self.chain.hex(),
                "safe": self.safe,
                "custody": self.custody,
                "verdicts": [verdict.as_item() for verdict in self.verdicts],
                "receipt": self.receipt,
                "wait": self.wait,
                "up": None,
                "loc": locators.write(self.locator),
            }
        )

    @classmethod
    def decode(cls, data: bytes) -> PushReply:
        """From its JSON; raises WireError."""
        raw = load(data)
        receipt = raw.get("receipt")
        return cls(
            device=_take(raw, "dev", str),
            high=_take(raw, "high", int),
            chain=_head(raw, "chain"),
            safe=_take(raw, "safe", int),
            custody=_take(raw, "custody", str),
            verdicts=tuple(Verdict.read(item) for item in _take(raw, "verdicts", list)),
            receipt=receipt if isinstance(receipt, str) else None,
            wait=_take(raw, "wait", int),
            locator=_locator(raw),
        )


@dataclass(frozen=True)
class PullPage:
    """A page of the feed: items in order, the cursor after them, and whether more is waiting."""

    items: tuple[dict[str, Any], ...]
    cursor: str | None
    more: bool

    def encode(self) -> bytes:
        """Its JSON."""
        return dump({"items": list(self.items), "cursor": self.cursor, "more": self.more})

    @classmethod
    def decode(cls, data: bytes) -> PullPage:
        """From its JSON; raises WireError. Items of an unknown sort are kept for the reader to leave aside."""
        raw = load(data)
        items = _take(raw, "items", list)
        if not all(isinstance(item, dict) and isinstance(item.get("t"), str) for item in items):
            raise WireError(Fault.MALFORMED, "items")
        cursor = raw.get("cursor")
        return cls(tuple(items), cursor if isinstance(cursor, str) else None, _take(raw, "more", bool))


@dataclass(frozen=True)
class ProblemReply:
    """An RFC 9457 problem document; ``extra`` holds members such as ``challenge``, ``common`` and ``loc``."""

    status: int
    fault: Fault | None
    title: str
    extra: dict[str, Any] = field(default_factory=dict)

    def encode(self) -> bytes:
        """Its JSON."""
        kind = self.fault.uri if self.fault else "about:blank"
        return dump({"type": kind, "title": self.title, "status": self.status, **self.extra})

    def locator(self) -> Locator:
        """The locator that a fork is told with; raises WireError."""
        return _locator(self.extra)

    @classmethod
    def decode(cls, status: int, data: bytes) -> ProblemReply:
        """From its JSON; raises WireError when the body is no problem document."""
        raw = load(data)
        kind = str(raw.pop("type", ""))
        fault = next((known for known in Fault if known.uri == kind), None)
        if fault is None and not kind.startswith(_PROBLEMS):
            raise WireError(Fault.MALFORMED, "problem")
        raw.pop("status", None)  # HTTP has said it
        return cls(status, fault, str(raw.pop("title", "")), raw)


def lease_item(
    *, id: str, request: str, state: str, kind: str, series: int, low: int, high: int, device: str
) -> dict[str, object]:
    """A lease as it stands in the answer to enrolment and in the feed."""
    return {
        "t": "lease",
        "id": id,
        "req": request,
        "state": state,
        "k": kind,
        "series": series,
        "lo": low,
        "hi": high,
        "dev": device,
    }
