"""The reconciliation on paper: what differs and nothing else, each day on its own sheets, the ink where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF

from tests.decoding import ink, painted
from tests.ui.busy_desk import a_desk
from tests.ui.busy_reconcile import busy_reconcile
from tikadesk import i18n
from tikadesk.actions import reconcile
from tikadesk.actions.desk import Desk
from tikadesk.domain.reconcile import OPEN
from tikadesk.reports import reconciliation_paper as paper
from tikadesk.reports.export import export
from tikadesk.reports.watch import GivenUp, Watch

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return busy_reconcile()


def test_what_differs_stands_there_with_the_four_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PER_PAGE", 8)
    picture = reconcile.picture(desk, desk.today())
    book = paper.of(desk.store, desk.today(), desk.today())
    first, second = book.sheets
    figures = [count.figure for count in first.counts]
    assert figures == [
        str(count) for count in (picture.given, picture.given - 2, picture.rows, picture.given)
    ]
    assert (first.page, second.page, first.pages, len(first.lines)) == (1, 2, 2, 8)
    numbers = {line[0] for sheet in book.sheets for line in sheet.lines}
    assert len(numbers) == sum(line.is_in(OPEN) for line in picture.lines)
    assert "Agrees: 16" in first.groups and "Not on our server: 2" in first.groups
    told = {line[1]: line for sheet in book.sheets for line in sheet.lines}
    different = told[("Differs", "Vaccine, Batch")]
    assert different[4] == ("dose 1 · Covishield", "4121Z025 · 14-10-2021")
    assert different[6] == ("dose 1 · Covaxin", "37G21021A · 14-10-2021")


def test_a_day_without_anything_has_its_sheet_and_says_what_is_not_known() -> None:
    empty = a_desk()
    (sheet,) = paper.of(empty.store, "2021-10-12", "2021-10-12").sheets
    assert [count.figure for count in sheet.counts] == ["0", "?", "?", "?"]
    assert sheet.lines == () and {count.source for count in sheet.counts[1:]} == {"not known"}


@pytest.mark.parametrize("language", ["en", "hi"])
def test_nothing_is_painted_beside_its_place(desk: Desk, language: str) -> None:
    i18n.use(language)
    book = paper.of(desk.store, desk.today(), desk.today(), practice=True)
    picture = painted(lambda canvas: book.paint_in(canvas, 0), paper.WIDTH_MM, paper.HEIGHT_MM, 150)
    assert ink(picture, QRectF(12, 27, 60, 17), 150) > 0.02
    for nothing in (QRectF(0, 0, 11, 210), QRectF(286, 0, 11, 210), QRectF(12, 206, 273, 3)):
        assert ink(picture, nothing, 150) == 0


def test_the_file_is_the_same_each_time_and_can_be_given_up(desk: Desk, tmp_path: Path) -> None:
    day = desk.today()
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    one, other = (export(desk.store, "reconciliation", "2021-10-13", day, "pdf", file) for file in files)
    assert one.sha256 == other.sha256 and one.rows > 0
    gone = Watch(cancelled=lambda: True)
    with pytest.raises(GivenUp):
        export(desk.store, "reconciliation", day, day, "pdf", tmp_path / "c.pdf", watch=gone)
    assert not (tmp_path / "c.pdf").exists()
