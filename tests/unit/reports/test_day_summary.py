from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_CLEAR, SESSION, practice_desk, walk_in
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import i18n
from tikadesk.actions import correct, quotas, register, session, stock, void
from tikadesk.actions.desk import Desk
from tikadesk.reports import day_summary, paper
from tikadesk.reports.day_summary import Summary, band_word
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def busy(desk: Desk) -> Summary:
    setup = session.current(desk)
    assert setup is not None
    walk_in(desk)
    walk_in(desk, name="Ram Sahu", sex="M", age="61", category="bpl", mobile="9826041188")
    walk_in(desk, name="Mohan Netam", sex="M", mobile="9826041189", dose=False)
    fever = setup.as_dose() | ALL_CLEAR | {"fever": "Y"}
    form = {"name": "Gita Sahu", "age": "50", "sex": "F", "id_type": "voter", "id_number": "SGT1996199"}
    register.register(desk, form | {"mobile": "9826041190"}, fever, intent=desk.ids.new())
    gone = walk_in(desk, name="Sita Sahu", mobile="9826041191")
    void.void(desk, "registration", gone.id, reason="twice")
    last = walk_in(desk, name="Hari Sahu", sex="M", mobile="9826041192")
    correct.correct(desk, "registration", last.id, {"age": "36"}, reason="heard_wrong")
    return day_summary.of(desk.store, DAY)


def test_everybody_is_counted_once_by_hour_by_age_and_by_group(desk: Desk) -> None:
    summary = busy(desk)
    assert summary.by_hour == {10: {1: 3}} and summary.timeless == 0
    assert {band_word(band): dict(count) for band, count in summary.by_band.items()} == {
        "18–44": {"women": 1, "men": 1}, "60 and over": {"men": 1},
    }  # fmt: skip
    assert summary.by_group[1, "bpl", 4] == {"men": 1}
    assert (dict(summary.deferred), dict(summary.void), dict(summary.corrected)) == (
        {"fever": 1}, {"twice": 1}, {"age": 1},
    )  # fmt: skip
    groups = sum(count.total() for count in summary.by_group.values())
    hours = sum(count.total() for count in summary.by_hour.values())
    assert (
        groups == hours == sum(count.total() for count in summary.by_band.values()) == summary.count["given"]
    )


@pytest.mark.parametrize(
    ("age", "word"),
    [
        (11, "Other or unknown age"),
        (12, "12–14"),
        (15, "15–17"),
        (44, "18–44"),
        (45, "45–59"),
        (60, "60 and over"),
    ],
)
def test_bands_begin_and_end_where_the_programme_says(age: int, word: str) -> None:
    assert band_word(day_summary.band(age)) == word
    assert band_word(day_summary.band(None)) == "Other or unknown age"


def test_as_a_sheet_each_figure_is_a_row_of_its_day(desk: Desk) -> None:
    busy(desk)
    sheet = day_summary.make(desk.store, "2021-05-16", DAY, False)
    keys = [column.key for column in sheet.columns]
    rows: list[dict[str, Cell]] = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    assert {row["day"] for row in rows} == {"2021-05-16", DAY}
    said = {(row["part"], row["what"]): row for row in rows if row["day"] == DAY}
    group = said["Doses by group", "1st dose · BPL · 60 and over"]
    assert (group["women"], group["men"], group["others"], group["total"]) == (0, 1, 0, 1)
    assert said["Totals", "Doses given"]["total"] == 3 and said["Doses by hour", "10:00"]["total"] == 3
    assert said["Cancelled lines", "Entered twice"]["total"] == 1
    assert said["Vials", "Vials opened"]["total"] == 1
    zero = [row["total"] for row in rows if row["day"] == "2021-05-16" and row["part"] == "Totals"]
    assert zero and set(zero) == {0}
    totals = dict(sheet.totals())
    assert (totals["Rows in this sheet"], totals["Doses given"]) == (len(rows), 3)


def test_a_sheet_says_where_and_by_whom_and_leaves_what_no_desk_knows_to_a_pen(desk: Desk) -> None:
    busy(desk)
    shares = {"flw_comorbid": "20", "antyodaya": "12", "bpl": "52", "apl": "16"}
    quotas.plan(desk, {"doses": "50"} | shares, intent=desk.ids.new())
    sheet = day_summary.make(desk.store, DAY, DAY, False)
    session = {str(row[2]): row[-1] for row in sheet.rows if row[1] == "Session"}
    assert session["Doses planned (target)"] == 50
    assert session["Planning unit"] is session["AD syringes used"] is None
    assert {"District", "Centre"} <= session.keys(), "a desk without a centre leaves them blank"
    (vaccinated,) = (what for what in session if what.startswith("Vaccinated by: "))
    assert SESSION["vaccinator"] in vaccinated
    (hours,) = (what for what in session if what.startswith("From first to last entry: "))
    assert len(hours.split(": ")[1]) == len("10:00–10:30")


def test_an_enrolled_desk_names_its_centre_and_district() -> None:
    sheet = day_summary.make(DeskInMemory().desk.store, DAY, DAY, False)
    session = {str(row[2]): row[-1] for row in sheet.rows if row[1] == "Session"}
    assert {"District: Raipur", "Centre: UPHC Gudhiyari (CG-0231)"} <= session.keys()
    assert session["Doses planned (target)"] is None


def test_what_became_of_vials_and_doses_adds_up_for_each_batch(desk: Desk) -> None:
    for move, vials in (
        ("received", "9"),
        ("sent_out", "2"),
        ("returned", "1"),
        ("lost", "1"),
        ("wasted", "1"),
    ):
        typed = {name: SESSION[name] for name in ("vaccine", "batch", "expires_on")}
        stock.move(desk, typed | {"move": move, "vials": vials}, intent=desk.ids.new())
    walk_in(desk)
    sheet = day_summary.make(desk.store, DAY, DAY, False)
    said = {str(row[2]): int(str(row[-1])) for row in sheet.rows if row[-1] is not None}
    batch = {what[10:]: total for what, total in said.items() if what.startswith("4121Z025: ")}
    went = ("opened", "returned", "sent out", "spoilt or missing", "left")
    assert batch["in the morning"] + batch["received"] == sum(batch[one] for one in went) == 9
    assert (batch["left"], batch["spoilt or missing"]) == (3, 2)
    assert said["Doses in opened vials"] == batch["Doses in opened vials"] == 10
    assert (batch["Doses given from them"], said["Doses not accounted for"]) == (1, 9)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_it_is_verified_and_the_same_twice(desk: Desk, tmp_path: Path, form: str, language: str) -> None:
    busy(desk)
    i18n.use(language)
    out = tmp_path / f"s.{form}"
    made = export(desk.store, "summary", DAY, DAY, form, out)
    assert made.rows > 20 and export(desk.store, "summary", DAY, DAY, form, out) == made


def test_its_columns_have_headings_in_both_languages() -> None:
    columns = paper.columns(day_summary.NAME)
    for language in ("en", "hi"):
        i18n.use(language)
        assert len(set(paper.headings(day_summary.NAME, columns))) == len(columns)
