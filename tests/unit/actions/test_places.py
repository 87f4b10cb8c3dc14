"""Villages and wards as suggestions, in either script, those of this centre first."""

from __future__ import annotations

import pytest

from tests.desk import walk_in
from tikadesk.actions import places
from tikadesk.actions.desk import Desk


def names(desk: Desk, typed: str) -> list[str]:
    return [row.name for row in places.villages(desk, typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Tati", "Tatibandh"),
        ("टाटी", "Tatibandh"),
        ("TELI", "Telibandha"),
        ("Tatiband", "Tatibandh"),
        ("Gudiyari", "Gudhiyari"),
    ],
)
def test_by_its_beginning_or_its_sound(desk: Desk, typed: str, first: str) -> None:
    assert names(desk, typed)[0] == first


def test_places_of_this_centre_come_first_and_are_marked(desk: Desk) -> None:
    walk_in(desk, dose=False, village="Telinara")
    rows = places.villages(desk, "teli")
    assert [(row.name, row.used) for row in rows][:2] == [("Telinara", True), ("Telibandha", False)]
    assert [row.name for row in places.villages(desk, "")] == ["Telinara"]


def test_a_listed_place_keeps_its_hindi_name_once_used(desk: Desk) -> None:
    walk_in(desk, dose=False, village="Mowa")
    assert places.villages(desk, "mow") == [places.VillageRow("Mowa", "मोवा", True)]


def test_nothing_fits_and_nothing_is_offered(desk: Desk) -> None:
    assert names(desk, "Zzz") == []
    assert names(desk, "1234") == []


def test_a_list_has_its_limit(desk: Desk) -> None:
    assert len(places.villages(desk, "d", limit=2)) == 2
