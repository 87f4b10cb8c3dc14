from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.server import registry


def test_a_number_on_one_record_is_no_collision_however_often_noted(desk: DeskAtHand) -> None:
    with transaction.atomic():
        registry.register(desk.device, [("CGR41730501879", "rec-1"), ("CGR41730501879", "rec-1")])
        registry.register(desk.device, [("CGR41730501879", "rec-1")])
    assert registry.collisions(["CGR41730501879"]) == {}
    assert registry.collisions([]) == {}


def test_collisions_name_all_records(desk: DeskAtHand, other: DeskAtHand) -> None:
    registry.register(desk.device, [("CGR41730501879", "rec-1"), ("CGR41730501976", "rec-3")])
    registry.register(other.device, [("CGR41730501879", "rec-2")])
    found = registry.collisions(["CGR41730501879", "CGR41730501976"])
    assert found == {"CGR41730501879": [("rec-1", "387"), ("rec-2", "387")]}


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
def test_times_of_entries_are_weighed_against_a_revocation(at: str, after: bool) -> None:
    revoked = datetime(2026, 5, 16, 5, 0, tzinfo=UTC)  # 10:30 in India
    assert registry.made_after(at, revoked) is after
    assert registry.made_after(at, revoked.replace(tzinfo=None)) is after
