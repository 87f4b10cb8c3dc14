"""Small facts that are no records: kept, replaced, forgotten, within the caller's transaction."""

from __future__ import annotations

import pytest

from tikadesk.actions.desk import Desk


@pytest.mark.parametrize("value", [{"name": "सुशीला", "n": 1}, ["a", None, 2.5], "text", 0, False])
def test_what_is_kept_is_read_back(desk: Desk, value: object) -> None:
    with desk.store.write() as writer:
        writer.note("topic", "one", value)
    assert desk.store.note("topic", "one") == value


def test_the_newest_stands_and_nothing_is_none(desk: Desk) -> None:
    with desk.store.write() as writer:
        writer.note("topic", "one", 1)
        writer.note("topic", "one", 2)
        writer.note("topic", "two", 3)
        writer.note("other", "one", 4)
    assert desk.store.notes("topic") == {"one": 2, "two": 3}
    with desk.store.write() as writer:
        writer.note("topic", "one", None)
        writer.note("topic", "never there", None)
    assert desk.store.note("topic", "one") is None
    assert desk.store.notes("topic") == {"two": 3}


def test_a_note_of_a_failed_transaction_was_never_kept(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.store.write() as writer:
        writer.note("topic", "one", 1)
        raise RuntimeError
    assert desk.store.note("topic", "one") is None


def test_facts_are_found_by_how_their_names_begin(desk: Desk) -> None:
    with desk.store.write() as writer:
        for name in ("K1 a", "K1 b", "K10 a", "K2 a", "K1"):
            writer.note("topic", name, 1)
        writer.note("other", "K1 c", 1)
    assert desk.store.noted("topic", "K1 ") == ["K1 a", "K1 b"]
    assert desk.store.noted("topic", "K3") == []
    assert len(desk.store.noted("topic", "")) == 5
