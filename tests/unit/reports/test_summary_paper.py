from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.desk import practice_desk, walk_in
from tikadesk import i18n
from tikadesk.actions.desk import Desk
from tikadesk.reports import summary_paper
from tikadesk.reports.export import export

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def said(desk: Desk, day: str = DAY, *, practice: bool = False) -> list[str]:
    return decoding.noted(summary_paper.of(desk.store, day, practice=practice).paint_in).said


def test_the_figures_of_the_day_stand_on_it(qapp: QApplication, desk: Desk) -> None:
    for number in range(4):
        walk_in(desk, mobile=f"982604119{number}", sex="FFFM"[number])
    words = said(desk)
    assert words.count("4") >= 3 and "60.0%" in words and "10–11" in words
    assert "Vials opened 1 = 10 doses = 4 given + 0 wasted + 6 not accounted for (60.0%)" in words
    assert "At this print 4 lines are not on the server yet" in words
    row = words.index("18–44")
    assert words[row + 1 : row + 5] == ["3", "1", "0", "4"]


def test_a_day_without_anybody_reports_zeros(qapp: QApplication, desk: Desk) -> None:
    words = said(desk, "2021-05-01")
    assert words.count("0") > 10 and "0 lines are saved here." in " ".join(words)


def test_practice_is_marked(qapp: QApplication, desk: Desk) -> None:
    assert i18n.tr("print.practice") in said(desk, practice=True)
    assert i18n.tr("print.practice") not in said(desk)


@pytest.mark.parametrize(("most", "step"), [(0, 1), (5, 1), (6, 2), (11, 5), (37, 10), (97, 20), (1150, 500)])
def test_the_charts_lines_are_few_and_round(most: int, step: int) -> None:
    assert summary_paper.step(most) == step


def test_a_range_is_a_sheet_for_each_day_and_the_same_bytes_twice(
    qapp: QApplication, desk: Desk, tmp_path: Path
) -> None:
    walk_in(desk)
    out = tmp_path / "s.pdf"
    made = export(desk.store, "summary", "2021-05-16", "2021-05-18", "pdf", out)
    assert (made.rows, out.read_bytes().count(b"/Type /Page\n")) == (3, 3)
    assert export(desk.store, "summary", "2021-05-16", "2021-05-18", "pdf", out) == made
