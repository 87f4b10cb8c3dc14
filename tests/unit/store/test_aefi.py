"""Reading adverse events: an event without its dose is not lost, and a dose belongs to the vial of its own desk."""

from __future__ import annotations

import pytest

from tests.desk import SESSION, dose_form, walk_in
from tests.two_desks import TwoDesks
from tests.unit.store.memory import memory_desk
from tikadesk.actions import give_dose, session
from tikadesk.store import aefi, records


def test_an_event_that_comes_before_its_dose_is_read() -> None:
    desk, nobody = memory_desk(), memory_desk(7).ids
    person, dose, rec = nobody.new(), nobody.new(), nobody.new()
    with desk.store.write() as writer:
        values = {"person": person, "dose": dose, "day": "2021-05-16", "severity": "serious"}
        desk.create(writer, "aefi", values, id=rec)
    row = aefi.one(desk.store.connection, rec)
    assert row is not None and (row["given_on"], row["name"], row["vial"]) == ("2021-05-16", None, None)
    assert [one["id"] for one in aefi.of_day(desk.store.connection, "2021-05-16")] == [rec]
    assert aefi.one(desk.store.connection, person) is None


def test_two_desks_that_opened_a_vial_of_one_number_each_keep_their_people_apart() -> None:
    two = TwoDesks()
    for desk, names in zip(two.desks, (("Asha Rao", "Bina Rao"), ("Chitra Rao",)), strict=True):
        session.set_up(desk, SESSION)
        for name in names:
            walk_in(desk, name=name)
    two.meet()
    for desk in two.desks:
        found = {}
        for row in aefi.given_since(desk.store.connection, desk.today(), "00:00"):
            _, rows = aefi.from_the_vial_of(desk.store.connection, row)
            found[row["name"]] = [one["name"] for one in rows]
        assert found == {
            "Asha Rao": ["Asha Rao", "Bina Rao"], "Bina Rao": ["Asha Rao", "Bina Rao"], "Chitra Rao": ["Chitra Rao"],
        }  # fmt: skip


def test_a_dose_of_a_vial_that_nobody_opened_here_still_has_its_company() -> None:
    desk = memory_desk()
    for serial in ("2", "3"):
        paper = dose_form(desk) | {"vial": "9", "source": "paper", "page": "1", "serial": serial}
        give_dose.give(desk, walk_in(desk, dose=False).id, paper, intent=desk.ids.new())
    first = records.of_day(desk.store.connection, "dose", desk.today())[0]
    vial, company = aefi.from_the_vial_of(desk.store.connection, first)
    assert (vial, len(company)) == (None, 2)
    assert aefi.from_the_vial_of(desk.store.connection, first | {"vial": None}) == (None, [])


@pytest.mark.parametrize("column", ["day", "dose", "person"])
def test_events_are_found_by_an_index(column: str) -> None:
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM aefi WHERE {column} = ''"
    assert not any("SCAN" in str(step[-1]) for step in memory_desk().store.connection.execute(sql))
