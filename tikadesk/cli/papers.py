"""``tikadesk export``: the same files as the screens make."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from tikadesk.actions import exports
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import Call, command, read_day, warn
from tikadesk.errors import NotAllowed
from tikadesk.i18n import tr
from tikadesk.reports import FORMATS, REPORTS
from tikadesk.reports.export import export as make
from tikadesk.reports.export import formats


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"export": export}


@command("export")
@click.argument("report", type=click.Choice(sorted(REPORTS)))
@click.option("--day", required=True, metavar="YYYY-MM-DD", help=tr("cli.help.day"))
@click.option("--to", "last", metavar="YYYY-MM-DD", help=tr("cli.help.to"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", help=tr("cli.help.format"))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=tr("cli.help.out")
)
@signing.as_option
def export(
    call: Call,
    report: str,
    day: str,
    last: str | None,
    form: str,
    out: Path,
    operator: str | None,
    pin_stdin: bool,
) -> None:
    """Write the report's file; the journal keeps that it was made, and its hash."""
    with call.desk() as desk:
        signing.sign_in(desk, operator, pin_stdin=pin_stdin)
        exports.must(desk)
        first = read_day(day)
        until = read_day(last) if last else first
        if until < first:
            raise NotAllowed("cli.days_turned")
        if form not in formats(report):
            raise NotAllowed("cli.no_such_format", form=form, formats=", ".join(formats(report)))
        if form == "pdf":
            _need_painter()
        made = make(desk.store, report, first, until, form, out, practice=desk.practice)
        exports.note(desk, report, first, until, form, rows=made.rows, sha256=made.sha256)
    rest = made.left_out
    told = {"rows": made.rows, "file": str(made.file), "sha256": made.sha256}
    if rest is not None:
        told |= {"left_out": rest.rows, "left_out_file": str(rest.file) if rest.rows else None}
    call.say(told, tr("cli.exported", rows=made.rows, file=str(made.file)))
    if rest is not None and rest.rows:
        warn(tr("cli.left_out", n=rest.rows, file=str(rest.file)))


def _need_painter() -> None:
    """Painting needs Qt with its fonts, and no screen."""
    painter = import_module("tikadesk.reports.paint")
    painter.prepare()
