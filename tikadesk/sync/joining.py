"""Asking a server to take this machine in as a desk, and whether a server answers at all. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tikadesk.domain import wire
from tikadesk.domain.wire import Fault, ProblemReply, WireError
from tikadesk.errors import NotAllowed, SyncFault, SyncTrouble
from tikadesk.sync.client import Client
from tikadesk.sync.exchange import Request, Response

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PROBE_S = 4.0
_MEMBERS = ("cert", "label", "state", "district", "centre", "leases", "service_key", "escrow_pub")


def checked(server: str) -> str:
    """A typed server address as it is kept; raises NotAllowed for one that others on the line could listen to."""
    parts = urlsplit(server.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotAllowed("enrol.not_an_address", server=server)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise NotAllowed("enrol.needs_https", server=server)
    return server.strip().rstrip("/")


def answers(server: str, *, app: str) -> bool:
    """Whether a TikaDesk server answers there now."""
    client = Client()
    try:
        answer = client.send(server, Request("GET", "/v1/health", _headers(app), read_s=_PROBE_S))
        return answer.is_tikadesk and answer.status == 200 and wire.load(answer.body).get("ok") is True
    except (SyncTrouble, WireError):
        return False
    finally:
        client.close()


def join(servers: list[str], asked: Mapping[str, object], *, app: str) -> dict[str, Any]:
    """The answer of the first server that can be reached. Raises SyncTrouble, NotAllowed for a code that it refuses."""
    trouble = SyncTrouble(SyncFault.NO_SERVER)
    client = Client()
    try:
        for server in servers:
            headers = _headers(app) | {"Content-Type": wire.JSON_TYPE}
            try:
                answer = client.send(server, Request("POST", "/v1/enrol", headers, wire.dump(asked)))
            except SyncTrouble as met:
                trouble = met
                continue
            if not answer.is_tikadesk:
                trouble = SyncTrouble(answer.foreign_fault, status=answer.status)
                continue
            return _read(answer)
    finally:
        client.close()
    raise trouble


def _headers(app: str) -> dict[str, str]:
    return {
        wire.H_PROTOCOL: str(wire.PROTOCOL),
        wire.H_SCHEMA: str(wire.SCHEMA),
        wire.H_APP: app,
        "Accept": f"{wire.JSON_TYPE}, {wire.PROBLEM_TYPE}",
    }


def _read(answer: Response) -> dict[str, Any]:
    try:
        if answer.status >= 400:
            problem = ProblemReply.decode(answer.status, answer.body)
            if problem.fault is Fault.CODE_REFUSED:
                raise NotAllowed("enrol.code_refused")
            busy = answer.status in (429, 503)
            raise SyncTrouble(SyncFault.BUSY if busy else SyncFault.REFUSED)
        given = wire.load(answer.body)
    except WireError as error:
        raise SyncTrouble(SyncFault.GARBLED) from error
    if any(member not in given for member in _MEMBERS):
        raise SyncTrouble(SyncFault.GARBLED)
    return given
