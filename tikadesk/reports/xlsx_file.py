"""A report as XLSX: typed cells, headings that stay in view and filter, totals on a page of their own. The same rows
give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from tikadesk.i18n import tr
from tikadesk.reports.csv_file import Found
from tikadesk.reports.paper import DAY, WHOLE, Sheet

# The file says when it was made nowhere but in its name: two exports of one day are the same file.
_MADE = datetime(2021, 1, 1, tzinfo=UTC)
_MARGIN = 0.3
_DAY_NONE = date(1899, 12, 30)
_LINES, _TOTALS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
_FIRST_TOTAL = 2


def write(sheet: Sheet, out: BinaryIO) -> int:
    """Write ``sheet``; how many rows below the headings."""
    # A page that offers exports need not wait for the library, which takes a tenth of a second to import.
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    # Rows lie in files of their own until the end: they hold names, and go even when the sheet is given up.
    with TemporaryDirectory(prefix="tikadesk-", ignore_cleanup_errors=True) as folder:
        # The book itself is small, and is handed over whole: a zip file whose disk is full cannot be let go of.
        made = io.BytesIO()
        book = xlsxwriter.Workbook(
            made,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.set_properties({"title": sheet.title, "created": _MADE})
        try:
            rows = _lines(book, sheet)
            _totals(book, sheet)
            for page in book.worksheets():
                page.row_data_fh.flush()
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error
        finally:
            for page in book.worksheets():
                with suppress(OSError):  # a full disk has been met already, and is met once more
                    page.row_data_fh.close()
    out.write(made.getbuffer())
    return rows


def read_back(file: BinaryIO, totals: int) -> Found:
    """What a file that was written holds; ``totals`` is how many totals stand in it. Every part's checksum is tried."""
    with zipfile.ZipFile(file) as book:
        whole = book.testzip() is None
        rows = int(re.findall(rb'<row r="(\d+)"', book.read(_LINES))[-1])
        numbers = re.findall(rb'<c r="B\d+"[^>]*><v>(\d+)</v>', book.read(_TOTALS))
    return (rows - 1 if whole else -1), [int(number) for number in numbers[:totals]]


def _lines(book: Any, sheet: Sheet) -> int:
    page = book.add_worksheet(tr("report.page.lines"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, sheet.headings[place], head)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(_MARGIN, _MARGIN, 0.7, 0.8)
    mark = tr("report.practice") + " · " if sheet.practice else ""
    page.set_header(f"&L{mark}{sheet.title.replace('&', '&&')}&R&P/&N")
    page.set_footer("&L" + tr("report.signatures").replace("&", "&&"))
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        for place, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            if cell is None or cell == "":
                continue
            if column.type == WHOLE and isinstance(cell, int):
                page.write_number(number, place, cell)
            elif column.type == DAY:
                page.write_number(number, place, _serial(str(cell)), day)
            else:
                page.write_string(number, place, str(cell))
    page.autofilter(0, 0, max(number, 1), len(sheet.columns) - 1)
    return number


@lru_cache(400)
def _serial(day: str) -> int:
    """An ISO day as spreadsheets count days."""
    return (date.fromisoformat(day) - _DAY_NONE).days


def _totals(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(tr("report.page.totals"))
    bold = book.add_format({"bold": True})
    page.set_column(0, 0, 44)
    page.write_string(0, 0, sheet.title, bold)
    totals = sheet.totals()
    for place, (words, total) in enumerate(totals, _FIRST_TOTAL):
        page.write_string(place, 0, words)
        page.write_number(place, 1, total)
    for place, words in enumerate(sheet.notes, _FIRST_TOTAL + len(totals) + 1):
        page.write_string(place, 0, words)
