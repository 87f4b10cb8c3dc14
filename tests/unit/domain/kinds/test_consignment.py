"""Consignment: a box's life cycle as two desks see it, and what stands for its tubes once it is sealed."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fold import State, fold
from tikadesk.domain.kinds.consignment import CONSIGNMENT, DISPATCHED, OPEN, SEALED, STATES, tubes_digest
from tikadesk.domain.numbers import Number

BOX = "017978a8-d0c0-7117-ab1f-4bab1a92f40c"
TUBES = st.lists(
    st.builds(lambda counter: str(Number("CG", "K", 1, counter)), st.integers(0, 9_999)), unique=True
)


def entry(place: int, over: tuple[str, ...], gen: int, **values: Value) -> Entry:
    """The box's entry number ``place``, 0 is what made it."""
    op, id = (Op.CREATE, BOX) if place == 0 else (Op.EDIT, f"{BOX[:-1]}{place}")
    return Entry(
        id, "consignment", BOX, op, "2021-05-17T10:20:00+05:30", "-", dict(values), over=over, gen=gen
    )


def folded(*entries: Entry) -> State:
    return fold(entries, CONSIGNMENT.merge_rules)


OPENED = entry(0, (), 1, state=OPEN, lab="LAB-KGMU", size=60)
SEALED_ONCE = entry(1, (BOX,), 2, state=SEALED, sealing=1, tubes=2, tubes_digest="a")


def test_a_box_has_an_official_number_and_three_states() -> None:
    assert CONSIGNMENT.letter == "C"
    assert CONSIGNMENT.by_name["state"].order == STATES == (OPEN, SEALED, DISPATCHED)


def test_a_broken_seal_opens_the_box_again_and_the_next_one_counts_on() -> None:
    broken = entry(2, (SEALED_ONCE.id,), 3, state=OPEN)
    again = entry(3, (broken.id,), 4, state=SEALED, sealing=2, tubes=3, tubes_digest="b")
    assert folded(OPENED, SEALED_ONCE, broken).values["state"] == OPEN
    state = folded(OPENED, SEALED_ONCE, broken, again)
    assert (state.values["state"], state.values["sealing"], state.conflicts) == (SEALED, 2, ())


def test_a_seal_broken_on_one_desk_does_not_call_back_a_box_that_left_from_another() -> None:
    broken = entry(2, (SEALED_ONCE.id,), 3, state=OPEN)
    left = entry(3, (SEALED_ONCE.id,), 3, state=DISPATCHED)
    assert folded(OPENED, SEALED_ONCE, broken, left).values["state"] == DISPATCHED


def test_two_seals_put_on_apart_are_a_conflict() -> None:
    other = entry(2, (BOX,), 2, state=SEALED, sealing=1, tubes=3, tubes_digest="b")
    assert folded(OPENED, SEALED_ONCE, other).conflicts == ("tubes", "tubes_digest")


@given(TUBES)
def test_the_digest_stands_for_the_set_of_tubes(tubes: list[str]) -> None:
    assert tubes_digest(reversed(tubes)) == tubes_digest(tubes)
    assert len(tubes_digest(tubes)) == 64
    for place in range(len(tubes)):
        assert tubes_digest(tubes[:place] + tubes[place + 1 :]) != tubes_digest(tubes)


def test_the_digest_is_one_that_any_program_can_make() -> None:
    assert tubes_digest(["B", "A"]) == hashlib.sha256(b"A\nB").hexdigest()
