from __future__ import annotations

import pytest

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain import wire
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.wire import Fault, WireError
from tikadesk.server import devices, sessions, sql
from tikadesk.server.service import Service


def fault(service: Service, authorization: str) -> Fault | None:
    """Why a header opens nothing."""
    try:
        sessions.device_of(service, authorization)
    except WireError as error:
        return error.fault
    return None


def test_a_token_opens_the_door_for_twelve_hours(desk: DeskAtHand, clock: FixedClock) -> None:
    token = desk.token()
    assert sessions.device_of(desk.service, f"Bearer {token}").dev == desk.hand.dev
    assert sessions.device_of(desk.service, f"bearer {token}").dev == desk.hand.dev
    clock.advance(seconds=12 * 3600 + 1)
    assert fault(desk.service, f"Bearer {token}") is Fault.SESSION_EXPIRED


def test_tokens_are_stored_hashed_and_swept(desk: DeskAtHand, clock: FixedClock) -> None:
    token = desk.token()
    assert all(token.encode() not in bytes(row[0]) for row in sql.rows("SELECT hash FROM session"))
    clock.advance(seconds=13 * 3600)
    desk.token()
    assert sql.value("SELECT COUNT(*) FROM session") == 1


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic dXNlcg==", "Bearer tk_", "Bearer \x00", "tk_x"]
)
def test_other_headers_open_nothing(desk: DeskAtHand, header: str) -> None:
    assert fault(desk.service, header) is Fault.SESSION_EXPIRED


def test_a_challenge_serves_five_minutes(desk: DeskAtHand, clock: FixedClock) -> None:
    text = sessions.challenge(desk.service)
    sig = desk.hand.key.sign(b"tika1|session|" + text.encode()).signature
    proof = {"cert": desk.hand.cert, "challenge": text, "sig": wire.to_base64(sig)}
    clock.advance(seconds=299)
    assert sessions.open_session(desk.service, proof)["ttl"] == 43200
    clock.advance(seconds=2)
    with pytest.raises(WireError):
        sessions.open_session(desk.service, proof)


def test_a_desk_that_the_database_forgot_is_admitted_by_its_certificate(desk: DeskAtHand) -> None:
    for table in ("session", "lease", "lease_wish", "device"):
        sql.run(f"DELETE FROM {table}")
    sql.run("DELETE FROM enrol_code")
    sql.run("DELETE FROM centre")
    token = desk.token()
    device = sessions.device_of(desk.service, f"Bearer {token}")
    assert (device.centre, device.label, device.state) == ("CG-0231", desk.hand.label, "CG")
    assert desk.device.pub == bytes(desk.hand.key.verify_key)


def test_a_revoked_desk_gets_in_by_no_way(desk: DeskAtHand) -> None:
    token = desk.token()
    devices.revoke(desk.service, desk.hand.dev)
    assert fault(desk.service, f"Bearer {token}") is Fault.SESSION_EXPIRED
    with pytest.raises(WireError) as barred:
        desk.token()
    assert barred.value.fault is Fault.DEVICE_REVOKED
    sql.run("UPDATE device SET status='active'")  # an older database does not know of it
    with pytest.raises(WireError):
        desk.token()
