"""The command line as a person uses it, in this process: exit code, stdout, stderr."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from tikadesk import __main__ as start
from tikadesk.cli import Doors, Group

DRILLED = {
    "saved": 4, "on_server": 4, "lost": 0, "duplicate_numbers": 0, "seconds_to_drain": 0.5, "registrations": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def doors(**changed: Any) -> Doors:
    """Doors that open nothing: the window and the drill are not what is tested here."""
    closed: dict[str, Any] = {
        "desk": lambda home: 0,
        "practice": lambda: 0,
        "drill": lambda **plan: DRILLED,
        "server": start._server,
    }
    return Doors(**(closed | changed))


def tell(home: Path | None, *words: str, typed: str = "", **changed: Any) -> Said:
    """Run ``tikadesk <words> --home <home>``."""
    arguments = [*words, *(["--home", str(home)] if home is not None else [])]
    done = CliRunner().invoke(Group(doors(**changed)), arguments, input=typed, prog_name="tikadesk")
    if done.exception is not None and not isinstance(done.exception, SystemExit | click.Abort):
        raise done.exception
    return Said(done.exit_code, done.stdout, done.stderr)
