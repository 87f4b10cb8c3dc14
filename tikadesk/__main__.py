"""Where the process begins. Introduces the command line to the window and to the central server's commands."""

from __future__ import annotations

import logging
import sys
from typing import Any

import click

from tikadesk.cli import Doors, Group
from tikadesk.paths import Home


def main() -> None:
    """Run the command line."""
    # A log that cannot be written must not talk to the person at the desk.
    logging.raiseExceptions = False
    logging.getLogger("tikadesk").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes are not UTF-8 by themselves, and Hindi would stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    Group(Doors(desk=_desk, practice=_practice, drill=_drill, server=_server))(prog_name="tikadesk")


def _desk(home: Home) -> int:
    from tikadesk.app.desk import open_desk

    return open_desk(home)


def _practice() -> int:
    from tikadesk.app.practice import open_window

    return open_window()


def _drill(**plan: Any) -> dict[str, Any]:
    from tikadesk.app.drill import Plan, play

    return play(Plan(**plan))


def _server() -> click.Command:
    from tikadesk.server.cli import server

    return server


if __name__ == "__main__":
    main()
