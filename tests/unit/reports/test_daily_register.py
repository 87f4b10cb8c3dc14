from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_CLEAR, WALK_IN, practice_desk, walk_in
from tests.raipur import as_supervisor
from tikadesk import i18n
from tikadesk.actions import correct, give_dose, register, session, void
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.reports import daily_register
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def lines(desk: Desk, first: str = DAY, last: str = DAY) -> tuple[list[dict[str, Cell]], dict[str, int]]:
    sheet = daily_register.make(desk.store, first, last, False)
    keys = [column.key for column in sheet.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    return rows, dict(zip(daily_register.COUNTED, (total for _, total in sheet.totals()), strict=True))


def test_a_walk_in_stands_in_the_register_with_everything_that_a_day_asks_for(desk: Desk) -> None:
    saved = walk_in(desk)
    (line,), totals = lines(desk)
    assert line["no"] == numbers.shown(saved.no)
    assert (line["sno"], line["day"], line["token"], line["time"]) == (1, DAY, 1, "10:20")
    assert (line["name"], line["name_local"], line["age"], line["birth"]) == (
        "Sushila Devi",
        "सुशीला देवी",
        34,
        "~1987",
    )
    assert (line["sex"], line["id_type"], line["id_tail"]) == ("Female", "Voter card", "6198")
    assert (line["dose_no"], line["vaccine"], line["batch"], line["vial"]) == (
        1,
        "Covishield",
        "4121Z025",
        "4",
    )
    assert (line["vaccinator"], line["observed_until"]) == ("रेखा यादव", "10:50")
    assert line["status"] == i18n.tr("report.status.here")
    assert "SGT1996198" not in map(str, line.values())
    assert (totals["lines"], totals["registered"], totals["given"], totals["first"], totals["women"]) == (
        1,
    ) * 5
    assert (totals["void"], totals["waiting"]) == (0, 1)


def test_someone_who_comes_again_stands_on_the_day_of_the_dose(desk: Desk) -> None:
    as_supervisor(desk)
    earlier = register.register(desk, WALK_IN | {"day": "2021-01-20"}, None, intent=desk.ids.new())
    setup = session.current(desk)
    assert setup is not None
    shot = setup.as_dose() | ALL_CLEAR
    give_dose.give(desk, earlier.id, shot | {"day": "2021-01-20"}, intent=desk.ids.new())
    give_dose.give(desk, earlier.id, shot, intent=desk.ids.new())
    (line,), totals = lines(desk)
    assert (line["dose_no"], line["token"], totals["registered"], totals["second"]) == (2, None, 0, 1)
    both, _ = lines(desk, "2021-01-20", DAY)
    assert [(row["day"], row["dose_no"]) for row in both if row["sno"]] == [("2021-01-20", 1), (DAY, 2)]


def test_deferred_not_vaccinated_and_void_are_told_apart(desk: Desk) -> None:
    setup = session.current(desk)
    assert setup is not None
    fever = setup.as_dose() | ALL_CLEAR | {"fever": "Y"}
    register.register(desk, WALK_IN, fever, intent=desk.ids.new())
    walk_in(desk, dose=False, name="Geeta Sahu")
    gone = walk_in(desk, name="Ram Sahu", sex="M")
    void.void(desk, "registration", gone.id, reason="twice")
    found, totals = lines(desk)
    assert [line["dose_no"] for line in found] == [None, None, 1]
    assert str(found[0]["remarks"]).startswith("Deferred: ")
    assert found[2]["remarks"] == "Cancelled: Entered twice"
    expected = {
        "lines": 3,
        "registered": 2,
        "given": 0,
        "deferred": 1,
        "not_vaccinated": 1,
        "void": 1,
        "men": 0,
    }
    assert {name: totals[name] for name in expected} == expected


def test_paper_lines_come_in_the_order_of_the_paper_after_the_live_ones(desk: Desk) -> None:
    for page, serial in (("2", "1"), ("1", "10"), ("1", "9")):
        walk_in(
            desk, dose=False, source="paper", page=page, serial=serial, name=f"Ram {'abc'[int(page)]}sahu"
        )
    walk_in(desk)
    found, _ = lines(desk)
    assert [line["paper"] for line in found] == [None, "1/9", "1/10", "2/1"]
    assert [line["sno"] for line in found] == [1, 2, 3, 4]


def test_hindi_words_and_headings(desk: Desk) -> None:
    walk_in(desk)
    i18n.use("hi")
    sheet = daily_register.make(desk.store, DAY, DAY, False)
    assert sheet.headings[5] == "नाम" and len(sheet.headings) == len(sheet.columns)
    (line,), _ = lines(desk)
    assert (line["vaccine"], line["sex"]) == ("कोविशील्ड", i18n.tr("option.sex.F"))


def test_what_the_server_has_and_what_it_sent_back(desk: Desk) -> None:
    first = walk_in(desk)
    walk_in(desk, name="Geeta Sahu")
    connection = desk.store.connection
    high = connection.execute("SELECT max(n) FROM dose WHERE person = ?", [first.id]).fetchone()[0]
    connection.execute("INSERT INTO pos(peer, high, safe, resync) VALUES('service', ?, 0, 0)", [high])
    connection.execute("UPDATE registration SET judged = 'held:bad-shape' WHERE id = ?", [first.id])
    found, totals = lines(desk)
    assert [line["status"] for line in found] == [i18n.tr(f"report.status.{one}") for one in ("held", "here")]
    assert totals["waiting"] == 1
    connection.execute("UPDATE registration SET judged = NULL")
    assert lines(desk)[0][0]["status"] == i18n.tr("report.status.server")


def test_a_correction_shows(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"village": "Kota"}, reason="heard_wrong")
    (line,), _ = lines(desk)
    assert str(line["address"]).startswith("Kota")


def test_a_day_without_anybody_is_reported_and_every_day_counts_from_one(desk: Desk) -> None:
    as_supervisor(desk)
    walk_in(desk)
    walk_in(desk, dose=False, day="2021-05-14", name="Geeta Sahu", source="paper", page="1", serial="1")
    found, totals = lines(desk, "2021-05-14", "2021-05-18")
    nobody = i18n.tr("report.nobody_came")
    assert [(line["day"], line["sno"], line["remarks"]) for line in found] == [
        ("2021-05-14", 1, ""),
        ("2021-05-15", None, nobody),
        ("2021-05-16", None, nobody),
        (DAY, 1, ""),
        ("2021-05-18", None, nobody),
    ]
    assert (totals["lines"], totals["zero_days"]) == (2, 3)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_days_with_and_without_anybody_are_the_same_file_twice(desk: Desk, tmp_path: Path, form: str) -> None:
    walk_in(desk)
    made = [
        export(desk.store, "register", "2021-05-16", "2021-05-18", form, tmp_path / f"{name}.{form}")
        for name in "ab"
    ]
    assert made[0].rows == 3 and made[0].sha256 == made[1].sha256
