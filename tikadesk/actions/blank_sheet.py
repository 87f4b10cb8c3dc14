"""An empty sheet to type a paper register into, as CSV or XLSX. Its headings are ``domain.sheet``'s business."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

_WORKBOOK = ".xlsx"
_WIDTH = 18


def write(file: Path, headings: Sequence[str]) -> None:
    """Write the sheet; its suffix says which sort. Raises OSError, FileExistsError before writing over anything."""
    if file.suffix.casefold() == _WORKBOOK:
        _workbook(file, headings)
        return
    with file.open("x", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerow(headings)


def _workbook(file: Path, headings: Sequence[str]) -> None:
    with file.open("xb") as out:
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        page = book.add_worksheet()
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        # As text: a spreadsheet would take the zeros off a number and turn 03-04 into a date.
        page.set_column(0, len(headings) - 1, _WIDTH, book.add_format({"num_format": "@"}))
        for place, heading in enumerate(headings):
            page.write_string(0, place, heading, head)
        page.freeze_panes(1, 0)
        book.close()
