"""Reading records: rows as plain dicts, and the entries behind them."""

from __future__ import annotations

import pytest

from tests.desk import walk_in
from tikadesk.actions import correct, void
from tikadesk.actions.desk import Desk
from tikadesk.store import records
from tikadesk.store.records import Row


def names(rows: list[Row]) -> list[str]:
    return [row["name"] for row in rows]


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Three people, the second of them void."""
    walk_in(desk)
    gone = walk_in(
        desk, name="Ram Sahu", name_local="राम साहू", sex="M", mobile="9300011122", id_number="ABC1234567"
    )
    walk_in(desk, dose=False, name="Suseela Bai", name_local="", mobile="9300011133", village="Dunda")
    void.void(desk, "registration", gone.id, reason="twice")
    return desk


def test_one_record_or_none(desk: Desk) -> None:
    saved = walk_in(desk)
    row = records.get(desk.store.connection, "registration", saved.id)
    assert row is not None and row["no"] == saved.no
    assert records.get(desk.store.connection, "dose", saved.id) is None
    with pytest.raises(KeyError):
        records.get(desk.store.connection, "referral", saved.id)


def test_void_people_are_in_lists_but_are_nobodys_likeness(people: Desk) -> None:
    connection = people.store.connection
    assert names(records.newest_people(connection, 9)) == ["Suseela Bai", "Ram Sahu", "Sushila Devi"]
    assert names(records.find_people(connection, "Ram", 9)) == ["Ram Sahu"]
    assert records.alike(connection, {"mobile": "9300011122"}) == []


@pytest.mark.parametrize(
    ("values", "alike"),
    [
        ({"mobile": "9826041187"}, ["Sushila Devi"]),
        ({"id_tail": "6198"}, ["Suseela Bai", "Sushila Devi"]),
        ({"name": "सुशीला"}, ["Suseela Bai", "Sushila Devi"]),
        ({"mobile": "9826041187", "name": "Dunda"}, ["Sushila Devi"]),
        ({}, []),
    ],
)
def test_who_is_worth_comparing(people: Desk, values: Row, alike: list[str]) -> None:
    assert names(records.alike(people.store.connection, values)) == alike


def test_who_holds_a_mobile_or_a_whole_id(people: Desk) -> None:
    connection = people.store.connection
    assert names(records.holding(connection, "mobile", "9826041187")) == ["Sushila Devi"]
    assert names(records.holding(connection, "id_number", "SGT1996198")) == ["Suseela Bai", "Sushila Devi"]
    assert records.holding(connection, "id_number", "XXX1996198") == []
    assert records.holding(connection, "mobile", "9300011122") == []  # void


def test_doses_by_person_void_ones_too(people: Desk) -> None:
    ids = [row["id"] for row in records.newest_people(people.store.connection, 9)]
    doses = records.doses_of(people.store.connection, ids)
    assert [len(doses[person]) for person in ids] == [0, 1, 1]
    assert [bool(row["void"]) for rows in doses.values() for row in rows] == [True, False]
    assert records.doses_of(people.store.connection, []) == {}


def test_entries_in_the_order_of_the_fold(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"name": "Kamla Devi"}, reason="typing")
    void.void(desk, "registration", saved.id, reason="twice")
    entries = records.entries_of(desk.store.connection, saved.id)
    assert [(entry.op.value, entry.gen) for entry in entries] == [("create", 1), ("edit", 2), ("void", 3)]


def test_what_waits_and_what_is_newest(desk: Desk) -> None:
    connection, device = desk.store.connection, desk.store.me.device
    saved = walk_in(desk)
    newest = records.own_newest(connection, device, ["registration", "dose"], 2)
    assert [(row["kind"], row["rec"]) for row in newest] == [
        ("dose", saved.dose_id),
        ("registration", saved.id),
    ]
    waiting = records.waiting(connection, device, newest[1]["n"], 9)
    assert [row["rec"] for row in waiting] == [saved.dose_id]
    assert records.own_newest(connection, "another-desk", ["registration"], 9) == []


def test_tokens_of_this_desk_and_day(desk: Desk) -> None:
    connection, device = desk.store.connection, desk.store.me.device
    assert records.next_token(connection, device, "2021-05-17") == 1
    walk_in(desk)
    assert records.next_token(connection, device, "2021-05-17") == 2
    assert records.next_token(connection, device, "2021-05-18") == 1
    assert records.next_token(connection, "another-desk", "2021-05-17") == 1


def test_the_busiest_day_says_how_many_numbers_to_ask_for(desk: Desk) -> None:
    assert records.busiest_day(desk.store.connection, "registration") == 0
    walk_in(desk)
    walk_in(desk)
    walk_in(desk, dose=False, source="paper", page="1", serial="1", day="15-05-2021")
    assert records.busiest_day(desk.store.connection, "registration") == 2


def test_villages_by_how_often_they_are_written(people: Desk) -> None:
    assert records.villages(people.store.connection) == ["Mowa", "Dunda"]


def test_what_the_server_has_judged(desk: Desk) -> None:
    saved = walk_in(desk)
    assert records.judged(desk.store.connection, 9) == []
    judge = "UPDATE op SET judgement = ?, reason = 'bad-shape' WHERE id = ?"
    desk.store.connection.execute(judge, ["held", saved.id])
    desk.store.connection.execute(judge, ["applied", saved.dose_id])
    assert [row["rec"] for row in records.judged(desk.store.connection, 9)] == [saved.id]


def test_a_days_counts_are_read_from_indexes_alone(desk: Desk) -> None:
    walk_in(desk)
    walk_in(desk, dose=False, name="Geeta Sahu")
    people, doses = records.day_counts(desk.store.connection, desk.today())
    assert (people, doses) == ({0: 2}, {("given", 1): 1})
    for sql in (
        "SELECT void, count(*) AS n FROM registration WHERE day = ? GROUP BY void",
        "SELECT outcome, dose_no, count(*) AS n FROM dose WHERE day = ? AND void = 0 GROUP BY outcome, dose_no",
    ):
        plan = desk.store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", [desk.today()]).fetchall()
        assert "COVERING INDEX" in plan[0][3]
