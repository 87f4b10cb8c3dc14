"""The fold: a record is a function of the set of its entries, and no edit made without sight of another is hidden."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.clock import FixedClock
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fold import VOID_CONFLICT, Merge, MergeRule, State, fold, standing
from tikadesk.domain.ids import IdMaker

RULES = {
    "name": MergeRule(Merge.FLAG),
    "mobile": MergeRule(Merge.LAST),
    "box": MergeRule(Merge.CLAIM),
    "stage": MergeRule(Merge.MAX, ("collected", "packed", "sent")),
}
AT = "2021-05-16T10:21:07+05:30"
VALUES: dict[str, list[Value]] = {
    "name": ["A", "B"], "mobile": ["1", "2", None], "stage": ["collected", "packed", "sent"], "colour": [1, 2],
}  # fmt: skip


class Record:
    """Entries of one record, each made by a desk that has seen what ``over`` names and all before it."""

    def __init__(self, seed: int = 1) -> None:
        self._ids = IdMaker(FixedClock(datetime(2021, 5, 16, tzinfo=UTC)), random.Random(seed))
        self.rec = self._ids.new()
        self.entries = [
            Entry(self.rec, "registration", self.rec, Op.CREATE, AT, "op", {"name": "A", "mobile": "1"})
        ]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    def add(self, *over: Entry, op: Op = Op.EDIT, why: str | None = None, **values: Value) -> Entry:
        entry = Entry(
            self._ids.new(), "registration", self.rec, op, AT, "op", values, tuple(seen.id for seen in over),
            1 + max(seen.gen for seen in over), why,
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    @property
    def state(self) -> State:
        return fold(self.entries, RULES)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Any history that desks can make: each entry has seen one or two earlier ones."""
    record = Record(draw(st.integers(0, 99)))
    for _ in range(draw(st.integers(0, 9))):
        over = draw(
            st.lists(st.sampled_from(record.entries), min_size=1, max_size=2, unique_by=lambda one: one.id)
        )
        op = draw(st.sampled_from([Op.EDIT, Op.EDIT, Op.EDIT, Op.VOID, Op.RESTORE]))
        names = (
            draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=2, unique=True)) if op is Op.EDIT else []
        )
        record.add(*over, op=op, **{name: draw(st.sampled_from(VALUES[name])) for name in names})
    return record.entries


@given(histories(), st.randoms(use_true_random=False))
def test_order_of_arrival_and_repetition_change_nothing(entries: list[Entry], source: random.Random) -> None:
    shuffled = entries + source.choices(entries, k=3)
    source.shuffle(shuffled)
    assert fold(shuffled, RULES) == fold(entries, RULES)


@given(histories())
def test_an_edit_over_all_heads_settles_every_conflict(entries: list[Entry]) -> None:
    before = fold(entries, RULES)
    assert set(before.heads) == {entry.id for entry in entries} - {
        head for entry in entries for head in entry.over
    }
    settling = Entry(
        "ffffffff-ffff-7fff-bfff-ffffffffffff", "registration", entries[0].rec, Op.EDIT, AT, "op",
        {"name": "C"}, before.heads, before.gen + 1,
    )  # fmt: skip
    after = fold([*entries, settling], RULES)
    assert (after.values["name"], after.heads, after.conflicts) == ("C", (settling.id,), ())
    assert after.void == before.void


@given(histories())
def test_voiding_never_erases_a_value(entries: list[Entry]) -> None:
    kept = [entry for entry in entries if entry.op not in (Op.VOID, Op.RESTORE)]
    assert fold(entries, RULES).values == fold(kept, RULES).values


def test_one_entry_is_its_own_state() -> None:
    state = Record().state
    assert state.values == {"name": "A", "mobile": "1"}
    assert (state.void, state.conflicts, state.gen) == (False, (), 1)
    assert state.created == state.last


def test_two_names_given_without_sight_of_each_other_are_flagged() -> None:
    record = Record()
    record.add(record.first, name="B")
    later = record.add(record.first, name="C")
    assert record.state.conflicts == ("name",)
    assert record.state.values["name"] == "C"
    assert later.id in record.state.heads


def test_the_same_name_given_twice_is_no_conflict() -> None:
    record = Record()
    record.add(record.first, name="B")
    record.add(record.first, name="B")
    assert record.state.conflicts == ()
    assert len(record.state.heads) == 2


def test_one_after_the_other_is_no_conflict() -> None:
    record = Record()
    record.add(record.add(record.first, name="B"), name="C")
    assert record.state.conflicts == ()


def test_a_decision_about_another_field_does_not_settle_unless_it_saw_both() -> None:
    record = Record()
    one, other = record.add(record.first, name="B"), record.add(record.first, name="C")
    record.add(one, mobile="2")
    assert record.state.conflicts == ("name",)
    record.add(one, other, mobile="1")
    assert record.state.conflicts == ()


def test_a_third_desk_brings_a_settled_conflict_back() -> None:
    record = Record()
    one, other = record.add(record.first, name="B"), record.add(record.first, name="C")
    record.add(one, other, name="B")
    record.add(record.first, name="D")
    assert record.state.conflicts == ("name",)


def test_a_contact_is_won_silently_by_the_deeper_then_the_later_edit() -> None:
    record = Record()
    deep = record.add(record.add(record.first, mobile="2"), mobile="3")
    record.add(record.first, mobile="4")
    assert record.state.values["mobile"] == deep.set["mobile"]
    assert record.state.conflicts == ()


def test_of_two_steps_of_a_life_cycle_taken_apart_the_furthest_wins() -> None:
    record = Record()
    record.add(record.first, stage="sent")
    record.add(record.first, stage="packed")
    record.add(record.first, stage="collected")
    assert record.state.values["stage"] == "sent"
    assert record.state.conflicts == ()


def test_a_step_back_in_a_life_cycle_counts_for_whoever_saw_how_far_it_was() -> None:
    record = Record()
    sent = record.add(record.first, stage="sent")
    record.add(sent, stage="packed")
    assert record.state.values["stage"] == "packed"


def test_a_step_back_does_not_undo_a_step_that_was_taken_unseen() -> None:
    record = Record()
    packed = record.add(record.first, stage="packed")
    sent = record.add(packed, stage="sent")
    record.add(packed, stage="collected")
    assert record.state.values["stage"] == "sent"
    record.add(sent, stage="packed")
    assert record.state.values["stage"] == "packed"


def test_an_unknown_state_of_a_life_cycle_ranks_lowest() -> None:
    record = Record()
    record.add(record.first, stage="packed")
    record.add(record.first, stage="burnt")
    assert record.state.values["stage"] == "packed"


@pytest.mark.parametrize("edit_first", [True, False])
def test_a_void_and_an_edit_apart_are_flagged_and_the_edit_is_kept(edit_first: bool) -> None:
    record = Record()
    if edit_first:
        record.add(record.first, mobile="2")
        record.add(record.first, op=Op.VOID, why="twice")
    else:
        record.add(record.first, op=Op.VOID, why="twice")
        record.add(record.first, mobile="2")
    state = record.state
    assert (state.void, state.conflicts, state.values["mobile"]) == (True, (VOID_CONFLICT,), "2")


def test_a_void_after_the_edit_is_no_conflict() -> None:
    record = Record()
    record.add(record.add(record.first, mobile="2"), op=Op.VOID, why="twice")
    assert (record.state.void, record.state.conflicts, record.state.why) == (True, (), "twice")


def test_a_restored_record_is_not_void() -> None:
    record = Record()
    record.add(record.add(record.first, op=Op.VOID), op=Op.RESTORE)
    assert not record.state.void


def test_an_edit_that_came_before_its_record_is_folded_as_it_stands() -> None:
    record = Record()
    edit = record.add(record.first, name="B")
    alone = fold([edit], RULES)
    assert (alone.values, alone.created, alone.heads) == ({"name": "B"}, None, (edit.id,))
    assert fold([edit, record.first], RULES) == record.state


def test_a_claim_stands_until_somebody_who_saw_both_says_which() -> None:
    record = Record()
    one, other = record.add(record.first, box="X"), record.add(record.first, box="Y")
    assert record.state.conflicts == ("box",)
    assert standing(record.entries, "box") == ["X", "Y"]
    aside = record.add(one, other, mobile="2")  # saw both, and said nothing of the box
    assert record.state.conflicts == ("box",)
    record.add(aside, box="X")
    assert (record.state.conflicts, record.state.values["box"]) == ((), "X")
    assert standing(record.entries, "box") == ["X"]


def test_who_takes_back_an_own_claim_leaves_the_others() -> None:
    record = Record()
    mine = record.add(record.first, box="X")
    record.add(record.first, box="Y")
    record.add(mine, box="Y")
    assert record.state.conflicts == ()
    record.add(record.first, box=None)
    assert record.state.conflicts == ("box",)
    assert standing(record.entries, "box") == ["Y", None]


@given(histories())
def test_a_field_that_is_claimed_once_is_what_stands(entries: list[Entry]) -> None:
    for name in ("name", "stage"):
        said = standing(entries, name)
        assert set(said) <= {entry.set[name] for entry in entries if name in entry.set}
        assert bool(said) == any(name in entry.set for entry in entries)
