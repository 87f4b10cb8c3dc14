"""The queue token: whose turn is when. The number large, who, where, and how many were before; the QR is the
registration's number only. On a roll of 80 mm or on A6, as ``strip`` paints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice

from tikadesk.domain import numbers
from tikadesk.domain.clock import IST
from tikadesk.reports import cells, strip
from tikadesk.reports.paint import Canvas
from tikadesk.reports.slip import person_of
from tikadesk.reports.strip import SIZES, Strip
from tikadesk.store import records
from tikadesk.store.records import Row
from tikadesk.store.store import Store

_SIDE_MM = 22.0


@dataclass(frozen=True)
class Token:
    """What stands on a token. ``at`` is Indian time, ``YYYY-MM-DDTHH:MM``; ``before`` how many with a lower number were
    still waiting when it was printed, None where that says nothing (the person has been served).
    """

    centre: str
    number: int
    no: str
    name: str
    name_local: str
    at: str
    before: int | None
    practice: bool


def of(store: Store, rec: str, *, practice: bool = False) -> Token:
    """The token of a registration, or of the person of a dose. Raises StoreTrouble for someone who is not here."""
    row = person_of(store, rec)
    centre = store.me.centre
    return Token(
        centre=(centre.name_hi or centre.name) if centre else "",
        number=row["token"] or 0,
        no=row["no"] or "",
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        at=_came_at(store, row),
        before=_before(store, row),
        practice=practice or numbers.is_practice(row["no"] or ""),
    )


def _came_at(store: Store, row: Row) -> str:
    """When the person was registered: the row itself tells only of its newest change."""
    first = records.entries_of(store.connection, row["id"])[0].at
    return datetime.fromisoformat(first).astimezone(IST).strftime("%Y-%m-%dT%H:%M")


def _before(store: Store, row: Row) -> int | None:
    """How many of the same desk and day still wait for their dose with a lower token."""
    if records.doses_of(store.connection, [row["id"]])[row["id"]]:
        return None
    sql = (
        "SELECT count(*) AS n FROM registration WHERE day = ? AND dev = ? AND token < ? AND void = 0"
        " AND NOT EXISTS (SELECT 1 FROM dose WHERE dose.person = registration.id AND dose.void = 0)"
    )
    return int(records.select(store.connection, sql, [row["day"], row["dev"], row["token"] or 0])[0]["n"])


def write(token: Token, out: Path, *, paper: str = "roll", language: str = "hi") -> Path:
    """Paint ``token`` into the PDF file ``out``, whole or not at all; needs a QGuiApplication. ``paper`` is one of
    ``settings.SLIP_PAPERS``. Raises StoreTrouble.
    """
    return strip.write(_layout(token), out, SIZES[paper], title="token.title", language=language)


def paint_on(
    token: Token, device: QPagedPaintDevice, *, paper: str = "roll", language: str = "hi", called: str = ""
) -> None:
    """Paint ``token`` on one page of ``device``. Raises StoreTrouble, with ``called`` as the device's name, when the
    device takes nothing.
    """
    strip.paint_on(_layout(token), device, SIZES[paper], language=language, called=called)


def paint_in(token: Token, canvas: Canvas, *, paper: str = "roll", language: str = "hi") -> float:
    """Paint ``token`` from the top of ``canvas`` down; its height in millimetres."""
    return strip.paint_in(_layout(token), canvas, SIZES[paper], language=language)


def _layout(token: Token) -> strip.Paint:
    def paint(on: Strip) -> None:
        if token.practice:
            on.band(on.say("print.practice"))
        on.text(token.centre or on.say("slip.no_centre"), 4.0, bold=True, centred=True)
        on.text(cells.shown_moment(token.at), 3.2, centred=True)
        on.rule()
        on.text(on.both("slip.token"), 4.0, centred=True)
        on.text(str(token.number), 26, bold=True, centred=True)
        on.rule()
        left = _SIDE_MM + 3
        below = on.code(token.no, _SIDE_MM)
        for name, size in (
            (token.name_local, 4.6),
            (token.name if token.name != token.name_local else "", 3.8),
        ):
            on.text(name, size, bold=True, left=left)
        on.text(numbers.shown(token.no), 3.2, left=left)
        on.y = max(on.y, below) + 0.6
        if token.before is not None:
            on.text(on.both("token.before", count=token.before), 3.4, bold=True, centred=True)
        for words in on.each("token.wait"):
            on.text(words, 3.0, centred=True)

    return paint
