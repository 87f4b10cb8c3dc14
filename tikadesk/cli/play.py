"""``tikadesk practice`` and ``tikadesk drill``: the doors to a throw-away desk that can reach no real server."""

from __future__ import annotations

from pathlib import Path

import click

from tikadesk.cli.group import Doors
from tikadesk.cli.telling import WHY_NOT, Call, command, warn
from tikadesk.i18n import tr


def commands(doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""

    @command("practice")
    def practice(_call: Call) -> int:
        """Open a throw-away desk with its own server."""
        return doors.practice()

    @command("drill")
    @click.option(
        "--registrations", type=click.IntRange(0, 100_000), default=60, help=tr("cli.help.registrations")
    )
    @click.option("--samples", type=click.IntRange(0, 100_000), default=0, help=tr("cli.help.samples"))
    @click.option(
        "--outage-minutes", type=click.FloatRange(0.1, 10_000), default=90, help=tr("cli.help.outage")
    )
    @click.option("--speed", type=click.FloatRange(1.0, 100_000), default=600, help=tr("cli.help.speed"))
    @click.option("--seed", type=int, default=1, help=tr("cli.help.seed"))
    @click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        required=True,
        help=tr("cli.help.drill_out"),
    )
    def drill(
        call: Call,
        registrations: int,
        samples: int,
        outage_minutes: float,
        speed: float,
        seed: int,
        out: Path,
    ) -> int:
        """Play the outage; 1 unless nothing was lost and no number stands twice."""
        report = doors.drill(
            registrations=registrations,
            samples=samples,
            outage_minutes=outage_minutes,
            speed=speed,
            seed=seed,
            out=out,
        )
        call.say(
            report,
            tr(
                "drill.done",
                saved=report["saved"],
                server=report["on_server"],
                lost=report["lost"],
                twice=report["duplicate_numbers"],
                seconds=report["seconds_to_drain"],
                out=str(out),
            ),
        )
        if report["lost"] or report["duplicate_numbers"]:
            warn(tr("drill.failed"))
            return WHY_NOT
        return 0

    return {"practice": practice, "drill": drill}
