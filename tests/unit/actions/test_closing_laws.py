"""The laws of closing, over any sequence of entries, closings, reopenings and meetings of two desks."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.closing import close, make_ready, reopen
from tests.desk import SUPERVISOR
from tests.sentences import assert_said
from tests.two_desks import TwoDesks
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import closing, staff
from tikadesk.domain.entry import Op
from tikadesk.errors import NotAllowed
from tikadesk.store import closings, register_lines
from tikadesk.store.closings import Closing

DAY = "2021-05-16"
STEPS = 20


class World:
    """Two desks of one centre, and what each closing's desk had when it closed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.two = TwoDesks()
        self.sealed: dict[str, tuple[Closing, frozenset[str]]] = {}
        self.people: list[str] = []
        staff.add(self.two.desks[0], SUPERVISOR[0], "supervisor", SUPERVISOR[1])
        self.two.meet()

    def step(self) -> None:
        """Something happens at one of the desks, or they hear of each other, wholly or one of the other."""
        one = self.chance.choice(self.two.both)
        acts = {self.register: 5, self.change: 5, self.close: 4, self.reopen: 2, self.move: 2}
        if self.chance.random() < 0.3:
            self.two.meet(*self.chance.choice([((0, 1),), ((1, 0),), ((0, 1), (1, 0))]))
        else:
            self.chance.choices(list(acts), list(acts.values()))[0](one)

    def register(self, one: DeskInMemory) -> None:
        self.people.append(one.register())

    def change(self, one: DeskInMemory) -> None:
        """Correct or void a person that this desk knows."""
        standing = [rec for rec, row in one.rows().items() if not row["void"]]
        if standing:
            row = one.row(self.chance.choice(standing))
            with one.store.write() as writer:
                if self.chance.random() < 0.3:
                    one.desk.change(writer, "registration", row, Op.VOID, {}, why="twice")
                else:
                    village = f"Village {row['gen']}"
                    one.desk.change(writer, "registration", row, Op.EDIT, {"village": village}, why="typing")

    def move(self, one: DeskInMemory) -> None:
        """A disk that was restored or copied goes on as another device."""
        one.ledger.reidentify(0)

    def close(self, one: DeskInMemory) -> None:
        make_ready(one.desk, DAY)
        before = closings.of(one.store, DAY)
        known, digest = entries(one), register_lines.digest(one.store, DAY)
        try:
            made = close(one.desk, DAY)
        except NotAllowed as refusal:
            assert before is not None and before.stands and refusal.key == "error.day_closed"
            assert_said(refusal.key, refusal.params)
            return
        assert made.round == (before.round + 1 if before else 1) and made.digest == digest
        assert closing.late_entries(one.desk, DAY) == []
        self.sealed[made.id] = made, known

    def reopen(self, one: DeskInMemory) -> None:
        if closings.is_closed(one.store, DAY):
            reopen(one.desk, DAY)
            assert not any(found.stands for found in closings.history(one.store, DAY))

    def must_hold(self) -> None:
        """Late is what the closing's desk did not have, at every desk, and without it all stands as it was sealed.
        Desks with the same entries say the same.
        """
        for one in self.two.both:
            have = entries(one)
            for found in closings.history(one.store, DAY):
                made, known = self.sealed[found.id]
                assert (found.digest, found.counts, found.code) == (made.digest, made.counts, made.code)
                late = closings.late(one.store, found)
                assert {entry.id for entry in late} == have - known
                assert late or register_lines.digest(one.store, DAY) == found.digest
        here, there = self.two.both
        if every(here) == every(there):
            assert told(here) == told(there)


def entries(one: DeskInMemory) -> frozenset[str]:
    """The ids of the day's entries that a desk has."""
    found = one.store.connection.execute("SELECT id FROM op WHERE kind = 'registration'")
    return frozenset(id for (id,) in found)


def every(one: DeskInMemory) -> frozenset[str]:
    """The ids of all entries that a desk has."""
    return frozenset(id for (id,) in one.store.connection.execute("SELECT id FROM op"))


def told(one: DeskInMemory) -> object:
    """What a desk says of the day's closings."""
    newest = closings.of(one.store, DAY)
    apart = [found.id for found in closings.conflicting(one.store, DAY)]
    return newest and (newest.id, newest.stands, newest.reopened_at), apart


@given(st.integers(0, 2**32))
@settings(max_examples=6)
def test_every_desk_agrees_what_a_closing_knew(seed: int) -> None:
    world = World(random.Random(seed))
    for at in range(STEPS):
        world.step()
        if at % 4 == 3:
            world.must_hold()
    world.two.meet()
    world.must_hold()
