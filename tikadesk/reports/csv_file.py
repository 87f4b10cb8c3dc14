"""A report as CSV: UTF-8 with a byte order mark, so that spreadsheets read Hindi, and nothing that they compute."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from tikadesk.domain.shareable import inert
from tikadesk.reports.paper import Cell, Sheet


def write(sheet: Sheet, out: BinaryIO) -> int:
    """Write ``sheet``; how many rows below the headings. Days are ISO."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(sheet.headings)
    rows = 0
    for row in sheet.rows:
        writer.writerow([_cell(cell) for cell in row])
        rows += 1
    text.flush()
    text.detach()
    return rows


def _cell(cell: Cell) -> Cell:
    return inert(cell) if isinstance(cell, str) else cell
