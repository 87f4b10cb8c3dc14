"""What a report is: typed columns whose order and widths are data, rows that are read one by one, totals at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tikadesk import assets
from tikadesk.i18n import tr
from tikadesk.store.store import Store

Cell = str | int | None
"""A cell: text, a whole number, an ISO day in a ``day`` column, None for nothing."""

WHOLE, DAY, TEXT = "whole", "day", "text"


@dataclass(frozen=True)
class Column:
    """A column: ``type`` is ``text``, ``whole`` or ``day``; ``width`` in characters."""

    key: str
    type: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A report for some days, ready to be written: rows come once, in order; ``totals`` after the last of them."""

    title: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]
    totals: Callable[[], list[tuple[str, int]]]
    practice: bool


@dataclass(frozen=True)
class Report:
    """One kind of paper. ``make(store, first, last, practice)`` reads it for the ISO days from first to last."""

    name: str
    make: Callable[[Store, str, str, bool], Sheet]


def columns(name: str) -> tuple[Column, ...]:
    """The columns of a paper, from its file in ``resources/print``."""
    return tuple(Column(**column) for column in assets.read_json("print", f"{name}.json"))


def headings(name: str, of: tuple[Column, ...]) -> tuple[str, ...]:
    """The columns' headings in the language in force."""
    return tuple(tr(f"report.{name}.{column.key}") for column in of)
