"""What sync does with the store: positions, batches to send, pages to take in, and the ways back after a loss.

Every method that writes is one transaction. When and with whom to talk is ``sync.engine``'s business.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nacl.signing import SigningKey

from tikadesk.domain import entry as entries
from tikadesk.domain import journal as chain
from tikadesk.domain.kind import NUMBER
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.numbers import Lease
from tikadesk.domain.wire import Batch, Fault, PushReply, Verdict, WireError, from_base64, to_base64
from tikadesk.store import facts, journal, leases, notes, projections
from tikadesk.store.connection import Connection, troubles, write_txn
from tikadesk.store.store import Me, Store, new_identity

_log = logging.getLogger("tikadesk.sync")
SERVICE = "service"
"""All servers of the state share one lineage, hence one position."""


@dataclass(frozen=True)
class Position:
    """What was last heard of the server's side. A cache for the screen: the server's own answer is what counts."""

    high: int = 0
    safe: int = 0
    cursor: str | None = None
    receipt: str | None = None
    resync: bool = False
    last_answer_at: str | None = None
    skew: int = 0


class Ledger:
    """The store as the sync engine sees it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def _connection(self) -> Connection:
        return self._store.connection

    def me(self) -> Me:
        """This desk's identity."""
        return self._store.me

    def tip(self) -> journal.Tip:
        """The end of this desk's own journal."""
        with troubles():
            return journal.tip(self._connection, self._store.me.device)

    def head(self, n: int) -> bytes | None:
        """hₙ of this desk's own journal; None beyond its end."""
        with troubles():
            return journal.head_at(self._connection, self._store.me.device, n)

    def position(self) -> Position:
        """The last position heard."""
        with troubles():
            row = self._connection.execute(
                "SELECT high, safe, cursor, receipt, resync, last_answer_at, skew FROM pos WHERE peer = ?",
                [SERVICE],
            ).fetchone()
        return Position(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6]) if row else Position()

    def batch(self, after: int, *, most: int, most_bytes: int) -> Batch:
        """The signed run of entries after position ``after``; empty when there are none: a query for the position."""
        me = self._store.me
        receipt = self.position().receipt
        with write_txn(self._connection) as connection:
            bodies = journal.bodies(connection, me.device, after + 1, most, most_bytes)
            last = after + len(bodies)
            previous = journal.head_at(connection, me.device, after) or chain.genesis(me.device)
            head = journal.head_at(connection, me.device, last) or previous
            signature = journal.seal(connection, me.device, me.seed, last, head) if bodies else b""
        return Batch(me.device, after + 1, previous, head, signature, tuple(bodies), receipt)

    def confirm(self, reply: PushReply, *, at: str, skew: int) -> frozenset[str]:
        """Write down the server's position and its verdicts; the kinds whose rows changed."""
        with write_txn(self._connection) as connection:
            connection.execute(
                "INSERT INTO pos(peer, high, safe, receipt, resync, last_answer_at, skew) VALUES(?, ?, ?, ?, 0, ?, ?)"
                " ON CONFLICT(peer) DO UPDATE SET high = excluded.high, safe = excluded.safe,"
                " receipt = coalesce(excluded.receipt, receipt), last_answer_at = excluded.last_answer_at,"
                " skew = excluded.skew",
                [SERVICE, reply.high, reply.safe, reply.receipt, at, skew],
            )
            return self._judge(connection, reply.verdicts)

    def take_page(self, items: Iterable[Mapping[str, Any]], cursor: str | None, *, at: str) -> frozenset[str]:
        """Take in a page of the feed, with the cursor after it, all or nothing; the kinds whose rows changed.

        Items of a sort this release does not know, or that are no entry, are left aside: nothing may stop the feed.
        """
        changed: set[str] = set()
        verdicts: list[Verdict] = []
        with write_txn(self._connection) as connection:
            for item in items:
                try:
                    match item["t"]:
                        case "op":
                            changed |= _absorb(connection, item)
                        case "lease":
                            _keep_lease(connection, item)
                        case "verdict":
                            verdicts.append(Verdict.read(item))
                        case "ref" | "notice":
                            notes.put(connection, item["t"], str(item.get("id", "")), dict(item))
                except (entries.Malformed, WireError, KeyError, TypeError, ValueError) as error:
                    _log.warning("feed item left aside: %s", type(error).__name__)
            changed |= self._judge(connection, verdicts)
            connection.execute(
                "INSERT INTO pos(peer, high, safe, cursor, resync, last_answer_at) VALUES(?, 0, 0, ?, 0, ?)"
                " ON CONFLICT(peer) DO UPDATE SET cursor = excluded.cursor, last_answer_at = excluded.last_answer_at",
                [SERVICE, cursor, at],
            )
        return frozenset(changed)

    def _judge(self, connection: Connection, verdicts: Iterable[Verdict]) -> frozenset[str]:
        touched: set[tuple[str, str]] = set()
        for verdict in verdicts:
            row = connection.execute(
                "UPDATE op SET judgement = ?, reason = ? WHERE id = ? AND judgement IS NOT ? RETURNING kind, rec",
                [verdict.judgement.value, verdict.reason, verdict.entry, verdict.judgement.value],
            ).fetchone()
            if row is not None:
                touched.add((row[0], row[1]))
        projections.refresh(connection, touched)
        return frozenset(kind for kind, _ in touched)

    def adopt(self, after: int, bodies: Iterable[bytes]) -> None:
        """Take back own entries from ``after`` + 1 on that this disk has lost and the server still holds.

        Raises WireError, and takes nothing, when the journal no longer ends at ``after``.
        """
        with write_txn(self._connection) as connection:
            device = self._store.me.device
            if journal.tip(connection, device).n != after:
                raise WireError(Fault.FORK, "own entries do not join on")
            touched: dict[tuple[str, str], None] = {}
            for body in bodies:
                _, what = journal.append(connection, device, body)
                touched[what.kind, what.rec] = None
                leases.pass_over(connection, device, what.set.get(NUMBER))
            projections.refresh(connection, touched)  # the feed may have shown some of them before

    def lose_cursor(self) -> None:
        """Start the feed again from its beginning: this server never issued our cursor."""
        with write_txn(self._connection) as connection:
            connection.execute("UPDATE op SET central = 0 WHERE central = 1")
            connection.execute("UPDATE pos SET cursor = NULL, resync = 1 WHERE peer = ?", [SERVICE])

    def reidentify(self, common: int) -> None:
        """Become a new device: another copy of this disk has written a different journal from ``common`` on.

        The tail is journalled again under the new identity with the same entry ids; the old leases may be in use
        elsewhere and are given up; the feed is read again from its beginning.
        """
        with write_txn(self._connection) as connection:
            old = self._store.me
            device = new_identity(connection, self._store.source, label=old.label, state=old.state)
            seed = connection.execute("SELECT seed FROM me WHERE dev = ?", [device]).fetchone()[0]
            public = to_base64(bytes(SigningKey(seed).verify_key))
            statement = f"tika1|continues|{old.device}|{public}".encode()
            proof = to_base64(SigningKey(old.seed).sign(statement).signature)
            notes.put(connection, "continues", device, {"cert": old.cert, "common": common, "sig": proof})
            tail = journal.bodies(connection, old.device, common + 1, 2**31, 2**62)
            journal.give_up(connection, old.device)
            connection.execute("UPDATE op SET n = NULL, central = 0")
            for body in tail:
                journal.append(connection, device, body)
            leases.burn(connection, old.device)
            projections.fill(connection)
            connection.execute("DELETE FROM pos")
            connection.execute("INSERT INTO pos(peer, high, safe, resync) VALUES(?, 0, 0, 1)", [SERVICE])
        self._store.forget_me()

    def salvage(self) -> int:
        """Hand back what the server lacks: entries seen in no feed since the last loss and not in the live journal.

        They keep their ids and bodies, so a server that still has one counts it once. How many were journalled.
        Another centre's are left to its own desks: handed back from here they would become records of this centre.
        """
        with write_txn(self._connection) as connection:
            device = self._store.me.device
            lost = connection.execute(
                "SELECT kind, rec, body FROM op WHERE central = 0 AND n IS NULL"
                " AND dev NOT IN (SELECT id FROM note WHERE topic = ?) ORDER BY row",
                [facts.CENTRE_OF],
            ).fetchall()
            for _, _, body in lost:
                journal.append(connection, device, body.encode())
            projections.refresh(connection, dict.fromkeys((kind, rec) for kind, rec, _ in lost))
            connection.execute("UPDATE pos SET resync = 0 WHERE peer = ?", [SERVICE])
        return len(lost)

    def continues(self) -> dict[str, Any] | None:
        """What a desk that had to become a new device shows for it; None when it need not."""
        with troubles():
            kept: dict[str, Any] | None = notes.get(self._connection, "continues", self._store.me.device)
        return kept

    def continued(self, answer: Mapping[str, Any]) -> None:
        """Write down the server's answer to a desk that became a new device. Raises WireError when it is none."""
        try:
            if answer["dev"] != self._store.me.device:
                raise WireError(Fault.MALFORMED, "dev")
            self.enrolled(answer, service_key=from_base64(answer["service_key"]))
        except (KeyError, TypeError, ValueError) as error:
            raise WireError(Fault.MALFORMED, "enrol") from error

    def enrolled(
        self, answer: Mapping[str, Any], *, service_key: bytes, servers: list[str] | None = None
    ) -> None:
        """Write down what enrolment gave: certificate, centre, leases, servers."""
        with write_txn(self._connection) as connection:
            device = self._store.me.device
            connection.execute(
                "UPDATE me SET cert = ?, label = ?, state = ?, service_key = ? WHERE dev = ?",
                [answer["cert"], answer["label"], answer["state"], service_key, device],
            )
            centre = answer["centre"]
            kept = {name: centre[name] for name in ("code", "name", "name_hi")} | {
                "district": answer["district"]
            }
            notes.put(connection, "centre", "mine", kept)
            if servers is not None:
                notes.put(connection, "servers", "list", servers)
            notes.drop(connection, "continues", device)
            for item in answer["leases"]:
                _keep_lease(connection, item)
        self._store.forget_me()


def _absorb(connection: Connection, item: Mapping[str, Any]) -> set[str]:
    if "b" not in item:  # our own entry: the feed says only that it is there
        journal.mark_central(connection, str(item["id"]))
        return set()
    n = item.get("n")
    what = journal.absorb(
        connection, str(item["dev"]), str(item["b"]).encode(), n if type(n) is int else None
    )
    if item.get("label"):
        notes.put(connection, "device", str(item["dev"]), str(item["label"]))
    if item.get("centre"):
        notes.put(connection, facts.CENTRE_OF, str(item["dev"]), str(item["centre"]))
    if what is None:
        return set()
    projections.project(connection, what)
    leases.pass_over(connection, str(item["dev"]), what.set.get(NUMBER))
    return {what.kind} if what.kind in KINDS else set()


def _keep_lease(connection: Connection, item: Mapping[str, Any]) -> None:
    row = connection.execute("SELECT 1 FROM me WHERE dev = ? AND active = 1", [item["dev"]]).fetchone()
    if row is not None:
        low = int(item["lo"])
        lease = Lease(item["id"], item["state"], item["k"], int(item["series"]), low, int(item["hi"]), low)
        leases.keep(connection, str(item["dev"]), lease, str(item["req"]))
