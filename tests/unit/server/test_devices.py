from __future__ import annotations

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.clock import FixedClock
from tikadesk.server import board, devices, sql
from tikadesk.server.devices import Visit


def test_a_desk_is_found_with_its_place(desk: DeskAtHand) -> None:
    found = devices.find(desk.hand.dev)
    assert found is not None
    assert (found.centre, found.district, found.state, found.status) == ("CG-0231", "387", "CG", "active")
    assert devices.find("nobody") is None


def test_codes_of_centres_fit_their_column() -> None:
    assert devices.is_centre_code("LAB-AIIMSRPR") and devices.is_centre_code("L" * 32)
    assert not any(map(devices.is_centre_code, ("", "L" * 33, "लैब", "A\0", "A B", "-")))


def test_visits_are_noted_when_they_bring_news(desk: DeskAtHand, clock: FixedClock) -> None:
    def noted() -> dict[str, object]:
        place: dict[str, object] = board.status()["centres"][0]
        return place

    devices.heard(desk.service, desk.device, Visit(7, "1.0"))
    first = noted()
    assert first["waiting"] == 7
    clock.advance(seconds=5)
    devices.heard(desk.service, desk.device, Visit(7))
    assert noted() == first
    devices.heard(desk.service, desk.device, Visit(0))
    assert noted()["waiting"] == 0
    clock.advance(seconds=60)
    devices.heard(desk.service, desk.device, Visit())
    assert str(noted()["last_heard_at"]) > str(first["last_heard_at"])


def test_revocations_lie_beside_the_database_too(desk: DeskAtHand) -> None:
    assert devices.revoked_beside(desk.service) == frozenset()
    devices.revoke(desk.service, desk.hand.dev)
    devices.revoke(desk.service, desk.hand.dev)
    assert devices.revoked_beside(desk.service) == {desk.hand.dev}
    assert desk.service.home.revoked.read_text().count("\n") == 1
    assert desk.device.status == devices.REVOKED


def test_an_older_database_is_told_of_revocations(desk: DeskAtHand, other: DeskAtHand) -> None:
    token = desk.token()
    devices.revoke(desk.service, desk.hand.dev)
    sql.run("UPDATE device SET status='active'")
    sql.run("INSERT INTO session(hash, dev, exp) VALUES (%s,%s,'2099-01-01')", token.encode(), desk.hand.dev)
    devices.enforce(desk.service)
    assert (desk.device.status, other.device.status) == (devices.REVOKED, devices.ACTIVE)
    assert sql.value("SELECT COUNT(*) FROM session") == 0
