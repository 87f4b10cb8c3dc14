"""A report as CSV: UTF-8 with a byte order mark, so that spreadsheets read Hindi, and nothing that they compute. The
totals stand below the rows, after an empty line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from tikadesk.domain.shareable import inert_row
from tikadesk.reports.paper import Cell, Sheet

Found = tuple[int, list[int]]
"""What a file holds: its rows below the headings, and its totals."""


def write(sheet: Sheet, out: BinaryIO) -> int:
    """Write ``sheet``; how many rows below the headings. Days are ISO."""
    if not sheet.bare:
        out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.headings)
    rows = 0
    for row in sheet.rows:
        writer.writerow(inert_row(row))
        rows += 1
    if not sheet.bare:
        writer.writerow([])
        writer.writerows(map(inert_row, sheet.totals()))
    text.flush()
    text.detach()
    return rows


def read_back(file: BinaryIO, totals: int) -> Found:
    """What a file that was written holds; ``totals`` is how many totals stand in it, none in a bare one."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    lines, end = 0, deque[list[str]](maxlen=totals + 1)
    for line in csv.reader(text):
        lines += 1
        end.append(line)
    text.detach()
    if not totals:
        return lines - 1, []
    gap = len(end) > totals and not end.popleft()
    told = [int(line[1]) for line in end if len(line) == 2 and line[1].isdecimal()]
    return (lines - totals - 2 if gap else -1), told


class Bound:
    """A hash over rows on their way into a file, to be held against what stands in it."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = sha256()

    def over(self, rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
        """The rows as they come."""
        for row in rows:
            self.rows += 1
            self._hash.update(_canonical("" if cell is None else str(cell) for cell in inert_row(row)))
            yield row

    def holds(self, file: BinaryIO) -> bool:
        """Whether a bare file holds these very rows below its headings."""
        file.seek(0)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        found = sha256()
        for line in islice(csv.reader(text), 1, None):
            found.update(_canonical(line))
        text.detach()
        return found.digest() == self._hash.digest()


def _canonical(cells: Iterable[str]) -> bytes:
    return repr(list(cells)).encode()
