"""``tikadesk check`` and ``tikadesk backup``: whether everything is as it was written, and a copy of it."""

from __future__ import annotations

from pathlib import Path

import click

from tikadesk.actions import backups
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import WHY_NOT, Call, command, said, sentence
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import tr
from tikadesk.store import checking


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"check": check, "backup": backup}


@command("check")
def check(call: Call) -> int:
    """Read everything; 1 when something is not as it should be."""
    if not call.home.database.exists():
        raise StoreTrouble("cli.no_desk", folder=str(call.home.data))
    try:
        with call.desk() as desk:
            found = [said(fault.key, fault.params) for fault in checking.faults(desk.store)]
    except StoreTrouble as trouble:  # it does not even open: that is what was asked
        found = [sentence(trouble)]
    call.say({"ok": not found, "problems": found}, "\n".join(found) or tr("cli.check_ok"))
    return WHY_NOT if found else 0


@command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(call: Call, file: Path) -> None:
    """Write an encrypted copy and read it back."""
    if not call.home.database.exists():
        raise StoreTrouble("cli.no_desk", folder=str(call.home.data))
    with call.desk() as desk:
        made = backups.write(desk, file)
    call.say(
        {"file": str(made.file), "entries": made.entries, "bytes": made.size, "sealed_key": made.sealed_key},
        tr("cli.backed_up", file=str(made.file), entries=made.entries),
    )
