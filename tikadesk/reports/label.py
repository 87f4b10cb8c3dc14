"""The label of a tube, 50 × 25 mm: its number as bars and as text, the name in both scripts, age, type, time, place.

Laid out for thermal printers of 203 dpi, which have 400 × 200 dots for it; every bar is whole dots. The words are
English, for a label goes to laboratories of any state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk.domain import numbers
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import tr_in
from tikadesk.reports import cells, paint
from tikadesk.reports.paint import CENTRE, RIGHT, Canvas
from tikadesk.store import records
from tikadesk.store.store import Store

WIDTH_MM, HEIGHT_MM = 50.0, 25.0
DPI = 203
_LANGUAGE = "en"
_EDGE = 1.2
_WIDE = WIDTH_MM - 2 * _EDGE
_BETWEEN = " · "


@dataclass(frozen=True)
class Label:
    """What stands on a label. ``no`` is scanned and ``shown`` read; ``taken_at`` is ISO, its time may be missing;
    ``sample_type`` a code; ``by`` initials; ``copy`` 0 for the first print, n for the n-th time again.
    """

    no: str
    shown: str
    name: str
    name_local: str
    age: int | None
    sex: str
    sample_type: str
    taken_at: str
    centre: str
    by: str
    box_no: str
    copy: int
    practice: bool


def of(store: Store, sample_id: str, *, copy: int = 0, practice: bool = False) -> Label:
    """The label of a sample's tube. Raises StoreTrouble, also for a tube that is not here."""
    row = records.get(store.connection, "sample", sample_id)
    if row is None or row["no"] is None:
        raise StoreTrouble("print.unknown")
    box = records.get(store.connection, "consignment", row["box"]) if row["box"] else None
    centre = store.me.centre
    no = numbers.printed(row["no"], row["tubes"] or 1)
    return Label(
        no=no,
        shown=numbers.shown(no),
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        age=cells.age(row),
        sex=row["sex"] or "",
        sample_type=row["sample_type"] or "",
        taken_at="T".join(part for part in (row["day"], row["time"]) if part),
        centre=centre.name if centre else "",
        by=_initials(row["collected_by"] or _name_of(store, row["by"])),
        box_no=(box or {}).get("no") or "",
        copy=copy,
        practice=practice or numbers.is_practice(no),
    )


def _name_of(store: Store, operator: str) -> str:
    known = records.get(store.connection, "operator", operator)
    return str(known["name"]) if known else ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()


def write(labels: Sequence[Label], out: Path) -> Path:
    """Paint ``labels``, one to a page, into the PDF file ``out``, whole or not at all. Raises StoreTrouble."""
    return paint.pdf(out, tr_in(_LANGUAGE, "label.title"), DPI, lambda device: paint_on(labels, device))


def paint_on(labels: Sequence[Label], device: QPagedPaintDevice, *, called: str = "") -> None:
    """Paint ``labels`` on ``device``, one to a page. Raises StoreTrouble, with ``called`` as the device's name."""
    each = (partial(paint_in, label) for label in labels)
    paint.sheets(device, (WIDTH_MM, HEIGHT_MM), each, called=called)


def paint_in(label: Label, canvas: Canvas) -> None:
    """Paint ``label`` in the upper left of ``canvas``."""
    # A number with a suffix is 356 dots of bars: with its quiet zones it needs the label's whole width.
    canvas.bars(label.no, QRectF(0, 0.9, WIDTH_MM, 7.3))
    canvas.line(label.shown, 3.4, _row(8.4, 3.5), bold=True, align=CENTRE)
    who = " ".join(part for part in ("" if label.age is None else str(label.age), label.sex) if part)
    room = _WIDE - canvas.line(who, 3.2, _row(11.9, 3.6), bold=True, align=RIGHT) - 1.5
    canvas.line(label.name or label.name_local, 3.2, _row(11.9, 3.6, room), bold=True, least=2.4)
    kind = tr_in(_LANGUAGE, f"option.sample_type.{label.sample_type}") if label.sample_type else ""
    local = label.name_local if label.name_local != label.name and label.name else ""
    room = _WIDE - (canvas.line(kind, 2.6, _row(15.5, 3.6), align=RIGHT if local else paint.LEFT)) - 1.5
    canvas.line(local, 3.0, _row(15.5, 3.6, room), bold=True, least=2.3)
    again = tr_in(_LANGUAGE, "label.again", times=label.copy) if label.copy else ""
    taken = _BETWEEN.join(part for part in (_shown(label.taken_at), label.by) if part)
    room = _WIDE - canvas.line(again, 2.3, _row(19.2, 2.6), bold=True, align=RIGHT)
    canvas.line(taken, 2.4, _row(19.2, 2.6, room))
    if label.practice:
        canvas.band(tr_in(_LANGUAGE, "print.practice"), 2.3, QRectF(0, 21.9, WIDTH_MM, 3.1))
        return
    box = tr_in(_LANGUAGE, "label.box", no=numbers.shown(label.box_no)) if label.box_no else ""
    room = _WIDE - canvas.line(box, 2.3, _row(21.8, 2.6), align=RIGHT) - 1.5
    canvas.line(label.centre, 2.3, _row(21.8, 2.6, room), least=1.9)


def _row(top: float, height: float, wide: float = _WIDE) -> QRectF:
    return QRectF(_EDGE, top, wide, height)


def _shown(taken_at: str) -> str:
    if not taken_at:
        return ""
    at = datetime.fromisoformat(taken_at)
    return at.strftime("%d-%m-%y %H:%M" if "T" in taken_at else "%d-%m-%y")
