from __future__ import annotations

from pathlib import Path

from tests.desk import practice_desk
from tikadesk import i18n
from tikadesk.reports import cells


def test_a_codes_word_a_newer_desks_code_and_several() -> None:
    words = cells.Words()
    assert words.option("sex", "F") == "Female" and words.option("sex", None) == ""
    assert words.option("sex", "X") == "X"
    assert words.options("symptom", "fever newer") == "Fever, newer" and words.options("symptom", None) == ""
    assert words.say("report.practice") == i18n.tr("report.practice")


def test_days_ages_and_addresses_as_people_write_them() -> None:
    assert cells.shown_day("2021-05-17") == "17-05-2021"
    row = {
        "birth_year": 1987,
        "birth_day": None,
        "day": "2021-05-17",
        "village": "Mowa",
        "block": "",
        "district": "387",
    }
    assert cells.age(row) == 34 and cells.age(row | {"birth_year": None}) is None
    assert cells.address(row, "village", "block") == "Mowa, Raipur"
    i18n.use("hi")
    assert cells.address(row | {"village": None}, "village") == "रायपुर"
    assert cells.address(row | {"district": "none"}, "village") == "Mowa"


def test_how_safe_a_line_is() -> None:
    assert cells.status("flagged:number-collision held:bad-shape", waits=False) == "report.status.held"
    assert cells.status("flagged:number-collision", waits=True) == "report.status.flagged"
    assert [cells.status("", waits=waits) for waits in (True, False)] == [
        "report.status.here",
        "report.status.server",
    ]


def test_a_desk_without_a_centre_says_so(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        assert cells.centre_name(desk.store) == i18n.tr("report.no_centre")


def test_more_than_one_office_reads_a_title() -> None:
    assert cells.both("report.summary_paper.title").endswith(f" / {i18n.tr('report.summary_paper.title')}")
    assert cells.both("report.summary_paper.title").startswith(i18n.tr_in("hi", "report.summary_paper.title"))
