from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.clock import FixedClock
from tikadesk.server import people, sql
from tikadesk.server.service import Service


def test_a_barred_operator_stays_barred_after_a_wipe(
    desk: DeskAtHand, service: Service, clock: FixedClock
) -> None:
    person = desk.hand.entry("operator", {"name": "Sita", "role": "registrar"})
    desk.say(person.body())
    people.bar(service, person.id)
    since = people.barred(service, [person.id])
    assert since == {person.id: clock.now()}
    clock.advance(seconds=60)
    people.bar(service, person.id)
    sql.run("DELETE FROM operator")
    assert people.barred(service, [person.id, "another"]) == since
    assert people.barred(service, []) == {}


def test_the_desks_of_the_centre_are_told(desk: DeskAtHand, other: DeskAtHand, service: Service) -> None:
    person = desk.hand.entry("operator", {"name": "Sita", "role": "registrar"})
    desk.say(person.body())
    people.bar(service, person.id)
    (told,) = [item for item in other.read() if item["t"] == "ref"]
    assert (told["k"], told["id"]) == ("operator", person.id)
    assert "revoked_at" in told["b"]


def test_an_operator_that_there_is_not_is_not_barred(service: Service) -> None:
    people.bar(service, "nobody")
    assert not service.home.barred.exists()


@pytest.mark.parametrize(
    ("at", "after"),
    [
        ("2026-05-16T10:21:07+05:30", False),
        ("2026-05-16T10:31:07+05:30", True),
        ("2026-05-16T04:59:00", False),
        ("2026-05-16T05:01:00", True),
        ("yesterday", True),
        ("", True),
    ],
)
def test_times_of_entries_are_weighed_against_a_bar(at: str, after: bool) -> None:
    assert people.made_after(at, datetime(2026, 5, 16, 5, 0, tzinfo=UTC)) is after  # 10:30 in India
