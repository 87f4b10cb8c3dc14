"""``tikadesk sync`` and ``tikadesk status``: the desk's standing with its servers, and sending what waits."""

from __future__ import annotations

import math
import random
import threading
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

import click

from tikadesk import __version__
from tikadesk.actions import facts, number_stock
from tikadesk.actions.desk import Desk
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import WHY_NOT, Call, command, warn
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.status import hour
from tikadesk.errors import NotAllowed, SyncFault
from tikadesk.i18n import tr
from tikadesk.paths import Home
from tikadesk.store import tally
from tikadesk.sync import joining
from tikadesk.sync.opening import open_visitor
from tikadesk.sync.pace import Pace
from tikadesk.sync.visit import Visitor

_LONGEST_S = 600.0
_SHORTEST_WAIT_S = 0.05
"""What a request gets at least: no time at all is no timeout to a socket."""


class _Seconds(click.FloatRange):
    """Seconds above 0 and up to ten minutes. Not a number is out of range as well."""

    def __init__(self) -> None:
        super().__init__(0.0, _LONGEST_S, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        return number if math.isfinite(number) else float(super().convert(math.inf, param, ctx))


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"sync": sync, "status": status}


@dataclass
class _Visit:
    """What one run of ``sync`` came to."""

    reached: bool
    drained: bool


@command("sync")
@click.option("--once", is_flag=True, help=tr("cli.help.once"))
@click.option("--until-empty", is_flag=True, help=tr("cli.help.until_empty"))
@click.option("--timeout", type=_Seconds(), default=60.0, metavar="S", help=tr("cli.help.timeout"))
def sync(call: Call, once: bool, until_empty: bool, timeout: float) -> int:
    """Send and fetch with the desk's own engine; 1 when the server was not reached or something still waits."""
    if once and until_empty:
        raise click.UsageError(tr("cli.one_of", one="--once", other="--until-empty"))
    with call.desk() as desk:
        if not desk.enrolled:
            raise NotAllowed("cli.not_enrolled")
        before, had = facts.facts_of(desk), tally.foreign(desk.store.connection)
        visit, server, why = _run(call.home, patient=until_empty, timeout=timeout)
        desk.store.forget_me()
        after = facts.facts_of(desk)
        received = tally.foreign(desk.store.connection) - had
    sent = max(0, after.on_server - before.on_server)
    call.say(
        {
            "sent": sent,
            "received": received,
            "waiting": after.waiting,
            "held": after.held,
            "flagged": after.flagged,
            "server": server,
        },
        tr("cli.synced", sent=sent, received=received, waiting=after.waiting),
    )
    if not visit.reached:
        warn(why)
    elif until_empty and not visit.drained:
        warn(tr("cli.still_waiting", n=after.waiting))
    return 0 if visit.reached and (visit.drained or not until_empty) else WHY_NOT


def _run(home: Home, *, patient: bool, timeout: float) -> tuple[_Visit, str, str]:
    """Drive a visitor until it has nothing more to send and fetch, meets trouble, or the time is up.

    With it the server's address and the sentence for the trouble that was last met.
    """
    visitor, close = open_visitor(
        home, SystemClock(), random.SystemRandom(), app=__version__, pace=Pace(return_spread_s=0.0)
    )
    try:
        visit = _visit(visitor, patient=patient, until=monotonic() + timeout)
        engine = visitor.engine
        why = tr(f"sync.fault.{engine.fault or SyncFault.NO_SERVER}", status=engine.answer_status)
        return visit, engine.server, why
    finally:
        close()


def _visit(visitor: Visitor, *, patient: bool, until: float) -> _Visit:
    engine, pause = visitor.engine, threading.Event()
    reached = False
    while True:
        wait, _ = visitor.step(most_s=max(_SHORTEST_WAIT_S, until - monotonic()))
        if engine.fault is None and engine.heard:
            reached = True
        if wait is not None and engine.fault is None and engine.heard:
            return _Visit(reached=True, drained=engine.ledger.tip().n <= engine.high)
        if engine.fault is not None and not patient:
            return _Visit(reached=False, drained=False)
        left = until - monotonic()
        if left <= 0:
            return _Visit(reached and engine.fault is None, drained=False)
        if wait is not None:
            if wait.until is None:
                return _Visit(reached=False, drained=False)
            pause.wait(max(0.0, min(left, (wait.until - _now()).total_seconds())))


def _now() -> datetime:
    return SystemClock().now()


@command("status")
def status(call: Call) -> None:
    """Say how much is where; works with no server."""
    with call.desk() as desk:
        found = facts.facts_of(desk)
        call.say(_as_json(desk, found), _as_words(desk, found))


def _as_json(desk: Desk, found: facts.Facts) -> dict[str, Any]:
    told = found.last_answer_at
    servers = [
        {
            "url": server,
            "answers": joining.answers(server, app=__version__),
            "last_answer_at": told.isoformat() if told else None,
        }
        for server in found.servers
    ]
    return {
        "records": found.records,
        "entries": found.entries,
        "on_server": found.on_server,
        "waiting": found.waiting,
        "oldest_waiting_at": found.oldest_waiting_at.isoformat() if found.oldest_waiting_at else None,
        "held": found.held,
        "flagged": found.flagged,
        "numbers_left": found.numbers_left,
        "numbers_days": {letter: number_stock.stock(desk, letter).days for letter in found.numbers_left},
        "servers": servers,
        "second_copy_missing": found.second_copy_missing,
        "clock_skew_s": found.clock_skew_s,
        "device": desk.store.me.device,
        "label": desk.label,
        "centre": desk.centre.code if desk.centre else None,
        "key_place": found.key_place,
    }


def _as_words(desk: Desk, found: facts.Facts) -> str:
    centre = desk.centre.name if desk.centre else tr("cli.status.no_centre")
    lines = [
        tr("cli.status.desk", centre=centre, label=desk.label or "–"),
        tr(
            "cli.status.entries",
            entries=found.entries,
            server=found.on_server,
            waiting=found.waiting,
            held=found.held,
            flagged=found.flagged,
        ),
        *(_in_hand(number_stock.stock(desk, letter)) for letter in found.numbers_left),
        tr(f"cli.status.key.{found.key_place}"),
    ]
    lines += [tr("cli.status.kind", kind=kind, count=count) for kind, count in found.records.items() if count]
    lines += [
        tr("cli.status.server", server=server, at=hour(found.last_answer_at)) for server in found.servers
    ]
    return "\n".join(lines)


def _in_hand(stock: number_stock.Stock) -> str:
    """ "Case numbers in hand: 1394, enough for 11 days like the busiest"."""
    left = tr(f"cli.status.numbers.{stock.letter}", left=stock.left)
    return left if stock.days is None else tr("cli.status.days", left=left, n=stock.days)
