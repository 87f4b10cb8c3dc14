"""Enrolling this desk: what is asked of the server, and what is written down of its answer. No network here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nacl.signing import SigningKey

from tikadesk.actions import staff
from tikadesk.actions.desk import Desk, Operator
from tikadesk.domain.roles import Role
from tikadesk.domain.wire import from_base64, to_base64
from tikadesk.errors import NotAllowed
from tikadesk.paths import Home
from tikadesk.store import keys
from tikadesk.store.ledger import Ledger


def ask(desk: Desk, code: str) -> dict[str, object]:
    """The body of the enrolment request. Raises NotAllowed for a desk that is enrolled already."""
    if desk.enrolled:
        raise NotAllowed("error.enrolled_already", centre=desk.centre.code if desk.centre else "")
    me = desk.store.me
    key = SigningKey(me.seed)
    return {
        "code": code.strip().upper(),
        "dev": me.device,
        "pub": to_base64(bytes(key.verify_key)),
        "box": to_base64(bytes(key.to_curve25519_private_key().public_key)),
        "hint": "",
        "continues": None,
    }


def keep(desk: Desk, answer: Mapping[str, Any], servers: Sequence[str], home: Home) -> None:
    """Write down certificate, centre, numbers and servers; seal a copy of the database key for the server."""
    key, _ = keys.load(home, make=False)
    keys.seal_copy(home, key, from_base64(answer["escrow_pub"]))
    Ledger(desk.store).enrolled(answer, servers=list(servers), service_key=from_base64(answer["service_key"]))


def first_supervisor(desk: Desk, name: str, pin: str) -> Operator:
    """The person who enrols the desk becomes its first supervisor. Raises InvalidRecord."""
    present = [operator for operator in staff.operators(desk) if operator.role == Role.SUPERVISOR]
    if present:
        return present[0]
    return staff.add(desk, name, Role.SUPERVISOR, pin)
