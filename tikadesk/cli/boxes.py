"""``tikadesk consign``: every collected tube for a lab into boxes, with no window."""

from __future__ import annotations

import click

from tikadesk.actions import consign as consigning
from tikadesk.actions.pack import SIZE
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import Call, bar, command
from tikadesk.i18n import tr


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"consign": consign}


@command("consign")
@click.option("--lab", required=True, metavar="CODE", help=tr("cli.help.lab"))
@click.option(
    "--box-size", type=click.IntRange(1, 500), default=SIZE, show_default=True, help=tr("cli.help.box_size")
)
@click.option("--dispatch", "send", is_flag=True, help=tr("cli.help.dispatch"))
@click.option("--driver", default="", metavar="NAME", help=tr("cli.help.driver"))
@click.option("--vehicle", default="", metavar="NUMBER", help=tr("cli.help.vehicle"))
@signing.as_option
def consign(
    call: Call, lab: str, box_size: int, send: bool, driver: str, vehicle: str, operator: str | None,
    pin_stdin: bool,
) -> None:  # fmt: skip
    """Pack and seal what waits for the lab; with ``--dispatch`` it has left, too."""
    way = {"driver": driver, "vehicle": vehicle}
    if any(way.values()) and not send:
        raise click.UsageError(tr("cli.way_without_dispatch"))
    with call.desk() as desk:
        signing.sign_in(desk, operator, pin_stdin=pin_stdin)
        made = consigning.consign(desk, lab, size=box_size, send=send, way=way, progress=bar())
    lines = [tr("cli.consigned", boxes=len(made), n=sum(box.tubes for box in made))]
    lines += [tr("cli.consigned_box", box=box.shown, n=box.tubes) for box in made]
    call.say({"boxes": [{"no": box.no, "samples": box.tubes} for box in made]}, "\n".join(lines))
