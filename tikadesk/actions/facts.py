"""What ``status`` and the sync page tell: how much is where, what waits, what needs someone. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tikadesk.actions.desk import Desk
from tikadesk.domain import entry as entries
from tikadesk.domain.kinds import KINDS
from tikadesk.store import facts, journal, leases, records
from tikadesk.store.ledger import Ledger


@dataclass(frozen=True)
class Facts:
    """The desk's standing. ``on_server`` is the server's last word; ``key_place`` where the database key is kept."""

    records: dict[str, int]
    entries: int
    on_server: int
    waiting: int
    oldest_waiting_at: datetime | None
    held: int
    flagged: int
    numbers_left: dict[str, int]
    servers: tuple[str, ...]
    last_answer_at: datetime | None
    second_copy_missing: int
    clock_skew_s: int
    key_place: str


@dataclass(frozen=True)
class WaitingRow:
    """An entry that the server has not confirmed; ``size`` in bytes."""

    n: int
    kind: str
    op: str
    no: str
    name: str
    at: str
    size: int


@dataclass(frozen=True)
class NeedRow:
    """A record that the server has sent back or flagged, and why (a key)."""

    kind: str
    rec: str
    no: str
    name: str
    verdict: str
    why_key: str


def facts_of(desk: Desk) -> Facts:
    """The desk's standing now."""
    connection, me = desk.store.connection, desk.store.me
    counts = facts.counts(connection, me.device)
    position = Ledger(desk.store).position()
    high = min(position.high, counts.entries)
    left = leases.left(connection, me.device)
    listed = desk.store.note("servers", "list")
    return Facts(
        records=facts.records(connection),
        entries=counts.entries,
        on_server=high,
        waiting=counts.entries - high,
        oldest_waiting_at=facts.oldest_waiting_at(connection, me.device, high),
        held=counts.held,
        flagged=counts.flagged,
        numbers_left={kind: left[kind] for kind in ("R", "K", "C")},
        servers=tuple(str(server) for server in listed) if isinstance(listed, list) else (),
        last_answer_at=counts.last_answer_at,
        second_copy_missing=counts.entries - high,
        clock_skew_s=position.skew,
        key_place=desk.store.key_place,
    )


def waiting(desk: Desk, limit: int = 200, *, offset: int = 0) -> list[WaitingRow]:
    """The entries that wait, oldest first, ``offset`` of them left out."""
    connection, me = desk.store.connection, desk.store.me
    high = min(desk.high(), journal.tip(connection, me.device).n)
    found = []
    for row in records.waiting(connection, me.device, high + offset, limit):
        entry = entries.parse(row["body"])
        no, name = _who(desk, entry.kind, entry.rec)
        found.append(
            WaitingRow(row["n"], entry.kind, entry.op.value, no, name, entry.at, len(row["body"].encode()))
        )
    return found


def needs_you(desk: Desk, limit: int = 100) -> list[NeedRow]:
    """What the server has sent back or flagged, newest first."""
    found = []
    for row in records.judged(desk.store.connection, limit):
        no, name = _who(desk, row["kind"], row["rec"])
        found.append(NeedRow(row["kind"], row["rec"], no, name, row["judgement"], f"verdict.{row['reason']}"))
    return found


def _who(desk: Desk, kind: str, rec: str) -> tuple[str, str]:
    """The official number and the person that an entry is about; a dose's or an event's are those of who had it."""
    connection = desk.store.connection
    if kind not in KINDS:
        return "", ""
    row = records.get(connection, kind, rec)
    if row is not None and kind in ("dose", "aefi"):
        row = records.get(connection, "registration", row["person"])
    if row is None:
        return "", ""
    return row["no"] or row.get("consignment_no") or row.get("tube") or "", row.get("name") or ""
