"""``tikadesk server …``: the command line over ``commands`` and ``serve``. Results on stdout, sentences on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tikadesk.domain import numbers
from tikadesk.errors import TikaError
from tikadesk.i18n import tr
from tikadesk.server import commands, serve
from tikadesk.server.home import ServerHome

F = Callable[..., Any]


def _home_option(function: F) -> F:
    return click.option("--home", "folder", type=click.Path(file_okay=False), help=tr("server.help.home"))(
        function
    )


def _json_option(function: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help=tr("server.help.json"))(function)


@contextmanager
def _told() -> Iterator[None]:
    """An error of the house as one sentence and exit code 1."""
    try:
        yield
    except TikaError as error:
        click.echo(tr(error.key, **error.params), err=True)
        sys.exit(1)


def _say(result: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else sentence)


def _home(context: click.Context, folder: str | None) -> ServerHome:
    """The home: named here, before the command, or in the environment."""
    inherited = context.find_root().params.get("home")
    if folder is None and inherited:
        return commands.chosen_home(str(Path(str(inherited)) / "data" / "server"))
    return commands.chosen_home(folder)


@click.group(help=tr("server.help"))
def server() -> None:
    """The group that the desk's command line attaches."""


@server.command("init", help=tr("server.help.init"))
@_home_option
@_json_option
@click.option("--database", help=tr("server.help.database"))
@click.option("--practice", is_flag=True, help=tr("server.help.practice"))
@click.pass_context
def init(
    context: click.Context, folder: str | None, as_json: bool, database: str | None, practice: bool
) -> None:
    """Make home and tables."""
    with _told():
        made = commands.init(_home(context, folder), database, practice=practice)
    sentence = tr("server.made", folder=str(made.home))
    if made.first_link:
        sentence += "\n" + tr("server.first_link", path=made.first_link)
    _say({"home": str(made.home), "first_link": made.first_link}, sentence, as_json=as_json)


@server.command("run", help=tr("server.help.run"))
@_home_option
@_json_option
@click.option("--host", default="127.0.0.1", show_default=True, help=tr("server.help.host"))
@click.option(
    "--port", default=8440, show_default=True, type=click.IntRange(0, 65535), help=tr("server.help.port")
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help=tr("server.help.workers")
)
@click.option("--cert", type=click.Path(path_type=Path), help=tr("server.help.cert"))
@click.option("--key", type=click.Path(path_type=Path), help=tr("server.help.key"))
@click.option("--follow-stdin", is_flag=True, help=tr("server.help.follow_stdin"))
@click.pass_context
def run(
    context: click.Context,
    folder: str | None,
    as_json: bool,
    host: str,
    port: int,
    workers: int,
    cert: Path | None,
    key: Path | None,
    follow_stdin: bool,
) -> None:
    """Serve until told to stop."""

    def ready(url: str) -> None:
        _say({"ready": url}, tr("server.ready", url=url), as_json=as_json)
        sys.stdout.flush()

    with _told():
        serve.run(
            _home(context, folder),
            host=host,
            port=port,
            workers=workers,
            cert=cert,
            key=key,
            follow_stdin=follow_stdin,
            ready=ready,
        )


@server.group("centre", help=tr("server.help.centre"))
def centre() -> None:
    """Centres."""


@centre.command("add", help=tr("server.help.centre_add"))
@_home_option
@_json_option
@click.argument("code")
@click.argument("name")
@click.option("--district", required=True, help=tr("server.help.district"))
@click.option("--name-hi", default="", help=tr("server.help.name_hi"))
@click.pass_context
def centre_add(
    context: click.Context,
    folder: str | None,
    as_json: bool,
    code: str,
    name: str,
    district: str,
    name_hi: str,
) -> None:
    """Add or rename a centre."""
    with _told():
        made = commands.centre_add(_home(context, folder), code, name, district, name_hi)
    _say(made, tr("server.centre_added", code=code, centre=name), as_json=as_json)


@server.command("enrol-code", help=tr("server.help.enrol_code"))
@_home_option
@_json_option
@click.option("--centre", "code", required=True, help=tr("server.help.centre_code"))
@click.pass_context
def enrol_code(context: click.Context, folder: str | None, as_json: bool, code: str) -> None:
    """Make a code for one desk."""
    with _told():
        made = commands.enrol_code(_home(context, folder), code)
    until = made.expires_at.isoformat(timespec="seconds")
    _say(
        {"code": made.code, "expires_at": until},
        tr("server.code", code=made.code, until=until),
        as_json=as_json,
    )


@server.command("print-series", help=tr("server.help.print_series"))
@_home_option
@_json_option
@click.option("--kind", type=click.Choice(["R", "K"]), default="R", help=tr("server.help.print_kind"))
@click.option("--count", required=True, type=click.IntRange(1, 100_000), help=tr("server.help.print_count"))
@click.option("--centre", default="", help=tr("server.help.print_centre"))
@click.pass_context
def print_series(
    context: click.Context, folder: str | None, as_json: bool, kind: str, count: int, centre: str
) -> None:
    """Set numbers aside for paper."""
    with _told():
        given = commands.print_series(_home(context, folder), kind, count, centre)
    first, last = numbers.shown(given["first"]), numbers.shown(given["last"])
    _say(given, tr("server.printed", count=count, first=first, last=last), as_json=as_json)


@server.command("check-code", help=tr("server.help.check_code"))
@_home_option
@_json_option
@click.argument("label")
@click.argument("length", type=click.IntRange(min=1))
@click.argument("code")
@click.pass_context
def check_code(
    context: click.Context, folder: str | None, as_json: bool, label: str, length: int, code: str
) -> None:
    """What was read over the phone, against what is here; 1 where it is not the same."""
    with _told():
        found = commands.check_code(_home(context, folder), label, length, code)
    answer = "same" if found["same"] else "differs" if found["holds"] >= length else "short"
    _say(
        found, tr(f"server.code_{answer}", label=label, length=length, holds=found["holds"]), as_json=as_json
    )
    sys.exit(0 if found["same"] else 1)


@server.command("revoke", help=tr("server.help.revoke"))
@_home_option
@_json_option
@click.argument("label")
@click.pass_context
def revoke(context: click.Context, folder: str | None, as_json: bool, label: str) -> None:
    """Bar one desk."""
    with _told():
        dev = commands.revoke(_home(context, folder), label)
    _say({"label": label, "device": dev}, tr("server.revoked", label=label), as_json=as_json)


@server.command("status", help=tr("server.help.status"))
@_home_option
@_json_option
@click.pass_context
def status(context: click.Context, folder: str | None, as_json: bool) -> None:
    """Count what the server holds."""
    with _told():
        found = commands.status(_home(context, folder))
    lines = [
        tr(
            "server.status",
            devices=found["devices"],
            entries=found["entries"],
            held=found["held"],
            flagged=found["flagged"],
            doubles=found["duplicate_numbers"],
        )
    ]
    lines += [tr("server.status.kind", kind=kind, count=count) for kind, count in found["records"].items()]
    lines += [
        tr(
            "server.status.centre",
            code=place["code"],
            heard=place["last_heard_at"] or tr("server.never"),
            waiting=place["waiting"],
        )
        for place in found["centres"]
    ]
    lines += [
        tr(
            "server.status.sent" if sent["known"] else "server.status.sent_nowhere",
            code=sent["centre"],
            boxes=sent["boxes"],
            samples=sent["samples"],
        )
        for sent in found["sent"]
    ]
    _say(found, "\n".join(lines), as_json=as_json)


@server.command(
    "manage",
    help=tr("server.help.manage"),
    context_settings={
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
        "help_option_names": [],
    },
)
@_home_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def manage(context: click.Context, folder: str | None, arguments: tuple[str, ...]) -> None:
    """Django's own commands."""
    with _told(), commands.told():
        commands.ready(_home(context, folder))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tikadesk server manage", *arguments])
