from __future__ import annotations

from pathlib import Path

from tikadesk.actions import facts, staff
from tikadesk.actions.desk import Desk
from tikadesk.app import practice
from tikadesk.app.rehearsal import LAB, Rehearsal
from tikadesk.domain import numbers
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.roles import Role
from tikadesk.store import checking, keys, records
from tikadesk.store.store import Store


def test_a_world_of_its_own_that_is_gone_afterwards() -> None:
    with Rehearsal(SystemClock(), seed=1) as world:
        folder = world.home.data.parent.parent
        practice.with_people(world)
        practice.with_samples(world)
        store = Store.open(world.home)
        try:
            desk = Desk(store, world.clock, practice=True)
            assert store.key_place == keys.FILE
            assert [one.role for one in staff.operators(desk)] == [
                Role.SUPERVISOR,
                Role.REGISTRAR,
                Role.VACCINATOR,
                Role.SAMPLER,
            ]
            people = records.every(store.connection, "registration")
            assert len(people) == practice.PEOPLE == len(records.every(store.connection, "dose"))
            tubes = records.every(store.connection, "sample")
            states = [row["state"] for row in records.every(store.connection, "consignment")]
            assert len(tubes) == practice.SAMPLES and sorted(states) == ["dispatched", "open"]
            assert (
                sum(row["box"] is None for row in tubes) == practice.SAMPLES - practice.SENT - practice.PACKED
            )
            found = [numbers.parse(row["no"]) for row in (*people, *tubes)]
            assert all(number is not None and number.practice for number in found)
            assert facts.facts_of(desk).servers == (world.line.url,)
            assert checking.faults(store) == []
        finally:
            store.close()
        first, second = world.source, world.source
        assert first is not None and second is not None and first.random() != second.random()
        lab = Store.open(world.lab())
        centre = lab.me.centre
        assert centre is not None and centre.code == LAB and centre.name == "Practice lab"
        lab.close()
    assert not Path(folder).exists() and not world.server.running
