"""A portal's list is kept whole, by its day, and goes without a trace when it is replaced or forgotten."""

from __future__ import annotations

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.domain.sides import There
from tikadesk.store import portal_lists
from tikadesk.store.portal_lists import Head

DAY, OTHER = "2021-05-16", "2021-05-15"
HEAD = Head("list.csv", 2, 1, "2021-05-16T18:00:00+05:30", "Meena Thakur")
ROWS = [
    There(row=3, name="Sunita Sahu", birth_year=1987, age_estimated=True, sex="F", mobile="2345", day=DAY),
    There(row=4, portal_ref="62682606457710", dose_no=2, vaccine="covaxin", batch="B1", day=OTHER, no="CGR1"),
]


def test_what_was_kept_is_read_as_it_was_and_the_next_list_replaces_it() -> None:
    store = DeskInMemory().store
    with store.write() as writer:
        portal_lists.replace(writer.connection, DAY, HEAD, ROWS)
        portal_lists.replace(writer.connection, OTHER, HEAD, ROWS[:1])
    assert portal_lists.rows(store.connection, DAY) == ROWS
    assert portal_lists.head(store.connection, DAY) == HEAD
    with store.write() as writer:
        portal_lists.replace(writer.connection, DAY, HEAD, ROWS[1:])
        portal_lists.forget(writer.connection, OTHER)
    assert portal_lists.rows(store.connection, DAY) == ROWS[1:]
    assert (
        portal_lists.rows(store.connection, OTHER) == []
        and portal_lists.head(store.connection, OTHER) is None
    )
