"""``tikadesk reconcile``: what desk, server, portal and paper count of a day, the server asked anew."""

from __future__ import annotations

import random
from typing import Any

import click

from tikadesk import __version__
from tikadesk.actions import reconcile as verbs
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import Call, command, read_day
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.reconcile import GROUPS, OPEN, UNSENT
from tikadesk.i18n import tr
from tikadesk.paths import Home
from tikadesk.store.reconciling import Picture
from tikadesk.sync.opening import open_visitor
from tikadesk.sync.pace import Pace


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"reconcile": reconcile}


@command("reconcile")
@click.option("--day", required=True, metavar="YYYY-MM-DD", help=tr("cli.help.day"))
@click.option("--bind", is_flag=True, help=tr("cli.help.bind"))
@signing.as_option
def reconcile(call: Call, day: str, bind: bool, operator: str | None, pin_stdin: bool) -> None:
    """Count a day four ways; with ``--bind`` the portal's references are bound where nothing is in doubt."""
    iso = read_day(day)
    with call.desk() as desk:
        signing.sign_in(desk, operator, pin_stdin=pin_stdin)
        picture = verbs.picture(desk, iso)
        if desk.enrolled:
            _ask(call.home, iso)
            picture = verbs.picture(desk, iso)
        pairs = verbs.unbound(picture.findings) if bind else []
        bound = max(verbs.bind_all(desk, iso, pairs), default=0)
        found = _as_json(picture, bound)
    call.say(found, _as_words(found))


def _ask(home: Home, day: str) -> None:
    visitor, close = open_visitor(home, SystemClock(), random.SystemRandom(), app=__version__, pace=Pace())
    try:
        visitor.ask_day(day, SystemClock().now(), app=__version__)
    finally:
        close()


def _as_json(picture: Picture, bound: int) -> dict[str, Any]:
    """What is not known is null."""
    word = picture.server
    return {
        "day": picture.day,
        "here": picture.given,
        "server": len(word.held.given) if word.held is not None else None,
        "server_at": word.at.isoformat() if word.at is not None else None,
        "server_fault": word.fault or None,
        "portal": picture.rows if picture.head is not None else None,
        "paper": picture.paper.given,
        "to_look_at": _in(picture, OPEN),
        "not_on_server": _in(picture, UNSENT),
        "groups": {group: _in(picture, group) for group in GROUPS},
        "bound": bound,
    }


def _in(picture: Picture, which: str) -> int:
    return sum(line.is_in(which) for line in picture.lines)


def _as_words(found: dict[str, Any]) -> str:
    counts = {
        name: "?" if found[name] is None else found[name] for name in ("here", "server", "portal", "paper")
    }
    lines = [tr("cli.reconciled", **counts), tr("cli.reconcile.open", n=found["to_look_at"])]
    lines += [
        tr("cli.reconcile.group", group=tr(f"report.reconciliation_group.{group}"), n=n)
        for group, n in found["groups"].items()
        if n
    ]
    if found["server_fault"]:
        lines.append(tr(f"reconcile.server.fault.{found['server_fault']}"))
    if found["bound"]:
        lines.append(tr("reconcile.bound", n=found["bound"]))
    return "\n".join(lines)
