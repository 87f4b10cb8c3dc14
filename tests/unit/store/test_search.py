"""Finding people: by prefixes in both scripts, newest first, among rows in the index and rows just saved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk import walk_in
from tests.unit.store.memory import memory_desk
from tikadesk.actions import correct
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.store import records, search

NAMES = [
    ("Ram Sahu", "राम साहू"), ("Roma Sahu", "रोमा साहू"), ("Ramesh Netam", "रमेश नेताम"), ("Ramkali Bai", "रामकली बाई"),
    ("Sunita Verma", "सुनीता वर्मा"), ("Suneeta Sahu", "सुनीता साहू"), ("Gwalde", "ग्वालदे"), ("Karishma", "क़रिश्मा"),
]  # fmt: skip


def found(desk: Desk, typed: str, limit: int = 50) -> list[str]:
    rows = records.at_places(desk.store.connection, search.by_prefix(desk.store.connection, typed, limit))
    return [row["name"] for row in rows]


OTHERS = pytest.mark.parametrize("others", [0, 70], ids=["just saved", "after many others"])


def peopled(others: int) -> Desk:
    """A desk in memory with the people of NAMES, and then so many others that all of these may be in the index."""
    desk = memory_desk()
    for place, (name, local) in enumerate(NAMES):
        changed = {"mobile": f"93000111{place:02d}", "id_number": f"ABC12345{place:02d}"}
        walk_in(desk, dose=False, name=name, name_local=local, **changed)
    for _ in range(others):
        changed = {"mobile": "9111111112", "id_number": "ZZZ9999999"}
        walk_in(desk, dose=False, name="Other Person", name_local="अन्य व्यक्ति", **changed)
    return desk


@pytest.fixture(scope="module", params=[0, 70], ids=["just saved", "after many others"])
def people(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Such a desk for the tests that only look."""
    desk = peopled(request.param)
    yield desk
    desk.store.close()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("राम", ["Ramkali Bai", "Ram Sahu"]),  # neither रोमा nor रमेश
        ("रोमा", ["Roma Sahu"]),
        ("रा", ["Ramkali Bai", "Ram Sahu"]),
        ("सुनीता", ["Suneeta Sahu", "Sunita Verma"]),
        ("ram", ["Ramkali Bai", "Ramesh Netam", "Ram Sahu"]),
        ("SUN", ["Suneeta Sahu", "Sunita Verma"]),
        ("sahu ram", ["Ram Sahu"]),
        ("राम sahu", ["Ram Sahu"]),
        ("am", []),  # words from their beginning
        ("93000 11103", ["Ramkali Bai"]),
        ("+93000-11103", ["Ramkali Bai"]),
        ("९३०००१११०३", ["Ramkali Bai"]),
        ("4503", ["Ramkali Bai"]),  # the end of an ID
        ("क़रि", ["Karishma"]),
        ("करि", []),
        ("ग्वा", ["Gwalde"]),
        ("", []),
        ("---", []),
        ('" OR words : "ram', []),
        ("NEAR(ram)", []),
        ("*", []),
    ],
)
def test_by_prefix_in_both_scripts(people: Desk, typed: str, names: list[str]) -> None:
    assert found(people, typed) == names


def test_by_official_number_with_its_spaces_and_in_any_case(people: Desk) -> None:
    (row,) = [
        row for row in records.every(people.store.connection, "registration") if row["name"] == "Gwalde"
    ]
    for typed in (row["no"], numbers.shown(row["no"]), row["no"].lower(), numbers.shown(row["no"])[:12]):
        assert found(people, typed) == ["Gwalde"]


@pytest.mark.parametrize("typed", ["Sunita", "Soonita", "सुनीता", "Suneetaa"])
def test_by_sound_in_any_spelling_or_script(people: Desk, typed: str) -> None:
    places = search.by_sound(people.store.connection, typed, 50)
    names = [row["name"] for row in records.at_places(people.store.connection, places)]
    assert names == ["Suneeta Sahu", "Sunita Verma"]


def test_by_a_whole_word_and_not_its_beginning(people: Desk) -> None:
    assert len(search.by_word(people.store.connection, "9300011103", 50)) == 1
    assert search.by_word(people.store.connection, "93000", 50) == []
    assert search.by_word(people.store.connection, "", 50) == []


def test_newest_first_up_to_the_limit(people: Desk) -> None:
    assert found(people, "sahu", limit=2) == ["Suneeta Sahu", "Roma Sahu"]


@OTHERS
def test_a_corrected_name_is_found_and_the_old_one_no_longer(others: int) -> None:
    desk = peopled(others)
    (person,) = [
        row["id"] for row in records.every(desk.store.connection, "registration") if row["name"] == "Gwalde"
    ]
    correct.correct(desk, "registration", person, {"name": "Kewat", "name_local": "केंवट"}, reason="typing")
    assert found(desk, "Gwalde") == found(desk, "ग्वालदे") == []
    assert found(desk, "केंवट") == found(desk, "kew") == ["Kewat"]
    desk.store.close()


@OTHERS
def test_the_index_made_again_finds_the_same(others: int) -> None:
    desk = peopled(others)
    typed = ["राम", "ram", "sahu", "93000", "4503", "ग्वा", "person"]
    before = [found(desk, one, 500) for one in typed]
    desk.store.rebuild()
    assert [found(desk, one, 500) for one in typed] == before
    desk.store.close()
