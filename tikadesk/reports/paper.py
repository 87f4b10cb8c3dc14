"""What a report is: typed columns whose order, widths and headings are data, rows that are read one by one, totals at
the end. A state's own form is a file beside the national one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tikadesk import assets
from tikadesk.i18n import language, tr
from tikadesk.reports import cells
from tikadesk.store.store import Store

Cell = str | int | None
"""A cell: text, a whole number, an ISO day in a ``day`` column, None for nothing."""

WHOLE, DAY, TEXT = "whole", "day", "text"


@dataclass(frozen=True)
class Column:
    """A column: ``type`` is ``text``, ``whole`` or ``day``; ``width`` in characters, on a painted paper in millimetres.

    It shows the cell of its key, or those of the keys in ``of`` with ``between`` between them; a key that no line has
    is a column to be filled in by hand. ``empty`` stands where there is nothing; ``heading`` by language stands before
    the catalogue's.
    """

    key: str
    type: str
    width: int
    of: tuple[str, ...] = ()
    between: str = " "
    empty: str = ""
    heading: Mapping[str, str] = field(default_factory=dict)

    def of_line(self, said: Mapping[str, Cell]) -> Cell:
        """The cell of a line whose cells are ``said``."""
        if not self.of:
            cell = said.get(self.key)
            return self.empty if self.empty and cell in (None, "") else cell
        found = [str(cell) for key in self.of if (cell := said.get(key)) not in (None, "")]
        return self.between.join(found) or self.empty


def picking(of: tuple[Column, ...]) -> Callable[[Mapping[str, Cell]], tuple[Cell, ...]]:
    """What takes the cells of these columns out of a line: in one go where each column is a single cell as it is."""
    if any(column.of or column.empty for column in of):
        return lambda said: tuple(column.of_line(said) for column in of)
    keys = [column.key for column in of]
    return lambda said: tuple(map(said.get, keys))


@dataclass(frozen=True)
class Sheet:
    """A report for some days, ready to be written: rows come once, in order, ``expected`` of them where that is known;
    ``totals`` after the last, ``notes`` below them where the format has room for sentences. A ``bare`` one is another
    system's form: nothing but headings and rows.
    """

    title: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]
    expected: int | None
    totals: Callable[[], list[tuple[str, int]]]
    practice: bool
    bare: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """One kind of paper. ``make(store, first, last, practice)`` reads it for the ISO days from first to last; ``paper``
    is the module beside this one that paints it, empty where it is a sheet only; ``left_out`` makes the sheet of what
    ``make`` cannot take, where that is possible. One that looks ``ahead`` may be asked for days to come.
    """

    name: str
    make: Callable[[Store, str, str, bool], Sheet]
    paper: str = ""
    left_out: Callable[[Store, str, str, bool], Sheet] | None = None
    ahead: bool = False


def days(first: str, last: str) -> Iterator[str]:
    """The ISO days from one to another."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day.isoformat()
        day += timedelta(days=1)


def columns(name: str, state: str = "") -> tuple[Column, ...]:
    """The columns of a paper in a state, from its file in ``resources/print``."""
    return tuple(
        Column(**column | {"of": tuple(column.get("of", ()))}) for column in _form(name, state)["columns"]
    )


def headings(name: str, of: tuple[Column, ...]) -> tuple[str, ...]:
    """The columns' headings in the language in force."""
    return tuple(_said(column.heading) or tr(f"report.{name}.{column.key}") for column in of)


def title(name: str, store: Store, first: str, last: str) -> str:
    """The title over some ISO days, in the language in force: the state's words where its form has its own."""
    form = form_title(name, store.me.state)
    places = {
        "centre": cells.centre_name(store),
        "first": cells.shown_day(first),
        "last": cells.shown_day(last),
    }
    return form.format(**places) if form else tr(f"report.{name}.title", **places)


def form_title(name: str, state: str) -> str:
    """The title that a state's form has of its own, in the language in force; empty where it has none."""
    return _said(_form(name, state).get("title", {}))


def _form(name: str, state: str) -> dict[str, Any]:
    """``name.STATE.json`` where the state has its own form, else ``name.json``."""
    own = f"{name}.{state}.json"
    found: dict[str, Any] = assets.read_json(
        "print", own if assets.path("print", own).is_file() else f"{name}.json"
    )
    return found


def _said(by_language: Mapping[str, str]) -> str:
    return by_language.get(language()) or by_language.get(language().split("_")[0]) or ""
