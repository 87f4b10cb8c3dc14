"""The store finds by one query whom the programme's rules find one by one."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import register
from tikadesk.domain import reference, schedule
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.schedule import Given
from tikadesk.store import due, records
from tikadesk.store.facts import CENTRE_OF

FAR = "2030-01-01"


def dose(desk: DeskInMemory, person: str, day: str, number: int = 1, **more: Value) -> str:
    values: dict[str, Value] = {
        "person": person, "day": day, "outcome": "given", "dose_no": number, "vaccine": "covishield",
    }  # fmt: skip
    with desk.store.write() as writer:
        return desk.desk.create(writer, "dose", values | more)


def found(desk: DeskInMemory, on: str, until: str = FAR) -> list[tuple[str, int, str, str | None]]:
    return [
        (one.person, one.number, one.due_from, one.due_to)
        for one in due.found(desk.store.connection, on, until)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_query_finds_whom_the_rules_find(seed: int) -> None:
    source, desk = random.Random(seed), DeskInMemory(seed, numbers=100)
    vaccines = list(reference.vaccines())
    expected: dict[str, set[tuple[str, int, str, str | None]]] = {}
    days = [f"2021-{month:02}-15" for month in (4, 6, 9, 12)] + ["2022-02-01", "2022-08-01"]
    for _ in range(40):
        person, had = desk.register(village=source.choice(["Mowa", "mowa", None])), []
        for number in range(1, 1 + source.randrange(4)):
            for _twice in range(source.choice((1, 1, 1, 2))):
                day = (date(2021, 2, 1) + timedelta(days=source.randrange(500))).isoformat()
                given = Given(number, source.choice(vaccines), day)
                dose(desk, person, given.day, given.number, vaccine=given.vaccine)
                had.append(given)
        for on in days:
            number, due_from, due_to = schedule.next_due(had, on)
            if had and due_from:
                expected.setdefault(on, set()).add((person, number, due_from, due_to))
    for on in days:
        assert set(found(desk, on)) == expected.get(on, set()), on


def test_a_dose_that_was_struck_out_makes_nobody_due_and_a_void_person_is_left_alone() -> None:
    desk = DeskInMemory()
    person, other = desk.register(), desk.register()
    for one in (person, other):
        dose(desk, one, "2021-05-17")
    assert len(found(desk, "2021-08-10")) == 2
    row = records.get(desk.store.connection, "registration", other)
    assert row is not None
    with desk.store.write() as writer:
        desk.desk.change(writer, "registration", row, Op.VOID, {}, why="twice")
    assert found(desk, "2021-08-10") == [(person, 2, "2021-08-09", "2021-09-06")]
    struck = records.get(desk.store.connection, "dose", records.every(desk.store.connection, "dose")[0]["id"])
    assert struck is not None
    with desk.store.write() as writer:
        desk.desk.change(writer, "dose", struck, Op.VOID, {}, why="not_given")
    assert found(desk, "2021-08-10") == []


def test_who_was_sent_home_is_due_again_on_the_day_they_were_told() -> None:
    desk = DeskInMemory()
    told, untold, later = desk.register(), desk.register(), desk.register()
    dose(desk, told, "2021-05-17", outcome="deferred", dose_no=None, defer_until="2021-06-01")
    dose(desk, untold, "2021-05-17", outcome="deferred", dose_no=None)
    dose(desk, later, "2021-05-17")
    dose(desk, later, "2021-08-09", outcome="deferred", dose_no=None, defer_until="2021-08-20")
    assert set(found(desk, "2021-08-10")) == {
        (told, 1, "2021-06-01", None), (untold, 1, "2021-05-18", None), (later, 2, "2021-08-20", "2021-09-06"),
    }  # fmt: skip
    assert {person for person, *_ in found(desk, "2021-06-01", "2021-06-01")} == {told, untold}
    dose(desk, told, "2021-06-02")
    assert (told, 2, "2021-08-25", "2021-09-22") in found(desk, "2021-08-10")


def test_the_list_goes_by_village_however_it_is_written_and_the_most_urgent_first() -> None:
    desk = DeskInMemory()
    wanted = [
        ("Arang", "2021-02-01"),
        ("arang", "2021-05-17"),
        ("Arang", "2021-05-30"),
        ("मोवा", "2021-05-17"),
    ]
    people = [desk.register(village=village) for village, _ in wanted] + [desk.register(village=None)]
    for person, day in zip(people, [day for _, day in wanted] + ["2021-02-01"], strict=True):
        dose(desk, person, day)
    listed = due.found(desk.store.connection, "2021-08-10", FAR)
    assert [one.person for one in listed] == people
    assert [one.rank("2021-08-10") for one in listed] == [0, 1, 3, 1, 0]
    assert [row["id"] for _, row in due.rows(desk.store.connection, listed[1:4])] == people[1:4]


def test_one_person_registered_twice_is_listed_once_and_not_after_the_second_dose() -> None:
    desk = DeskInMemory()
    first, second, other = desk.register(), desk.register(), desk.register()
    dose(desk, first, "2021-03-01")
    dose(desk, second, "2021-05-01", 2)
    dose(desk, other, "2021-03-02")
    assert {person for person, *_ in found(desk, "2021-08-10")} == {first, other}
    register.decide(desk.desk, second, first, "same")
    assert {person for person, *_ in found(desk, "2021-08-10")} == {other}
    register.decide(desk.desk, first, other, "same")
    assert found(desk, "2021-08-10") == []
    desk.clock.advance(seconds=60)
    register.decide(desk.desk, other, first, "different")
    assert {person for person, *_ in found(desk, "2021-08-10")} == {other}


def test_after_a_severe_event_a_doctor_decides_first() -> None:
    desk = DeskInMemory()
    mild, severe, struck = desk.register(), desk.register(), desk.register()
    for person, severity, void in (
        (mild, "minor", False),
        (severe, "severe", False),
        (struck, "serious", True),
    ):
        shot = dose(desk, person, "2021-05-17")
        with desk.store.write() as writer:
            event = desk.desk.create(
                writer, "aefi", {"person": person, "dose": shot, "day": "2021-05-17", "severity": severity}
            )
        if void:
            row = records.get(desk.store.connection, "aefi", event)
            assert row is not None
            with desk.store.write() as writer:
                desk.desk.change(writer, "aefi", row, Op.VOID, {}, why="twice")
    listed = due.found(desk.store.connection, "2021-08-10", FAR)
    assert {one.person: bool(one.caution) for one in listed} == {mild: False, severe: True, struck: False}


def test_another_centres_people_are_its_own_affair() -> None:
    desk = DeskInMemory()
    dose(desk, desk.register(), "2021-05-17")
    with desk.store.write() as writer:
        writer.note(CENTRE_OF, desk.device, "CG-9999")
    assert found(desk, "2021-08-10") == []
