"""A row of a sheet as it may be written to disk again: no whole Aadhaar, nothing that a spreadsheet would compute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from tikadesk.domain import identity, reference, text
from tikadesk.domain.fields import Misfit, Mobile
from tikadesk.domain.sheet import Columns, Row, typed_cell

_COMPUTED = frozenset("=+-@\t\r")
_Cell = TypeVar("_Cell")
_MOBILES = frozenset({"mobile", "facilitator_mobile"})


def cells(columns: Columns, row: Row) -> list[str]:
    """The row's cells, in the sheet's order, ready to be mended and imported again.

    A good Aadhaar keeps its last four digits, a wrong one is emptied: it has to come from the paper again. Any other
    run of twelve digits is cut, save where the desk itself keeps that number.
    """
    names = {place: name for name, place in columns.places.items()}
    return [inert(_kept(names.get(place, ""), typed_cell(cell), row)) for place, cell in enumerate(row.cells)]


def cut_ration_cards(columns: Columns, row: Row) -> list[str]:
    """The columns, by field name, in which ``cells`` cuts a ration card for no other reason than its check digit.

    Some ration cards pass for an Aadhaar: whoever mends the row has to be told where the digits went.
    """
    kind = reference.word("id_type", (row.person or {}).get("id_type", ""))
    found = []
    for name in ("ration_card", "id_number") if kind == "ration" else ("ration_card",):
        place = columns.places.get(name)
        typed = typed_cell(row.cells[place]) if place is not None and place < len(row.cells) else ""
        kept = _kept(name, typed, row)
        if kept != typed and kept.startswith("XXXX"):
            found.append(name)
    return found


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; ``sheet.typed_cell`` takes the mark off again."""
    return f"'{cell}" if cell[:1] in _COMPUTED and len(cell) > 1 else cell


def inert_row(row: Iterable[_Cell]) -> list[_Cell | str]:
    """The cells of a row, those that are text ``inert``."""
    return [inert(cell) if isinstance(cell, str) and cell[:1] in _COMPUTED else cell for cell in row]


def _kept(name: str, cell: str, row: Row) -> str:
    if name in _MOBILES:
        return _mobile(name, cell)
    if name == "id_number":
        return _id_number(cell, row.person or {})
    if name == "ration_card":
        return _ration_card(cell)
    return identity.redact(cell)


def _mobile(name: str, cell: str) -> str:
    # +91 and ten digits are twelve digits as well: a number that reads as a mobile stays one.
    try:
        return str(Mobile(name=name).read(cell, date.min))
    except Misfit:
        return identity.redact(cell)


def _ration_card(cell: str) -> str:
    # Twelve digits as well: kept as the desk keeps it.
    digits = text.digits(cell)
    return f"XXXXXXXX{digits[-4:]}" if identity.is_aadhaar(digits) else cell


def _id_number(cell: str, form: Mapping[str, str]) -> str:
    if not cell.strip():
        return ""
    kind = reference.word("id_type", form.get("id_type", ""))
    if kind is None or kind in identity.WITHOUT_NUMBER:
        return identity.redact(cell)
    try:
        read = identity.read_id(kind, cell)
    except Misfit:
        return "" if kind == identity.AADHAAR else identity.redact(cell)
    return read.number or f"XXXX XXXX {read.tail}"
