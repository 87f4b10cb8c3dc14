"""Each rule of the protocol taken out in turn: the simulation must notice, else its green says nothing.

The mutants are made here, by putting something else in a rule's place; the product has no switch for any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.simulation.schedule import play
from tikadesk.domain.fold import Merge, MergeRule
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.wire import PushReply
from tikadesk.store import journal, projections
from tikadesk.store.connection import write_txn
from tikadesk.store.ledger import Ledger
from tikadesk.sync.engine import Engine
from tikadesk.sync.exchange import Place

Patch = pytest.MonkeyPatch
WITHIN = 150


class TrustsItsMemory(Engine):
    """Believes that the server still holds what it once acknowledged."""

    def _placed(self, reply: PushReply) -> frozenset[str]:
        remembered = self.ledger.position().high
        head = self.ledger.head(remembered)
        if reply.high < remembered and head is not None:
            reply = replace(reply, high=remembered, chain=head)
        return super()._placed(reply)


class ComparesLengthsOnly(Engine):
    """Takes a journal of the same length for the same journal."""

    def place(self, reply: PushReply) -> Place:
        """Without the chain."""
        return Place.JOINED if reply.high <= self.ledger.tip().n else Place.AHEAD


class KeepsItsIdentity(Engine):
    """Stays who it was when another copy of its disk has written."""

    def _reidentify(self, agreed: int) -> None:
        self._rest(60)


class _EqualToAll(bytes):
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = bytes.__hash__


def no_chain(patch: Patch) -> type[Engine]:
    """Neither side compares chains."""
    from tikadesk.server import custody

    heads = custody._head_at
    patch.setattr(custody, "_head_at", lambda *args: _EqualToAll(heads(*args)))
    return ComparesLengthsOnly


def no_idempotence(patch: Patch) -> type[Engine]:
    """The judge takes an entry that comes again for a new one."""
    from tikadesk.server import judge, records

    patch.setattr(judge, "_know_again", lambda *args: None)
    each = records.sql.each
    patch.setattr(
        records.sql,
        "each",
        lambda text, rows: each(text.replace("INSERT INTO op(", "INSERT OR REPLACE INTO op("), rows),
    )
    return Engine


def no_cursor_nonce(patch: Patch) -> type[Engine]:
    """Every row of the feed has the same nonce: a cursor is a mere number."""
    from tikadesk.server import feed

    patch.setattr(feed, "_nonces", lambda count: [7] * count)
    return Engine


def no_salvage(patch: Patch) -> type[Engine]:
    """What only other desks still hold is not handed back."""

    def forget(ledger: Ledger) -> int:
        ledger._connection.execute("UPDATE pos SET resync = 0")
        return 0

    patch.setattr(Ledger, "salvage", forget)
    return Engine


def no_new_series(patch: Patch) -> type[Engine]:
    """A database put back leases from where it stood: neither the sidecar nor a receipt is asked."""
    from tikadesk.server import leases, series

    patch.setattr(leases.Sidecar, "read", classmethod(lambda cls, service: None))
    patch.setattr(series, "boot", _boot_as_if_new(series))
    patch.setattr(series, "rolled_back", lambda *args: None)
    return Engine


def _boot_as_if_new(series: Any) -> Callable[[Any], None]:
    def boot(service: Any) -> None:
        if series.current() == 0:
            series._begin(service, 1, "new", "", hold=False)

    return boot


def no_own_desks_first(patch: Patch) -> type[Engine]:
    """A lab hands back what other centres sent to it, as if it were its own."""

    def everything(ledger: Ledger) -> int:
        with write_txn(ledger._connection) as connection:
            lost = connection.execute(
                "SELECT kind, rec, body FROM op WHERE central = 0 AND n IS NULL"
            ).fetchall()
            for _, _, body in lost:
                journal.append(connection, ledger.me().device, body.encode())
            projections.refresh(connection, {(kind, rec) for kind, rec, _ in lost})
            connection.execute("UPDATE pos SET resync = 0")
        return len(lost)

    patch.setattr(Ledger, "salvage", everything)
    return Engine


def no_following(patch: Patch) -> type[Engine]:
    """A box goes to its lab without the tubes that came before it, or come after."""
    from tikadesk.server import routes

    patch.setattr(routes, "_with_their_box", lambda *args: set())
    return Engine


def no_whole_records(patch: Patch) -> type[Engine]:
    """A route carries what comes from now on only."""
    from tikadesk.server import routes

    patch.setattr(routes, "_whole", lambda *args: [])
    return Engine


def no_claims(patch: Patch) -> type[Engine]:
    """The last desk that packed a tube is believed."""
    patch.setitem(KINDS["sample"].merge_rules, "box", MergeRule(Merge.LAST))
    return Engine


MUTANTS: dict[str, Callable[[Patch], type[Engine]]] = {
    "client-owned position": lambda patch: TrustsItsMemory,
    "no chain": no_chain,
    "no idempotence by entry id": no_idempotence,
    "no cursor nonce": no_cursor_nonce,
    "no salvage": no_salvage,
    "same identity after a fork": lambda patch: KeepsItsIdentity,
    "no new series": no_new_series,
    "no leaving to a centre what is its own": no_own_desks_first,
    "no tubes with their box": no_following,
    "no past of what is sent": no_whole_records,
    "no claims of two boxes": no_claims,
}


OFTEN = {
    "no salvage": {"disk_destroyed": 8, "server_put_back": 3, "server_wiped": 4},
    "no new series": {"server_put_back": 4, "server_wiped": 4, "numbers_used_up": 3},
    "no leaving to a centre what is its own": {
        "server_wiped": 5,
        "pack": 2,
        "move_box": 4,
        "receive": 3,
        "visit": 2,
    },
    "no claims of two boxes": {"pack_twice": 4, "open_box": 2, "visit": 2},
}
"""What must happen often for a rule to matter soon."""


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTANTS)
def test_the_simulation_notices_a_rule_taken_out(name: str, monkeypatch: Patch) -> None:
    play(0)  # the server is set up before anything of it is replaced
    make_engine = MUTANTS[name](monkeypatch)
    noticed = next(
        (
            seed
            for seed in range(WITHIN)
            if not play(seed, make_engine=make_engine, often=OFTEN.get(name)).sound
        ),
        None,
    )
    assert noticed is not None, f"{WITHIN} schedules without {name} passed"
