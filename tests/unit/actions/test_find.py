"""Finding a person by what they can say: name in either script, mobile, number; and everything known of one."""

from __future__ import annotations

import pytest

from tests.desk import walk_in
from tests.sentences import assert_said
from tikadesk.actions import correct, find, void
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.errors import NotAllowed


def found(desk: Desk, typed: str) -> list[str]:
    return [row.name for row in find.people(desk, typed)]


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Three people of the same village."""
    walk_in(desk)
    walk_in(desk, name="Ram Sahu", name_local="राम साहू", sex="M", mobile="9300011122", id_number="ABC1234567")
    walk_in(desk, name="Roma Sahu", name_local="रोमा साहू", mobile="9300011133", id_number="ABC1234568")
    return desk


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("सुशीला", ["Sushila Devi"]),
        ("सुशी", ["Sushila Devi"]),
        ("sushila", ["Sushila Devi"]),
        ("DEVI SUSH", ["Sushila Devi"]),  # any order
        ("Susheela", ["Sushila Devi"]),  # as it sounds
        ("राम", ["Ram Sahu"]),  # and not रोमा
        ("साहू", ["Roma Sahu", "Ram Sahu"]),  # newest first
        ("9300011122", ["Ram Sahu"]),
        ("93000 11122", ["Ram Sahu"]),
        ("९३०००", ["Roma Sahu", "Ram Sahu"]),
        ("6198", ["Sushila Devi"]),  # the end of the ID
        ("Mowa", ["Roma Sahu", "Ram Sahu", "Sushila Devi"]),
        ("", ["Roma Sahu", "Ram Sahu", "Sushila Devi"]),
        ("zzz", []),
        ('"*^', []),
    ],
)
def test_by_what_people_can_say(people: Desk, typed: str, names: list[str]) -> None:
    assert found(people, typed) == names


def test_by_official_number_however_it_is_typed(people: Desk) -> None:
    number = find.people(people, "Sushila")[0].no
    for typed in (number, numbers.shown(number), number.lower(), number[:9]):
        assert found(people, typed) == ["Sushila Devi"]


def test_a_list_has_its_limit(people: Desk) -> None:
    assert len(find.people(people, "", limit=2)) == 2


def test_a_corrected_name_is_found_and_the_old_one_is_not(people: Desk) -> None:
    person = find.people(people, "Sushila")[0].id
    correct.correct(
        people, "registration", person, {"name": "Kamla Devi", "name_local": ""}, reason="heard_wrong"
    )
    assert found(people, "Kamla") == ["Kamla Devi"]
    assert found(people, "सुशीला") == []


def test_everything_known_of_one_person(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"age": "36"}, reason="heard_wrong")
    void.void(desk, "dose", saved.dose_id or "", reason="not_given")
    person = find.person(desk, saved.id)
    assert person.row.no == saved.no
    assert person.fields["birth_year"] == 1985
    assert "heads" not in person.fields
    assert [dose.void for dose in person.doses] == [True]
    told = {(one.kind, one.op, one.why, one.by, one.changes) for one in person.history}
    assert ("registration", "edit", "heard_wrong", "Sunita Verma", (("birth_year", 1987, 1985),)) in told
    assert ("dose", "void", "not_given", "Sunita Verma", ()) in told
    assert [change.op for change in person.history].count("create") == 2


def test_someone_who_is_not_here_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(NotAllowed) as refusal:
        find.person(desk, desk.ids.new())
    assert_said(refusal.value.key, refusal.value.params)


def test_who_only_shares_the_consonants_is_not_offered(desk: Desk) -> None:
    walk_in(desk, name="Roma Sahu", name_local="रोमा साहू")
    assert found(desk, "राम") == found(desk, "Ram") == []
    assert found(desk, "Rooma") == ["Roma Sahu"]
