"""The main group: its doors to the floors beside it, which ``__main__`` opens, and its commands by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from tikadesk import __version__
from tikadesk.cli import telling
from tikadesk.i18n import tr
from tikadesk.paths import Home


@dataclass(frozen=True)
class Doors:
    """What stands beside the command line and is imported only when asked for.

    ``desk`` opens the window and gives the exit code; ``practice`` a throw-away one; ``drill`` plays an outage from its
    plan's keywords and gives its report; ``server`` is the central server's own group of commands.
    """

    desk: Callable[[Home], int]
    practice: Callable[[], int]
    drill: Callable[..., dict[str, Any]]
    server: Callable[[], click.Command]


# The module of each command; in the order of the manual.
COMMANDS = {
    "practice": "play",
    "drill": "play",
    "enrol": "joining",
    "import": "back_entry",
    "consign": "boxes",
    "sync": "line",
    "status": "line",
    "check": "care",
    "reconcile": "reconciling",
    "export": "papers",
    "paper-kit": "paper_kit",
    "close": "closing",
    "backup": "care",
    "server": "",
}


class Group(click.Group):
    """Commands by name, each imported when it is called: ``status`` must not pay for openpyxl or Django."""

    def __init__(self, doors: Doors) -> None:
        folder = click.Option(["--home"], type=click.Path(file_okay=False), help=tr("cli.help.home"))
        super().__init__(
            "tikadesk",
            params=[folder],
            callback=self._desk,
            invoke_without_command=True,
            help=tr("cli.help"),
        )
        click.version_option(__version__, prog_name="tikadesk", help=tr("cli.help.version"))(self)
        self.doors = doors

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        if not COMMANDS[cmd_name]:
            return self.doors.server()
        module = import_module(f"tikadesk.cli.{COMMANDS[cmd_name]}")
        found: dict[str, click.Command] = module.commands(self.doors)
        return found[cmd_name]

    def _desk(self, home: str | None) -> None:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            with telling.told():
                code = self.doors.desk(telling.home(home))
            context.exit(code)
