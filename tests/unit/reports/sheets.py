"""A small paper for the tests of the writers."""

from __future__ import annotations

from tikadesk.reports.paper import Cell, Column, Sheet

COLUMNS = (Column("a", "text", 10), Column("n", "whole", 6), Column("d", "day", 11))


def a_sheet(*rows: tuple[Cell, ...], practice: bool = False) -> Sheet:
    """A sheet of three columns with these rows."""
    return Sheet(
        "A & B", ("नाम", "N", "Day"), COLUMNS, iter(rows), len(rows), lambda: [("Lines", len(rows))], practice
    )


def many(count: int) -> Sheet:
    """A sheet of many rows."""
    return a_sheet(*((f"नाम {n}", n, "2021-05-17") for n in range(count)))
