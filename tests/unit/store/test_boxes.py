"""Boxes as the store reads them, by index."""

from __future__ import annotations

import pytest

from tests.boxes import LAB, box, packed, tube
from tikadesk.actions import dispatch
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Op
from tikadesk.store import boxes, records


def test_an_unknown_box_holds_nothing(desk: Desk) -> None:
    connection, rec = desk.store.connection, desk.ids.new()
    assert boxes.contents(connection, rec) == []
    assert boxes.numbers_by_type(connection, [rec]) == {rec: {}}
    assert boxes.numbers_by_type(connection, []) == boxes.receipts(connection, []) == {}
    assert boxes.lines(connection, []) == boxes.claims(connection, []) == {}
    assert boxes.receipts(connection, [rec]) == {rec: []}
    assert boxes.of_number(connection, "CGC") is None
    assert boxes.of_tubes(connection, []) == []
    assert boxes.oldest_unsent(connection, "CG-0231") is None


def test_a_box_is_found_by_the_portals_number_and_a_void_one_last(desk: Desk) -> None:
    one, other = packed(desk, 1)[0], box(desk)
    connection = desk.store.connection
    with desk.store.write() as writer:
        for rec in (one.id, other.id):
            row = records.get(connection, "consignment", rec) or {}
            desk.change(writer, "consignment", row, Op.EDIT, {"portal_id": "UP-77"}, why=None)
    assert (boxes.of_number(connection, "UP-77") or {})["id"] == other.id
    with desk.store.write() as writer:
        row = records.get(connection, "consignment", other.id) or {}
        desk.change(writer, "consignment", row, Op.VOID, {}, why="twice")
    assert (boxes.of_number(connection, "UP-77") or {})["id"] == one.id
    assert [row["id"] for row in boxes.listing(connection, ("open", "sealed"), 9, 0)] == [one.id]


def test_what_arrives_is_sealed_and_for_the_lab(desk: Desk) -> None:
    sealed, _ = packed(desk, 1)
    packed(desk, 1)
    dispatch.seal(desk, sealed.id, {})
    connection = desk.store.connection
    for lab, found in ((LAB, [sealed.id]), ("", [sealed.id]), ("LAB-CIMS", [])):
        assert [row["id"] for row in boxes.arriving(connection, lab, 9)] == found


def test_a_box_in_which_a_tube_was_missed_claims_it_no_more(desk: Desk) -> None:
    connection = desk.store.connection
    one, (rec,) = packed(desk, 1)
    no, elsewhere = (records.get(connection, "sample", rec) or {})["no"], desk.ids.new()
    assert boxes.claims(connection, [no, "K"]) == {no: {one.id}}
    assert boxes.claims(connection, [no], [(no, elsewhere)]) == {no: {one.id, elsewhere}}
    with desk.store.write() as writer:
        said = {"consignment": elsewhere, "tube": no, "verdict": "short"}
        desk.create(writer, "receipt_line", said)
    assert boxes.claims(connection, [no], [(no, elsewhere)]) == {no: {one.id}}


@pytest.mark.parametrize(
    "of", ["contents", "numbers_by_type", "tubes", "of_tubes", "receipts", "lines", "in_conflict"]
)
def test_reads_by_box_use_an_index(desk: Desk, of: str) -> None:
    asked: list[str] = []
    tube(desk)
    connection = desk.store.connection
    connection.set_trace_callback(asked.append)
    try:
        match of:
            case "contents":
                boxes.contents(connection, "x")
            case "numbers_by_type":
                boxes.numbers_by_type(connection, ["x"])
            case "tubes":
                boxes.tubes(connection, "x")
            case "of_tubes":
                boxes.of_tubes(connection, ["x"])
            case "receipts":
                boxes.receipts(connection, ["x"])
            case "lines":
                boxes.lines(connection, [{"id": "x", "consignment": "y"}])
            case _:
                boxes.in_conflict(connection)
    finally:
        connection.set_trace_callback(None)
    (sql,) = asked
    plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert "USING INDEX" in plan and "SCAN receipt" not in plan, plan
