"""One page whatever happened: what finds no room is summed, black stands where there was no server and nowhere else."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from tests.decoding import ink, painted
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import i18n
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Value
from tikadesk.reports import ledger_paper
from tikadesk.reports.export import export
from tikadesk.store.outages import stamp

FIRST = "2021-05-16"
MIDNIGHT = datetime(2021, 5, 16, tzinfo=IST)
DPI = 150

pytestmark = pytest.mark.usefixtures("qapp")


def outage(desk: DeskInMemory, hour: float, hours: float) -> None:
    start = MIDNIGHT + timedelta(hours=hour)
    end = start + timedelta(hours=hours)
    values: dict[str, Value] = {
        "day": stamp(start)[:10], "began_at": stamp(start), "tried_at": stamp(end), "ended_at": stamp(end),
        "faults": "no_server",
    }  # fmt: skip
    with desk.store.write() as writer:
        desk.desk.create(writer, "outage", values)


def picture(desk: DeskInMemory, last: str, *, practice: bool = False) -> tuple[ledger_paper.Paper, QImage]:
    paper = ledger_paper.of(desk.store, FIRST, last, practice=practice)
    return paper, painted(paper.paint_in, ledger_paper.WIDTH_MM, ledger_paper.HEIGHT_MM, DPI)


def strip(hour: float, row: int = 0) -> QRectF:
    """A small area of the chart: the quarter of an hour that begins at ``hour`` on day ``row``."""
    wide = (186.0 - 20.0) / 24
    return QRectF(12 + 20 + hour * wide + 0.2, 54 + row * 6 + 2, wide / 4 - 0.4, 2)


def test_black_is_where_there_was_no_server() -> None:
    desk = DeskInMemory()
    outage(desk, 10, 2)
    outage(desk, 23, 2)
    _, drawn = picture(desk, "2021-05-17")
    for hour, row in ((10, 0), (11.5, 0), (23.5, 0), (0.25, 1)):
        assert ink(drawn, strip(hour, row), DPI) > 0.9, (hour, row)
    for hour, row in ((9.25, 0), (12.25, 0), (22.25, 0), (1.25, 1), (10.25, 1)):
        assert ink(drawn, strip(hour, row), DPI) == 0, (hour, row)


@pytest.mark.parametrize("language", ["en", "hi"])
def test_sixty_outages_of_a_month_find_room_on_one_page(language: str, tmp_path: Path) -> None:
    i18n.use(language)
    desk = DeskInMemory()
    for number in range(60):
        outage(desk, number * 12 + 1, 0.1 + number % 7)
    paper, drawn = picture(desk, "2021-06-20", practice=True)
    assert len(paper.found) == 60 and 10 < len(paper.lines) < 25
    minutes = sum(one.minutes for one in paper.found)
    assert paper.count["minutes"] == minutes
    assert paper.lines[-1][4] == ledger_paper.said_minutes(minutes)
    assert i18n.tr("report.ledger_paper.rest", n=60 - len(paper.lines) + 2) in paper.lines[-2]
    edges = (QRectF(0, 0, 11.5, 297), QRectF(199, 60, 11, 200))
    for empty in (*edges, QRectF(12, 264, 186, 5), QRectF(12, 292.5, 186, 4)):
        assert ink(drawn, empty, DPI) == 0
    one, other = (
        export(desk.store, "ledger", FIRST, "2021-06-20", "pdf", tmp_path / name) for name in ("a", "b")
    )
    assert (one.rows, one.sha256) == (60, other.sha256)


def test_no_outage_is_a_zero_report() -> None:
    desk = DeskInMemory()
    paper, drawn = picture(desk, FIRST)
    assert paper.lines == () and paper.count["outages"] == 0
    assert ink(drawn, strip(12), DPI) == 0


def test_the_check_code_is_of_what_happened_in_every_language() -> None:
    desk = DeskInMemory()
    outage(desk, 10, 2)
    before = ledger_paper.of(desk.store, FIRST, FIRST).check
    i18n.use("hi")
    assert ledger_paper.of(desk.store, FIRST, FIRST).check == before
    outage(desk, 15, 1)
    assert ledger_paper.of(desk.store, FIRST, FIRST).check != before
