"""Asking a server what it holds of one day of this centre, when somebody wants to know, and keeping its answer.

A question of its own, beside the engine: it has no place in the order of sending and fetching, and its failing is no
trouble of the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from tikadesk.domain import wire
from tikadesk.domain.day_held import PATH, DayHeld
from tikadesk.domain.wire import ProblemReply, WireError
from tikadesk.errors import SyncFault, SyncTrouble
from tikadesk.store import reconciling
from tikadesk.store.store import Me, Store
from tikadesk.sync.client import Client
from tikadesk.sync.exchange import Request, Response, proof, token

_FAULTS = {403: SyncFault.REVOKED, 429: SyncFault.BUSY, 503: SyncFault.BUSY}
_GONE = frozenset({SyncFault.NO_LINE, SyncFault.NO_SERVER, SyncFault.NOT_TIKADESK, SyncFault.SERVER_TROUBLE})
"""Troubles of one server that the next one may not have."""


def ask_day(
    store: Store, client: Client, servers: Sequence[str], day: str, now: datetime, *, app: str
) -> SyncFault | None:
    """Ask what is held of an ISO day and keep the answer with its time, or why there was none; the fault then, None
    after an answer. Raises StoreTrouble.
    """
    held, fault = None, SyncFault.NO_SERVER
    for server in servers:
        try:
            held = _ask(client, server, store.me, day, app)
            break
        except SyncTrouble as trouble:
            fault = trouble.fault
            if fault not in _GONE:
                break
    with store.write() as writer:
        reconciling.keep_word(writer.connection, day, held, "" if held is not None else fault.value, now)
    return fault if held is None else None


def _ask(client: Client, server: str, me: Me, day: str, app: str) -> DayHeld:
    """The server's answer in a session of its own; raises SyncTrouble."""
    headers = {
        wire.H_PROTOCOL: str(wire.PROTOCOL),
        wire.H_SCHEMA: str(wire.SCHEMA),
        wire.H_APP: app,
        "Accept": f"{wire.JSON_TYPE}, {wire.PROBLEM_TYPE}",
    }
    posting = headers | {"Content-Type": wire.JSON_TYPE}
    try:
        asked = client.send(server, Request("POST", "/v1/session", posting, b"{}"))
        refusal = ProblemReply.decode(asked.status, _spoken(asked))
        shown = proof(me, str(refusal.extra.get("challenge", "")))
        opened = client.send(server, Request("POST", "/v1/session", posting, wire.dump(shown)))
        bearer = {"Authorization": f"Bearer {token(_granted(opened))}"}
        answer = client.send(server, Request("GET", f"{PATH}?day={quote(day)}", headers | bearer))
        held = DayHeld.decode(_granted(answer))
    except WireError as error:
        raise SyncTrouble(SyncFault.GARBLED) from error
    if held.day != day:
        raise SyncTrouble(SyncFault.GARBLED)
    return held


def _spoken(answer: Response) -> bytes:
    """The body of an answer that is a TikaDesk server's; raises SyncTrouble for a portal's or a proxy's."""
    if not answer.is_tikadesk:
        raise SyncTrouble(answer.foreign_fault, status=answer.status)
    return answer.body


def _granted(answer: Response) -> bytes:
    """The body of an answer that is no refusal; raises SyncTrouble."""
    body = _spoken(answer)
    if answer.status >= 400:
        raise SyncTrouble(_FAULTS.get(answer.status, SyncFault.REFUSED))
    return body
