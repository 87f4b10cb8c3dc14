"""Reading samples with box, lab's word and repeat: every list by its index, whatever else lies on the desk."""

from __future__ import annotations

import pytest

from tests.samples import collected, lease, line
from tikadesk.actions import lose
from tikadesk.actions.desk import Desk
from tikadesk.store import samples
from tikadesk.store.samples import Counts

TODAY, SINCE = "2021-05-17", "2021-04-17"


def counted(desk: Desk, *away: str) -> Counts:
    return samples.counts(desk.store.connection, today=TODAY, since=SINCE, away=away)


def plan(desk: Desk, sql: str, **values: object) -> str:
    rows = desk.store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    return "\n".join(str(row[3]) for row in rows)


def test_samples_come_in_the_order_asked_for(desk: Desk) -> None:
    recs = [collected(desk).ids[0] for _ in range(3)]
    asked = [recs[2], desk.ids.new(), recs[0]]
    assert [row["id"] for row in samples.told(desk.store.connection, asked)] == [recs[2], recs[0]]
    assert samples.told(desk.store.connection, []) == []


def test_a_number_brings_every_sample_that_bears_it(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk, tubes=2)
    connection = desk.store.connection
    assert [row["id"] for row in samples.of_numbers(connection, saved.nos)] == [*saved.ids][::-1]
    assert [row["tube"] for row in samples.of_case(connection, saved.nos[0])] == [1, 2]
    assert samples.of_numbers(connection, []) == []


def test_a_mobile_and_an_id_leave_the_void_ones_out(desk: Desk) -> None:
    saved = collected(desk, portal_id="UP1")
    connection = desk.store.connection
    assert [row["id"] for row in samples.of_mobile(connection, "9826041187", 9)] == [saved.ids[0]]
    assert [row["id"] for row in samples.bearing(connection, "portal_id", "UP1")] == [saved.ids[0]]
    with pytest.raises(KeyError):
        samples.bearing(connection, "name", "Sushila Devi")


def test_the_lines_that_count_are_the_best_and_then_the_newest(desk: Desk) -> None:
    saved = collected(desk)
    connection, no = desk.store.connection, saved.nos[0]
    assert samples.line_of(connection, no) is None
    line(desk, no, "short")
    line(desk, no, "rejected", reason="leaking")
    newer = line(desk, no, "rejected", reason="too_old")
    counting = samples.line_of(connection, no)
    assert counting is not None and (counting["id"], counting["received_by"]) == (newer, None)
    tested = line(desk, no, "rejected", result="positive")
    counting = samples.line_of(connection, no)
    assert counting is not None and counting["id"] == tested


def test_what_is_counted(desk: Desk) -> None:
    assert counted(desk) == Counts(0, 0, 0, 0, 0, None, None)
    collected(desk)
    collected(desk, source="paper", page="1", serial="1", day="16-05-2021")
    lose.lose(desk, collected(desk).ids[0], "missing")
    assert counted(desk) == Counts(2, 2, 3, 1, 0, ("2021-05-16", None), ("2021-05-16", None))
    assert counted(desk, "another-desk") == counted(desk)
    assert counted(desk, desk.store.me.device, "another-desk") == Counts(0, 0, 0, 0, 0, None, None)


@pytest.mark.parametrize("which", sorted(samples._LISTS))
def test_no_count_reads_through_all_samples(desk: Desk, which: str) -> None:
    found = plan(desk, f"SELECT count(*) FROM sample WHERE {samples._LISTS[which]}", today=TODAY, since=SINCE)
    assert not [step for step in found.splitlines() if step == "SCAN sample"], found


@pytest.mark.parametrize("field", ["no", "mobile", "box", "portal_id", "srf_id", "icmr_id", "repeat_of"])
def test_what_a_scan_asks_for_is_indexed(desk: Desk, field: str) -> None:
    assert "SEARCH" in plan(desk, f"SELECT id FROM sample WHERE {field} = :of", of="x")


def test_the_newest_of_this_desk_is_no_paper_and_not_void(desk: Desk) -> None:
    assert samples.newest_own(desk.store.connection) is None
    first = collected(desk)
    collected(desk, source="paper", page="1", serial="1")
    newest = samples.newest_own(desk.store.connection)
    assert newest is not None and newest["id"] == first.ids[0]


def test_a_list_looked_through_for_a_sign_of_the_search_itself_is_empty(desk: Desk) -> None:
    collected(desk)
    asked = {"today": TODAY, "since": SINCE, "away": (), "limit": 9, "offset": 0}
    for part in ("%", "_", "!", "'", '"'):
        assert samples.listing(desk.store.connection, "all", name=part, **asked) == []
    assert len(samples.listing(desk.store.connection, "all", name="ila d", **asked)) == 1
    assert len(samples.listing(desk.store.connection, "all", mobile="98", **asked)) == 1
