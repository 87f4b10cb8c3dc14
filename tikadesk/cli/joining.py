"""``tikadesk enrol``: this machine becomes a desk of a centre, and whoever does it its first supervisor."""

from __future__ import annotations

import click

from tikadesk import __version__
from tikadesk.actions import enrol as enrolling
from tikadesk.actions import staff
from tikadesk.actions.desk import Desk
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import Call, command
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds.operator import OPERATOR, make_verifier
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.i18n import tr
from tikadesk.store import leases
from tikadesk.sync import joining


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"enrol": enrol}


@command("enrol")
@click.option("--server", "servers", multiple=True, required=True, metavar="URL", help=tr("cli.help.server"))
@click.option("--code", required=True, help=tr("cli.help.code"))
@click.option("--operator", required=True, metavar="NAME", help=tr("cli.help.operator"))
@signing.pin_option
def enrol(call: Call, servers: tuple[str, ...], code: str, operator: str, pin_stdin: bool) -> None:
    """Enrol, then make the first supervisor. A run that broke off in between is finished by the next one."""
    listed = [joining.checked(server) for server in servers]
    with call.desk() as desk:
        if desk.enrolled and staff.operators(desk):
            raise NotAllowed("error.enrolled_already", centre=desk.centre.code if desk.centre else "")
        pin = signing.pin(pin_stdin=pin_stdin, twice=True)
        _check(desk, operator, pin)
        if not desk.enrolled:
            answer = joining.join(listed, enrolling.ask(desk, code), app=__version__)
            enrolling.keep(desk, answer, listed, call.home)
        person = enrolling.first_supervisor(desk, operator, pin)
        numbers = {letter: left for letter, left in _numbers(desk).items() if left}
        centre = desk.centre.code if desk.centre else ""
        call.say(
            {
                "device": desk.store.me.device,
                "label": desk.label,
                "centre": centre,
                "servers": listed,
                "leases": numbers,
            },
            _sentence(centre, desk.label, person.name, numbers.get("R", 0)),
        )


def _sentence(centre: str, label: str, name: str, numbers: int) -> str:
    """What was reached. A server may keep its numbers back for a while, and the desk works without them."""
    if not numbers:
        return tr("cli.enrolled_without_numbers", centre=centre, label=label, name=name)
    return tr("cli.enrolled", centre=centre, label=label, name=name, numbers=numbers)


def _check(desk: Desk, name: str, pin: str) -> None:
    """Refuse a bad name or PIN before the code is used up. Raises InvalidRecord."""
    problems = []
    try:
        OPERATOR.by_name["name"].read(name, desk.now().date())
    except Misfit as misfit:
        problems.append(Problem("name", misfit.key, misfit.params))
    try:
        make_verifier(pin, desk.random)
    except Misfit as misfit:
        problems.append(Problem("pin", misfit.key, misfit.params))
    if problems:
        raise InvalidRecord(problems)


def _numbers(desk: Desk) -> dict[str, int]:
    return leases.left(desk.store.connection, desk.store.me.device)
