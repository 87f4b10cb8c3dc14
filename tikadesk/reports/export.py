"""Making a report's file in one of its formats, with every row and total verified in the file before it is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from tikadesk.reports import REPORTS, cells, csv_file, xlsx_file
from tikadesk.reports.paper import Sheet
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.reports.whole_file import Made, NotAsWritten, into
from tikadesk.store.connection import read_txn
from tikadesk.store.store import Store

WRITERS: dict[str, Callable[[Sheet, BinaryIO], int]] = {"csv": csv_file.write, "xlsx": xlsx_file.write}
_READERS: dict[str, Callable[[BinaryIO, int], csv_file.Found]] = {
    "csv": csv_file.read_back,
    "xlsx": xlsx_file.read_back,
}

LEFT_OUT = ".left-out"
"""What stands in the name of the file beside an export, of what that export could not take."""


def formats(name: str) -> tuple[str, ...]:
    """The formats that report ``name`` can be made in."""
    return (*WRITERS, "pdf") if REPORTS[name].paper else tuple(WRITERS)


def export(
    store: Store,
    name: str,
    first: str,
    last: str,
    form: str,
    out: Path,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> Made:
    """Write report ``name`` of the ISO days ``first`` to ``last`` as ``form``, one of its ``formats``, to ``out``. What
    it cannot take goes into a file beside that one, which is there only where there is something.

    All of it is read as it stood at one moment. Raises StoreTrouble; GivenUp leaves ``out`` as it was. A painted one
    (``pdf``) needs a QGuiApplication.
    """
    with read_txn(store.connection):
        if form == "pdf":
            # Painting needs Qt, and no other export, on the command line, need wait for it.
            painter = import_module("tikadesk.reports.paint")
            painted: Made = painter.report(
                out,
                cells.both(f"report.{REPORTS[name].paper}.title"),
                lambda device: _paint_on(device, store, name, first, last, practice=practice, watch=watch),
            )
            return painted
        report = REPORTS[name]
        if report.left_out is None:
            return _written(report.make(store, first, last, practice), form, out, watch)
        beside = out.with_name(f"{out.stem}{LEFT_OUT}{out.suffix}")
        rest = _written(report.left_out(store, first, last, practice), form, beside, watch)
        if not rest.rows:
            beside.unlink()
        return replace(_written(report.make(store, first, last, practice), form, out, watch), left_out=rest)


def onto(
    store: Store,
    name: str,
    first: str,
    last: str,
    device: object,
    *,
    practice: bool = False,
    watch: Watch = UNWATCHED,
) -> int:
    """Paint report ``name`` of the ISO days ``first`` to ``last`` on a QPagedPaintDevice; how many lines were painted.

    All of it is read as it stood at one moment. Raises StoreTrouble, GivenUp; needs a QGuiApplication.
    """
    with read_txn(store.connection):
        return _paint_on(device, store, name, first, last, practice=practice, watch=watch)[0]


def _paint_on(
    device: object, store: Store, name: str, first: str, last: str, *, practice: bool, watch: Watch
) -> tuple[int, int]:
    """How many lines and sheets were painted."""
    paper = import_module(f"tikadesk.reports.{REPORTS[name].paper}")
    lines, pages = paper.paint_on(store, first, last, device, practice=practice, watch=watch)
    return int(lines), int(pages)


def _written(sheet: Sheet, form: str, out: Path, watch: Watch) -> Made:
    bound = csv_file.Bound()
    # What goes to another system has no totals to be held to: there every cell is read back.
    rows = bound.over(sheet.rows) if sheet.bare and form == "csv" else sheet.rows
    watched = replace(sheet, rows=watch.over(rows, sheet.expected or 0))

    def check(file: BinaryIO, rows: int) -> None:
        totals = [total for _, total in sheet.totals()]
        if (rows, totals) != _READERS[form](file, len(totals)) or rows != (sheet.expected or rows):
            raise NotAsWritten
        if bound.rows and not bound.holds(file):
            raise NotAsWritten

    return into(out, lambda file: WRITERS[form](watched, file), check)
