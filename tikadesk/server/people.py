"""Operators as the server sees them: barring one, and who is barred since when. They are made on the desks.

A bar lies beside the database too, so that a wiped or older database does not lift it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction

from tikadesk.domain.wire import dump
from tikadesk.server import feed, sql
from tikadesk.server.feed import Place
from tikadesk.server.service import Service


def bar(service: Service, operator: str) -> None:
    """Hold whatever ``operator`` does from now on, and tell the desks of the centre. A second time changes nothing."""
    found = sql.row("SELECT district, centre FROM operator WHERE id=%s", operator)
    if found is None or operator in barred(service, [operator]):
        return
    now = service.clock.now()
    with service.home.barred.open("a", encoding="ascii") as file:
        file.write(json.dumps([operator, now.isoformat()]) + "\n")
    item = {"t": "ref", "k": "operator", "id": operator, "b": dump({"revoked_at": now.isoformat()}).decode()}
    with transaction.atomic():
        sql.run("UPDATE operator SET revoked_at=%s WHERE id=%s", sql.instant(now), operator)
        feed.add(found[0], feed.centre_scope(found[1]), [Place("ref", operator, 0, dump(item).decode())])


def barred(service: Service, operators: Iterable[str]) -> dict[str, datetime]:
    """Those of ``operators`` that are barred, and since when (UTC)."""
    file = service.home.barred
    lines = file.read_text(encoding="ascii").splitlines() if file.is_file() else []
    beside = dict(json.loads(line) for line in lines if line)
    wanted = set(operators)
    return {
        operator: datetime.fromisoformat(at).astimezone(UTC)
        for operator, at in beside.items()
        if operator in wanted
    }


def made_after(at: str, barred_at: datetime) -> bool:
    """Whether an entry's own time lies after a bar; a time that cannot be read counts as after."""
    try:
        made = datetime.fromisoformat(at)
    except ValueError:
        return True
    return (made.replace(tzinfo=UTC) if made.tzinfo is None else made.astimezone(UTC)) > barred_at
