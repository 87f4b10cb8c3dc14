from __future__ import annotations

from datetime import date, datetime

from tikadesk.domain import rehearsal
from tikadesk.domain.clock import IST
from tikadesk.domain.kinds import registration, sample


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(rehearsal.people(3, 20)) == list(rehearsal.people(3, 20))
    assert list(rehearsal.people(3, 20)) != list(rehearsal.people(4, 20))


def test_everyone_can_be_registered_and_no_mobile_stands_twice() -> None:
    people = list(rehearsal.people(1, 400))
    for person in people:
        _, misfits = registration.read(person, date(2021, 5, 17))
        assert not misfits, person
    mobiles = [person["mobile"] for person in people if "mobile" in person]
    assert len(set(mobiles)) == len(mobiles) < len(people)


def test_everyone_can_be_sampled() -> None:
    for form in rehearsal.samples(1, 100):
        _, misfits = sample.read(form, datetime(2021, 5, 17, 9, tzinfo=IST))
        assert not misfits, form
    assert {form["sample_type"] for form in rehearsal.samples(1, 100)} == set(rehearsal.SAMPLE_TYPES)
