"""The due list counts what it shows, by urgency and by village."""

from __future__ import annotations

from datetime import timedelta

from tests.desk import walk_in
from tikadesk.actions import due
from tikadesk.actions.desk import Desk
from tikadesk.actions.due import ALL, Village
from tikadesk.domain.clock import FixedClock


def test_counts_villages_and_lines_agree(desk: Desk) -> None:
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    for mobile, village in (
        ("9826041101", "Mowa"),
        ("9826041102", "Arang"),
        ("9826041103", "mowa"),
        ("9826041104", ""),
    ):
        walk_in(desk, mobile=mobile, village=village)
    clock.advance(seconds=timedelta(days=84).total_seconds())
    listed = due.listed(desk.store, desk.today())
    assert listed.counts() == {ALL: 4, "now": 4}
    assert listed.villages() == [
        Village("arang", "Arang", 1, 0),
        Village("mowa", "Mowa", 2, 0),
        Village("", "", 1, 0),
    ]
    assert [row.mobile[-1] for row in listed.rows(desk.store, ALL, None, 0, 10)] == ["2", "1", "3", "4"]
    assert [row.mobile[-1] for row in listed.rows(desk.store, "now", "mowa", 1, 10)] == ["3"]
    assert listed.rows(desk.store, "overdue", None, 0, 10) == []
    assert listed.counts("mowa") == {ALL: 2, "now": 2}
    row = listed.rows(desk.store, ALL, "arang", 0, 1)[0]
    assert (row.name, row.number, row.due_from, row.due_to) == ("Sushila Devi", 2, "2021-08-09", "2021-09-06")
    assert (row.last_vaccine, row.last_day, row.age, row.overdue_days) == ("covishield", "2021-05-17", 34, 0)
    clock.advance(seconds=timedelta(days=30).total_seconds())
    listed = due.listed(desk.store, desk.today())
    assert listed.counts() == {ALL: 4, "overdue": 4} and listed.villages()[0].overdue == 1
    assert {row.overdue_days for row in listed.rows(desk.store, ALL, None, 0, 10)} == {2}


def test_who_is_due_in_more_than_four_weeks_is_not_listed(desk: Desk) -> None:
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    walk_in(desk)
    for days, expected in ((55, {ALL: 0}), (1, {ALL: 1, "later": 1}), (21, {ALL: 1, "week": 1})):
        clock.advance(seconds=timedelta(days=days).total_seconds())
        assert due.listed(desk.store, desk.today()).counts() == expected
