"""The stock's reads: void rows are out, and a batch's rows are found by their index."""

from __future__ import annotations

import pytest

from tests.desk import walk_in
from tests.unit.store.memory import memory_desk
from tikadesk.actions import session, void
from tikadesk.actions import stock as verbs
from tikadesk.store import stock

BATCH = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021"}


def test_flows_are_summed_by_batch_day_and_kind_of_move() -> None:
    desk = memory_desk()
    for move, vials in (("received", "30"), ("received", "10"), ("returned", "2")):
        verbs.move(desk, BATCH | {"move": move, "vials": vials}, intent=desk.ids.new())
    by_mistake = verbs.move(desk, BATCH | {"move": "received", "vials": "99"}, intent=desk.ids.new())
    void.void(desk, "stock_move", by_mistake, reason="mistyped")
    session.next_vial(desk)
    found = {row["what"]: row["vials"] for row in stock.flows(desk.store.connection, "4121Z025")}
    assert found == {"received": 40, "returned": 2, "opened": 2}
    assert stock.flows(desk.store.connection, "OTHER") == []
    assert len(stock.moves(desk.store.connection, 2, 1)) == 2


def test_doses_are_counted_by_vial_and_by_the_desk_that_wrote_them() -> None:
    desk = memory_desk()
    walk_in(desk)
    walk_in(desk)
    session.next_vial(desk)
    walk_in(desk)
    day, dev = desk.today(), desk.store.me.device
    of_all = stock.drawn(desk.store.connection, day)
    assert [(row["vial"], row["dev"], row["given"], row["struck"]) for row in of_all] == [
        ("4", dev, 2, 0), ("5", dev, 1, 0),
    ]  # fmt: skip
    assert [row["given"] for row in stock.drawn(desk.store.connection, day, "4121Z025", "5")] == [1]
    assert [row["vial"] for row in stock.vials(desk.store.connection, day)] == ["4", "5"]
    assert len(stock.vials_named(desk.store.connection, day, "4121Z025", "5")) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM vial WHERE day = '' AND batch = '' AND vial = '' AND void = 0 ORDER BY opened_at, id",
        "SELECT expires_on FROM stock_move WHERE batch = '' AND void = 0 ORDER BY at, id",
        "SELECT count(*) FROM dose WHERE day = '' AND batch = '' AND vial = '' AND outcome = 'given' GROUP BY dev",
    ],
)
def test_what_every_dose_asks_is_found_by_an_index(sql: str) -> None:
    plan = memory_desk().store.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    assert not any("SCAN" in str(step[-1]) for step in plan)
