"""People and doses as lines of a list."""

from __future__ import annotations

import pytest

from tests.desk import walk_in
from tikadesk.actions import find, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import (
    FLAGGED,
    HELD,
    HERE,
    SERVER,
    age_of,
    dose_row,
    given,
    rows_as_people,
    state_of,
)
from tikadesk.store import records


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"judged": None, "n": 7}, HERE),
        ({"judged": None, "n": 6}, SERVER),
        ({"judged": None, "n": None}, SERVER),  # another desk's entry: the server has shown it
        ({"judged": "held:shape", "n": 7}, HELD),
        ({"judged": "flagged:number-collision", "n": 3}, FLAGGED),
    ],
)
def test_where_a_record_is_safe(row: dict[str, object], state: str) -> None:
    assert state_of(row, high=6) == state


def test_a_line_tells_the_doses_and_when_the_next_is_due(desk: Desk) -> None:
    walk_in(desk)
    (line,) = find.people(desk, "")
    assert (line.doses, line.last_dose_no, line.last_vaccine, line.last_day) == (
        1,
        1,
        "covishield",
        "2021-05-17",
    )
    assert (line.next_due_from, line.age, line.state) == ("2021-08-09", 34, HERE)


def test_someone_without_a_dose_has_nothing_due(desk: Desk) -> None:
    walk_in(desk, dose=False)
    (line,) = find.people(desk, "")
    assert (line.doses, line.last_dose_no, line.next_due_from) == (0, None, None)


def test_void_and_deferred_doses_do_not_count(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "dose", saved.dose_id or "", reason="not_given")
    rows = records.doses_of(desk.store.connection, [saved.id])[saved.id]
    assert given(rows) == []
    assert dose_row(rows[0], high=0).void


def test_no_rows_are_no_lines(desk: Desk) -> None:
    assert rows_as_people(desk, []) == []


def test_an_age_is_counted_on_the_day_asked_for() -> None:
    assert age_of({"birth_year": 2003, "birth_day": "2003-05-18"}, "2021-05-17") == 17
    assert age_of({"birth_year": 2003, "birth_day": None}, "2021-05-17") == 18
    assert age_of({"birth_year": None}, "2021-05-17") is None
