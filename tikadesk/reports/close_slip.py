"""The day-close slip: that a day was sealed, its figures, and the code of the desk's journal to read over the phone.
Who holds as many entries and has the same code has them all, unchanged. On a roll of 80 mm or on A6, as ``strip``
paints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice

from tikadesk.errors import StoreTrouble
from tikadesk.reports import cells, strip
from tikadesk.reports.paint import Canvas
from tikadesk.reports.strip import SIZES, Strip
from tikadesk.store import closings, records
from tikadesk.store.closings import Closing
from tikadesk.store.store import Store

_SIDE_MM = 22.0
_FIGURES = (
    ("registered", "given"), ("first", "second"), ("precaution", "deferred"), ("voided", "aefi"), ("vials", "wasted"),
)  # fmt: skip
"""What is counted, two in a row."""


@dataclass(frozen=True)
class CloseSlip:
    """What stands on the slip; ``late`` counts what came after the closing and before the print."""

    centre: str
    closing: Closing
    late: int
    practice: bool

    @property
    def no(self) -> str:
        """What the slip is called: the register's number, and which closing of the day it is."""
        return f"{self.closing.register_no}-{self.closing.round}"


def of(store: Store, rec: str, *, practice: bool = False) -> CloseSlip:
    """The slip of a closing. Raises StoreTrouble, also for one that is not here."""
    row = records.get(store.connection, "day_closing", rec)
    found = [one for one in closings.history(store, row["day"]) if one.id == rec] if row else []
    if not found:
        raise StoreTrouble("error.record_unknown")
    centre = store.me.centre
    return CloseSlip(
        centre=(centre.name_hi or centre.name) if centre else "",
        closing=found[0],
        late=len(closings.late(store, found[0])),
        practice=practice,
    )


def write(slip: CloseSlip, out: Path, *, paper: str = "roll", language: str = "hi") -> Path:
    """Paint ``slip`` into the PDF file ``out``, whole or not at all; needs a QGuiApplication. ``paper`` is one of
    ``settings.SLIP_PAPERS``. Raises StoreTrouble.
    """
    return strip.write(_layout(slip), out, SIZES[paper], title="close_slip.title", language=language)


def paint_on(
    slip: CloseSlip, device: QPagedPaintDevice, *, paper: str = "roll", language: str = "hi", called: str = ""
) -> None:
    """Paint ``slip`` on one page of ``device``. Raises StoreTrouble, with ``called`` as the device's name, when the
    device takes nothing.
    """
    strip.paint_on(_layout(slip), device, SIZES[paper], language=language, called=called)


def paint_in(slip: CloseSlip, canvas: Canvas, *, paper: str = "roll", language: str = "hi") -> float:
    """Paint ``slip`` from the top of ``canvas`` down; its height in millimetres."""
    return strip.paint_in(_layout(slip), canvas, SIZES[paper], language=language)


def _layout(slip: CloseSlip) -> strip.Paint:
    made = slip.closing

    def paint(on: Strip) -> None:
        if slip.practice:
            on.band(on.say("print.practice"))
        on.text(slip.centre or on.say("slip.no_centre"), 4.0, bold=True, centred=True)
        on.text(on.both("close_slip.title"), 3.6, centred=True)
        on.text(cells.shown_day(made.day), 7, bold=True, centred=True)
        on.text(on.say("report.register_no", no=made.register_no), 3.0, centred=True)
        if made.round > 1:
            on.text(on.say("closing.round", which=made.round), 3.0, bold=True, centred=True)
        on.rule()
        _figures(on, made)
        on.rule()
        below = on.code(f"{made.label} {made.day} {made.length} {made.code}", _SIDE_MM)
        left = _SIDE_MM + 3
        on.text(on.say("closing.code", desk=made.label or "–", n=made.length), 2.9, left=left)
        on.text(made.code, 6.4, bold=True, left=left)
        on.y = max(on.y, below) + 0.8
        on.text(on.say("close_slip.proof"), 2.7)
        on.rule()
        on.pair(on.say("close_slip.by"), f"{made.supervisor} · {cells.shown_moment(made.at)}", 3.2, start=24)
        if not made.stands:
            again = f"{cells.shown_moment(made.reopened_at)} · {made.reopened_by}"
            on.pair(on.say("close_slip.reopened"), f"{again} · {made.reopen_reason}", 3.2, start=24)
        if slip.late:
            on.text(on.say("closing.late", n=slip.late), 3.4, bold=True)
        on.pair(on.say("close_slip.check"), f"{made.digest[:4]}-{made.digest[4:8]}".upper(), 3.2, start=24)
        on.y += 9
        on.rule()
        on.text(on.both("close_slip.sign"), 2.9)

    return paint


def _figures(on: Strip, made: Closing) -> None:
    """Two figures in a row, the label before each."""
    half = on.wide / 2
    for pair in _FIGURES:
        top, below = on.y, on.y
        for place, name in enumerate(pair):
            on.y = top
            left = place * half
            on.text(on.say(f"field.day_closing.{name}"), 3.1, left=left, right=on.wide - left - half + 12)
            ends, on.y = on.y, top
            on.text(f"{made.counts[name]:,}", 3.1, bold=True, left=left + half - 11)
            below = max(below, ends, on.y)
        on.y = below
