"""``tikadesk close``: what the register page's card does, for a day of which all has been looked at there."""

from __future__ import annotations

import click

from tikadesk.actions import closing
from tikadesk.actions.closing import Check
from tikadesk.actions.desk import Desk
from tikadesk.cli import signing
from tikadesk.cli.group import Doors
from tikadesk.cli.telling import WHY_NOT, Call, command, read_day
from tikadesk.errors import NotAllowed
from tikadesk.i18n import tr
from tikadesk.store.closings import Closing


def commands(_doors: Doors) -> dict[str, click.Command]:
    """This module's commands by name."""
    return {"close": close}


@command("close")
@click.option("--day", required=True, metavar="YYYY-MM-DD", help=tr("cli.help.close_day"))
@click.option("--check", is_flag=True, help=tr("cli.help.close_check"))
@click.option("--reopen", is_flag=True, help=tr("cli.help.reopen"))
@click.option("--reason", default="", metavar="WORDS", help=tr("cli.help.reopen_reason"))
@signing.as_option
def close(
    call: Call, day: str, check: bool, reopen: bool, reason: str, operator: str | None, pin_stdin: bool
) -> int:
    """Seal the day, or take its seal off; 1 when something is open."""
    iso = read_day(day)
    with call.desk() as desk:
        if check:
            return _say_checks(call, desk, iso)
        vouches = signing.named(desk, operator).id, signing.pin(pin_stdin=pin_stdin)
        if reopen:
            made = closing.reopen(desk, iso, supervisor=vouches[0], pin=vouches[1], reason=reason)
        elif reason:
            raise NotAllowed("cli.reason_without_reopen")
        else:
            made = closing.close(desk, iso, supervisor=vouches[0], pin=vouches[1], intent=desk.ids.new())
        _say(call, desk, made)
    return 0


def _say_checks(call: Call, desk: Desk, day: str) -> int:
    checks = closing.checklist(desk, day)
    standing = closing.standing(desk, day)
    told = [{"key": check.key, "ok": check.ok} for check in checks]
    lines = [f"{'✓' if check.ok else '–'} {_words(check)}" for check in checks]
    ready = all(check.ok for check in checks)
    call.say(
        {"day": day, "closed": standing.closed, "ready": ready, "checks": told, "late": standing.late},
        "\n".join(lines),
    )
    return 0 if ready or standing.closed else WHY_NOT


def _words(check: Check) -> str:
    return tr(f"cli.close.{check.key}") if check.ok else tr(f"error.close.{check.key}", **check.params)


def _say(call: Call, desk: Desk, made: Closing) -> None:
    code = closing.closing_code(desk, made.day)
    result = {
        "day": made.day, "round": made.round, "closed": made.stands, "register_no": made.register_no,
        "supervisor": made.supervisor, "counts": dict(made.counts), "digest": made.digest,
        "code": {"desk": code.label, "length": code.length, "chain": code.chain},
    }  # fmt: skip
    key = "cli.closed" if made.stands else "cli.reopened"
    words = tr(key, no=made.register_no, desk=code.label or "–", length=code.length, code=code.chain)
    call.say(result, words)
