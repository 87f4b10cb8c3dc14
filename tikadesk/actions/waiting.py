"""What waits for the server, counted by kind. After each batch only what came since is read, never all of it again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from tikadesk.actions.desk import Desk
from tikadesk.store import records

CHANGED = "correction"
"""Stands for the kind of entries that correct, void or restore a record."""


@dataclass(frozen=True)
class WaitingKind:
    """How many entries of a kind wait; ``oldest`` and ``newest`` are the stamps of the first and the last."""

    kind: str
    count: int
    oldest: str
    newest: str


class WaitingCount:
    """Counts what waits of one desk, again and again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._forget("")

    def _forget(self, device: str) -> None:
        self._device, self._high, self._tip = device, 0, 0
        self._kinds: dict[str, deque[tuple[int, int]]] = {}
        self.size = 0
        """The bytes that wait, as of the last ``count``."""

    def count(self) -> list[WaitingKind]:
        """What waits now, the kind whose entry has waited longest first."""
        connection, device, high = self._desk.store.connection, self._desk.store.me.device, self._desk.high()
        if device != self._device or high < self._high:  # another journal, or a server put back
            self._forget(device)
        for own in self._kinds.values():
            while own and own[0][0] <= high:
                self.size -= own.popleft()[1]
        for n, kind, is_new, size in records.sizes(connection, device, max(high, self._tip)):
            self._kinds.setdefault(kind if is_new else CHANGED, deque()).append((n, size))
            self.size += size
            self._tip = n
        self._high = high
        waiting = sorted((own[0][0], own[-1][0], kind, len(own)) for kind, own in self._kinds.items() if own)
        return [
            WaitingKind(
                kind,
                total,
                records.stamp(connection, device, oldest),
                records.stamp(connection, device, newest),
            )
            for oldest, newest, kind, total in waiting
        ]
