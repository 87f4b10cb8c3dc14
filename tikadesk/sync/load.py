"""How much goes into one request and how it is packed, by what line and server have shown. No request is made here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tikadesk.domain import codings, wire
from tikadesk.store.ledger import Ledger

USUAL_LINES, USUAL_BYTES = 500, wire.MAX_BATCH
LONG_LINES, LONG_BYTES = wire.MAX_COUNT, 800 * 1024
PLAIN_BYTES = wire.MAX_BATCH // 2
"""Unpacked, every sign of a body may be escaped once more."""
LONG_LINE_S = 0.4
"""A probe that takes longer, its connection made first, came over a long line: each turn costs more than the bytes."""
_MOST_HALVINGS = 10


@dataclass(frozen=True)
class Packed:
    """The body of a push: the entries numbered from ``after`` + 1 to ``last``, in ``coding`` or plain."""

    after: int
    last: int
    coding: str | None
    body: bytes


@dataclass
class Load:
    """The size of the next batch: as much as the line is good for, halved for every trouble that size can have made.

    ``coding`` is None where the server takes plain text only.
    """

    coding: str | None = codings.GZIP
    long: bool = False
    halvings: int = 0

    @property
    def lines(self) -> int:
        """The most entries in one batch."""
        return max(1, (LONG_LINES if self.long else USUAL_LINES) >> self.halvings)

    @property
    def bytes(self) -> int:
        """The most bytes of them before packing."""
        if self.coding is None:
            return PLAIN_BYTES
        return LONG_BYTES if self.long else USUAL_BYTES

    def pack(self, ledger: Ledger, after: int) -> Packed:
        """The next batch after position ``after``, signed and packed. Raises StoreTrouble."""
        batch = ledger.batch(after, most=self.lines, most_bytes=self.bytes)
        content, coding = batch.encode(), self.coding
        body = content if coding is None else codings.pack(content, coding)
        return Packed(after, batch.last, coding, body)

    def probed(self, seconds: float, understood: object) -> None:
        """The server answered a tiny request in ``seconds`` and says which codings it understands."""
        self.long = seconds > LONG_LINE_S
        told = understood if isinstance(understood, Collection) else ()
        if self.coding is not None:
            self.coding = codings.XZ if self.long and codings.XZ in told else codings.GZIP

    def taken(self) -> None:
        """A batch was taken: the next may be larger again."""
        self.halvings = max(0, self.halvings - 1)

    def halve(self) -> bool:
        """A batch was too large, or got lost on the way; False when it cannot become smaller."""
        smaller = self.lines > 1
        self.halvings = min(_MOST_HALVINGS, self.halvings + 1)
        return smaller

    def plainer(self) -> bool:
        """The server did not understand the coding; False when there was none."""
        was, self.coding = self.coding, codings.GZIP if self.coding == codings.XZ else None
        return was is not None
