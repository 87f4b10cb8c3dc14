"""``tikadesk import``: a typed paper register, or the portal's list of a day, taken in; bad rows handed back."""

from __future__ import annotations

import csv
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tikadesk.actions import blank_sheet, import_sheet, portal_sheet, rejected_file, sheet_file
from tikadesk.actions.import_sheet import Outcome
from tikadesk.actions.sheet_file import SheetTrouble
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import WHY_NOT, Call, bar, command, warn
from tikadesk.domain import sheet
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import language, tr


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"import": import_}


@command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=click.Choice(sheet.KINDS), default=sheet.REGISTRATION, help=tr("cli.help.kind"))
@click.option("--day", metavar="YYYY-MM-DD", help=tr("cli.help.import_day"))
@click.option("--template", is_flag=True, help=tr("cli.help.template"))
@signing.as_option
def import_(
    call: Call,
    file: Path | None,
    kind: str,
    day: str | None,
    template: bool,
    operator: str | None,
    pin_stdin: bool,
) -> int:
    """Take a sheet in; 1 when rows were handed back or the work was stopped."""
    if template:
        _template(call, kind, file)
        return 0
    if file is None:
        raise click.UsageError(tr("cli.no_file"))
    read = sheet_file.read(file)
    with call.desk() as desk, _stoppable() as stopped:
        signing.sign_in(desk, operator, pin_stdin=pin_stdin)
        on = import_sheet.checked_day(day, desk.now().date()) if day else ""
        try:
            if kind == sheet.PORTAL:
                outcome = portal_sheet.bring_in(
                    desk, read, file.name, day=on, stopped=stopped, progress=bar()
                )
            else:
                outcome = import_sheet.bring_in(desk, read, kind, day=on, stopped=stopped, progress=bar())
        except SheetTrouble as trouble:
            raise _named(trouble, file) from trouble
        except StoreTrouble:
            warn(tr("cli.import_stopped"))
            raise
    if read.note:
        warn(tr(read.note))
    if outcome.columns.unknown:
        warn(tr("sheet.note.unknown", headings=", ".join(outcome.columns.unknown)))
    return _tell(call, file, outcome)


def _named(trouble: SheetTrouble, file: Path) -> SheetTrouble:
    """The trouble with the file's name and the headings in people's words."""
    kind, fields = str(trouble.params["kind"]), trouble.params.get("fields")
    if not isinstance(fields, tuple):
        return SheetTrouble(trouble.key, file=file.name, kind=kind)
    words = ", ".join(sheet.heading(kind, name, language()) for name in fields)
    return SheetTrouble(trouble.key, file=file.name, headings=words, kind=kind)


def _tell(call: Call, file: Path, outcome: Outcome) -> int:
    rejected = [
        {
            "row": one.row.number,
            "field": one.problems[0].field,
            "problem": " ".join(rejected_file.sentence(problem) for problem in one.problems),
        }
        for one in outcome.rejected
    ]
    written, unwritten = None, None
    if outcome.rejected:
        try:
            written = rejected_file.write(file, outcome.columns, outcome.rejected)
        except StoreTrouble as trouble:
            unwritten = trouble
    words = tr("cli.imported", read=outcome.read, saved=outcome.saved, here=outcome.already_here)
    if written is not None:
        words += " " + tr("cli.rejected", n=len(rejected), file=str(written))
    call.say(
        {
            "read": outcome.read,
            "saved": outcome.saved,
            "already_here": outcome.already_here,
            "rejected": rejected,
            "rejected_file": str(written) if written is not None else None,
            "unknown_columns": list(outcome.columns.unknown),
            "stopped": outcome.stopped,
        },
        words,
    )
    if unwritten is not None:
        raise unwritten
    if outcome.stopped:
        warn(tr("cli.import_stopped"))
    return WHY_NOT if rejected or outcome.stopped else 0


def _template(call: Call, kind: str, file: Path | None) -> None:
    """An empty sheet, to ``file`` or stdout."""
    headings = sheet.template(kind, language())
    if file is not None:
        blank_sheet.write(file, headings)
        call.say({"file": str(file)}, tr("cli.template", file=str(file)))
    elif call.as_json:
        call.say({"file": None, "headings": headings}, "")
    else:
        csv.writer(sys.stdout).writerow(headings)


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl+C ends the work after the row in hand instead of in the middle of it."""
    asked = False

    def ask(_signal: int, _frame: object) -> None:
        nonlocal asked
        asked = True

    if threading.current_thread() is not threading.main_thread():
        yield lambda: asked
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
