from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.boxes import packed, tube
from tests.desk import practice_desk
from tests.raipur import as_supervisor
from tikadesk import i18n
from tikadesk.actions import bind, collect, dispatch, lose, void
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.entry import Value
from tikadesk.reports import export, samples
from tikadesk.reports.paper import Cell

DAY = "2021-05-17"
SWAB = {
    "name": "Sushila Devi", "name_local": "सुशीला देवी", "age": "34", "sex": "F", "mobile": "9826041187",
    "sample_type": "np_op", "test": "rtpcr", "icmr_category": "2", "lab": "LAB-JNMRPR", "village": "Mowa",
    "district": "387", "pincode": "492001", "symptoms": "fever, cough", "onset_on": "15-05-2021", "contact": "Y",
    "collected_by": "Rekha Yadav", "srf_id": "2238700012345",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk") as opened:
        yield as_supervisor(opened)


def listed(desk: Desk, first: str = DAY, last: str = DAY) -> tuple[list[dict[str, Cell]], dict[str, int]]:
    sheet = samples.make(desk.store, first, last, False)
    keys = [column.key for column in sheet.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    return rows, dict(sheet.totals())


def total(name: str) -> str:
    return i18n.tr(f"report.samples_total.{name}")


def test_a_sample_stands_in_the_list_with_its_form_and_where_it_is(desk: Desk) -> None:
    saved = collect.collect(desk, SWAB, intent=desk.ids.new(), tubes=2)
    found, totals = listed(desk)
    assert [line["no"] for line in found] == [f"{numbers.shown(saved.nos[0])}/1", numbers.shown(saved.nos[1])]
    line = found[0]
    expected: dict[str, Cell] = {
        "sno": 1, "day": DAY, "time": "10:20", "name_local": "सुशीला देवी", "age": 34, "sex": "Female",
        "sample_type": "NP/OP swab", "pincode": "492001", "onset_on": "2021-05-15", "contact": "Yes",
        "lab": "Pt. JNM Medical College, Raipur", "srf_id": "2238700012345", "journey": "Not in a box", "slot": None,
        "symptoms": "Fever, Cough", "collected_by": "Rekha Yadav", "address": "Mowa, Raipur",
    }  # fmt: skip
    assert {name: line[name] for name in expected} == expected
    assert line["status"] == i18n.tr("report.status.here")
    told = {name: totals[total(name)] for name in ("tubes", "cases", "women", "unboxed", "waiting", "void")}
    assert told == {"tubes": 2, "cases": 1, "women": 2, "unboxed": 2, "waiting": 2, "void": 0}
    assert totals["NP/OP swab"] == 2


def line_of(desk: Desk, box: str, no: str, **values: Value) -> None:
    told: dict[str, Value] = {"receipt": desk.ids.new(), "consignment": box, "centre": "CG-0231", "tube": no}
    with desk.store.write() as writer:
        desk.create(writer, "receipt_line", told | values)


def test_the_way_of_each_tube_and_the_counts_of_all(desk: Desk) -> None:
    box, recs = packed(desk, 5)
    dispatch.seal(desk, box.id, {"sealed_temp": "4", "checked_by": "Rekha Yadav"})
    nos = [str(line["no"]).replace(" ", "") for line in listed(desk)[0]]
    line_of(desk, box.id, nos[0], verdict="accepted", result="positive", result_on="2021-05-17")
    line_of(desk, box.id, nos[1], verdict="rejected", reason="leaking")
    line_of(desk, box.id, nos[2], verdict="short")
    line_of(desk, box.id, nos[3], verdict="accepted")
    broken, _ = tube(desk, sex="M")
    lose.lose(desk, broken, "broken_here")
    gone, _ = tube(desk, sample_type="saliva")
    void.void(desk, "sample", gone, reason="twice")
    found, totals = listed(desk)
    assert [line["journey"] for line in found] == [
        "Result is there", "Rejected by the lab", "Missing at the lab", "At the lab", "In a sealed box",
        "Lost or broken", "Cancelled",
    ]  # fmt: skip
    assert (found[0]["result"], found[0]["result_on"], found[0]["box_no"]) == (
        i18n.tr("option.result.positive"),
        DAY,
        numbers.shown(box.no),
    )
    assert [found[1]["reason"], found[5]["reason"]] == [
        i18n.tr("option.reject_reason.leaking"),
        i18n.tr("option.lost_reason.broken_here"),
    ]
    counted = {name: totals[total(name)] for name in samples.TOTALS}
    assert counted == {
        "tubes": 7, "cases": 6, "women": 5, "men": 1, "others": 0, "unboxed": 0, "packed": 0, "sent": 1, "received": 1,
        "rejected": 1, "short": 1, "resulted": 1, "positive": 1, "lost": 1, "void": 1, "waiting": 7,
    }  # fmt: skip
    assert totals["NP/OP swab"] == 6 and "Saliva" not in totals
    assert len(recs) == 5


def test_what_is_on_the_server_a_tube_in_two_boxes_and_an_id_bound_later(desk: Desk) -> None:
    first, _ = tube(desk)
    second, _ = tube(desk, page="3", serial="7", source="paper", notes="at home")
    bind.bind(desk, first, {"portal_id": "P-77"})
    high = desk.store.connection.execute("SELECT max(n) FROM sample").fetchone()[0] - 1
    desk.store.connection.execute(
        "INSERT INTO pos(peer, high, safe, resync) VALUES('service', ?, 0, 0)", [high]
    )
    desk.store.connection.execute("UPDATE sample SET conflict = 'box name' WHERE id = ?", [second])
    desk.store.connection.execute(
        "UPDATE sample SET judged = 'flagged:number-collision' WHERE id = ?", [second]
    )
    one, other = listed(desk)[0]
    assert one["portal_id"] == "P-77"
    assert (other["paper"], other["remarks"]) == ("3/7", f"{i18n.tr('report.two_boxes')} · at home")
    assert other["status"] == i18n.tr("report.status.flagged")


def test_hindi(desk: Desk) -> None:
    collect.collect(desk, SWAB, intent=desk.ids.new())
    i18n.use("hi")
    sheet = samples.make(desk.store, DAY, DAY, False)
    assert "सैंपल" in sheet.title and sheet.headings[3] == "केस नंबर"
    (line,), totals = listed(desk)
    assert (line["journey"], line["lab"]) == ("बॉक्स में नहीं", "पं. जेएनएम मेडिकल कॉलेज, रायपुर")
    assert totals["ट्यूब"] == 1


def test_days_without_samples_are_an_empty_list(desk: Desk) -> None:
    tube(desk)
    found, totals = listed(desk, "2021-05-18", "2021-05-19")
    assert (found, set(totals.values())) == ([], {0})


def test_the_files_hold_nothing_that_a_spreadsheet_computes_and_keep_long_numbers_whole(
    desk: Desk, tmp_path: Path
) -> None:
    collect.collect(desk, SWAB | {"notes": "=HYPERLINK(1)"}, intent=desk.ids.new())
    out = tmp_path / "s.csv"
    assert export.export(desk.store, "samples", DAY, DAY, "csv", out).rows == 1
    with out.open(encoding="utf-8-sig", newline="") as opened:
        row, *_ = csv.DictReader(opened)
    assert row["Remarks"] == "'=HYPERLINK(1)" and row["SRF ID"] == "2238700012345"
    book = tmp_path / "s.xlsx"
    export.export(desk.store, "samples", DAY, DAY, "xlsx", book)
    page = load_workbook(book).worksheets[0]
    cells = {cell.value: cell.data_type for line in page.iter_rows() for cell in line if cell.value}
    assert cells["2238700012345"] == "s" and "f" not in cells.values()
