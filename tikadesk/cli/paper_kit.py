"""``tikadesk paper-kit``: blank register pages and number stickers, for hours without a computer."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from tikadesk.actions import paper_kit
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import Call, command, warn
from tikadesk.i18n import tr


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"paper-kit": print_kit}


@command("paper-kit")
@click.option("--pages", type=click.IntRange(0, paper_kit.MOST_PAGES), default=0, help=tr("cli.help.pages"))
@click.option("--first-page", type=click.IntRange(1), help=tr("cli.help.first_page"))
@click.option("--stickers", metavar="FROM:TO", default="", help=tr("cli.help.stickers"))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=tr("cli.help.out")
)
@signing.as_option
def print_kit(
    call: Call,
    pages: int,
    first_page: int | None,
    stickers: str,
    out: Path,
    operator: str | None,
    pin_stdin: bool,
) -> None:
    """Write the kit as a PDF; the journal keeps which pages and numbers were printed."""
    first, _, last = stickers.partition(":")
    typed = {
        "pages": str(pages),
        "first_page": str(first_page or ""),
        "stickers_from": first,
        "stickers_to": last,
    }
    with call.desk() as desk:
        signing.sign_in(desk, operator, pin_stdin=pin_stdin)
        kit = paper_kit.plan(desk, typed)
        again = paper_kit.printed_before(desk, kit)
        if again is not None:
            warn(tr(again.key, **again.params))
        import_module("tikadesk.reports.paint").prepare()  # painting needs Qt with its fonts, and no screen
        made = import_module("tikadesk.reports.paper_kit").write(desk.store, kit, out, practice=desk.practice)
        paper_kit.note(desk, kit)
    call.say(
        {
            "pages": kit.pages,
            "stickers": len(kit.stickers),
            "file": str(made.file),
            "sha256": made.sha256,
        },
        tr("cli.kit_made", pages=kit.pages, stickers=len(kit.stickers), file=str(made.file)),
    )
