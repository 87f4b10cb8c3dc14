"""Who gives a command: on an enrolled desk, an operator with a PIN for whatever takes data in or out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from tikadesk.actions import staff
from tikadesk.actions.desk import Desk, Operator
from tikadesk.domain import text
from tikadesk.errors import NotAllowed
from tikadesk.i18n import tr

ENV_PIN = "TIKADESK_PIN"


def as_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--as OPERATOR`` and ``--pin-stdin``."""
    named = click.option("--as", "operator", metavar="OPERATOR", help=tr("cli.help.as"))
    return named(pin_option(function))


def pin_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--pin-stdin``."""
    return click.option("--pin-stdin", is_flag=True, help=tr("cli.help.pin_stdin"))(function)


def sign_in(desk: Desk, operator: str | None, *, pin_stdin: bool = False) -> None:
    """Sign ``operator`` in, named by name or number. Without one a desk that has operators refuses: NotAllowed."""
    if operator is None:
        if desk.enrolled or staff.operators(desk):
            raise NotAllowed("cli.name_yourself")
        return
    staff.sign_in(desk, named(desk, operator).id, pin(pin_stdin=pin_stdin))


def named(desk: Desk, operator: str | None) -> Operator:
    """The operator of that name or number. Raises NotAllowed."""
    if operator is None:
        raise NotAllowed("cli.name_yourself")
    wanted = text.tidy(operator).casefold()
    people = staff.operators(desk)
    found = [person for person in people if wanted in (person.name.casefold(), str(person.place))]
    if len(found) != 1:
        raise NotAllowed("cli.operator_unknown")
    return found[0]


def pin(*, pin_stdin: bool = False, twice: bool = False) -> str:
    """The PIN from standard input, the environment, or asked for without showing it; NotAllowed where nobody sits."""
    if pin_stdin:
        return sys.stdin.readline().strip()
    known = os.environ.get(ENV_PIN)
    if known is not None:
        return known
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotAllowed("cli.no_pin")
    asked: str = click.prompt(tr("cli.pin"), hide_input=True, confirmation_prompt=twice, err=True)
    return asked
