"""Row 8: the register of 10,000 lines as XLSX, CSV and PDF, read back and verified, beside the bare libraries that are
handed the same cells; and how soon it stops when it is given up.
"""

from __future__ import annotations

import csv
import gc
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import xlsxwriter
from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from tests.bench.big import desk_of
from tests.bench.harness import MS, Figure, seconds
from tikadesk.actions.desk import Desk
from tikadesk.reports import daily_register, paint, register_paper
from tikadesk.reports.export import export
from tikadesk.reports.paper import Cell
from tikadesk.reports.watch import GivenUp, Watch

ROWS, TIMES, STOPS, DPI = 10_000, 3, 5, 300
DAY = "2019-06-01"
_GOALS = {"csv": 3.0, "xlsx": 1.3, "pdf": 1.5}
_Rows = list[tuple[Cell, ...]]


def run() -> list[Figure]:
    """The three files, and the stop."""
    paint.prepare()
    with (
        tempfile.TemporaryDirectory() as folder,
        desk_of(Path(folder) / "desk", ROWS, journalled=False) as desk,
    ):
        desk.store.connection.execute("UPDATE registration SET day = ?", [DAY])
        out = Path(folder)
        sheet = list(daily_register.make(desk.store, DAY, DAY, False).rows)
        pages = [[line.said for line in page.rows] for page in register_paper.of(desk.store, DAY).pages]
        floors: dict[str, Callable[[], None]] = {
            "csv": lambda: _bare_csv(sheet, out / "bare.csv"),
            "xlsx": lambda: _bare_xlsx(sheet, out / "bare.xlsx"),
            "pdf": lambda: _bare_pdf(pages, out / "bare.pdf"),
        }
        gc.collect()
        gc.freeze()  # the cells that the bench holds for the floors are nothing that a desk holds
        figures = [_beside(desk, form, floor, out / f"ours.{form}") for form, floor in floors.items()]
        stops = [_stop(desk, form, out / f"stop.{form}", part) for form in floors for part in range(STOPS)]
        return [*figures, Figure(8, "register given up, worst", "ms", max(stops) * MS, 200)]


def _beside(desk: Desk, form: str, floor: Callable[[], None], out: Path) -> Figure:
    bare, ours = [], []
    for _ in range(TIMES):
        bare.append(seconds(floor))
        ours.append(seconds(lambda: export(desk.store, "register", DAY, DAY, form, out)))
    what = f"register of {ROWS:,} lines, {form}"
    return Figure(8, what, "s", min(ours), _GOALS[form], "the bare library, same cells", min(bare))


def _stop(desk: Desk, form: str, out: Path, part: int) -> float:
    """Seconds from the wish to stop, told after some part of the rows, until the export has let go."""
    asked: list[float] = []

    def progress(done: int, total: int) -> None:
        if done >= total * part / STOPS and not asked:
            asked.append(perf_counter())

    try:
        export(desk.store, "register", DAY, DAY, form, out, watch=Watch(progress, lambda: bool(asked)))
    except GivenUp:
        return perf_counter() - asked[0]
    raise AssertionError("it was not given up")


def _bare_csv(rows: _Rows, out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def _bare_xlsx(rows: _Rows, out: Path) -> None:
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()


def _bare_pdf(pages: list[list[tuple[str, ...]]], out: Path) -> None:
    """The same words at their places, in one font, nothing measured, ruled or shrunk."""
    writer = QPdfWriter(str(out))
    writer.setResolution(DPI)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF()))
    painter = QPainter(writer)
    font = QFont(["Noto Sans", "Noto Sans Devanagari"])
    font.setPixelSize(30)
    painter.setFont(font)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        for down, line in enumerate(page):
            for across, words in enumerate(line):
                if words:
                    painter.drawText(QPointF(120 + 270 * across, 340 + 67 * down), words)
    painter.end()
