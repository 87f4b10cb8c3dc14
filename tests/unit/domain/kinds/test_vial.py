"""Vial: its life goes one way, and what two desks say of one is brought together without losing the waste."""

from __future__ import annotations

from tikadesk.domain import reference
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fold import fold
from tikadesk.domain.kinds.vial import DISCARDED, FINISHED, OPEN, STATES, VIAL

REC = "017978a8-d0c0-7117-ab1f-4bab1a92f40c"


def entry(place: int, **values: Value) -> Entry:
    """The opening, and edits of it that did not see each other."""
    at = "2021-05-17T10:20:00+05:30"
    if place == 0:
        return Entry(REC, "vial", REC, Op.CREATE, at, "-", dict(values))
    return Entry(f"{REC[:-1]}{place}", "vial", REC, Op.EDIT, at, "-", dict(values), over=(REC,), gen=2)


def test_the_states_are_the_words_in_order() -> None:
    assert reference.options("vial_state") == STATES == (OPEN, FINISHED, DISCARDED)


def test_thrown_away_on_one_desk_is_thrown_away_on_both() -> None:
    opened = entry(0, state=OPEN, vial="4")
    ends = [entry(1, state=DISCARDED, wasted=3), entry(2, state=FINISHED)]
    for order in (ends, ends[::-1]):
        state = fold([opened, *order], VIAL.merge_rules)
        assert (state.values["state"], state.values["wasted"], state.conflicts) == (DISCARDED, 3, ())


def test_two_counts_of_the_waste_are_shown_to_someone() -> None:
    told = [entry(0, state=OPEN), entry(1, wasted=3), entry(2, wasted=2)]
    assert fold(told, VIAL.merge_rules).conflicts == ("wasted",)


def test_it_is_named_by_vaccine_batch_and_number() -> None:
    assert {field.name for field in VIAL.fields if field.required} == {"vaccine", "batch", "vial"}
