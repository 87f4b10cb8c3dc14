"""A day's register on paper, cell by cell, and where two of them differ."""

from __future__ import annotations

from tikadesk.actions.desk import Desk
from tikadesk.reports import paper, register_paper

Cells = dict[tuple[int, str], str]
"""What stands in a line, counted from 1, under the key of a column."""


def on_paper(desk: Desk, day: str) -> Cells:
    """The register of an ISO day as it would be printed."""
    columns = paper.columns(register_paper.NAME)
    rows = [row for page in register_paper.of(desk.store, day).pages for row in page.rows]
    return {
        (number, column.key): words
        for number, row in enumerate(rows, 1)
        for column, words in zip(columns, row.said, strict=True)
    }


def changed(before: Cells, after: Cells) -> set[tuple[int, str]]:
    """Where cells of lines that were there differ; every one of those is still there."""
    assert before.keys() <= after.keys()
    return {place for place, cell in before.items() if after[place] != cell}
