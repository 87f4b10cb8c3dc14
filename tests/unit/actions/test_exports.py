from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk
from tikadesk.actions import exports, prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Paper
from tikadesk.errors import NotAllowed

FIRST, LAST = "2021-05-17", "2021-05-18"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def note(desk: Desk, report: str, form: str) -> None:
    exports.note(desk, report, FIRST, LAST, form, rows=3, sha256="0" * 64)


def prints_of(desk: Desk, day: str) -> int:
    subject = exports.register_of(day)
    return prints.made(desk, Paper.REGISTER, [subject]).get(subject, prints.Made()).times


def test_the_journal_keeps_what_was_taken_out(desk: Desk) -> None:
    note(desk, "samples", "csv")
    found = desk.store.connection.execute("SELECT what, subject, count FROM event WHERE what LIKE 'export%'")
    assert found.fetchall() == [("export.samples.csv", "0" * 64, 3)]


def test_each_day_of_a_register_on_paper_counts_its_prints(desk: Desk) -> None:
    for report, form in (("register", "csv"), ("register", "pdf"), ("summary", "pdf"), ("register", "pdf")):
        note(desk, report, form)
    assert [prints_of(desk, day) for day in (FIRST, LAST, "2021-05-19")] == [2, 2, 0]


def test_not_everybody_takes_reports_out(desk: Desk) -> None:
    desk.operator = type(desk.operator)("id", "Rekha", "sampler", 3) if desk.operator else None
    with pytest.raises(NotAllowed):
        exports.must(desk)
