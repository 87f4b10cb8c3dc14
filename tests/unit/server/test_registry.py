from __future__ import annotations

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
