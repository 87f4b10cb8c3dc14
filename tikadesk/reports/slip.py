"""The slip that a person takes home: token, name in both scripts, number with QR, dose, next date. 80 mm, as PDF.

It is not the certificate and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk.domain import numbers, reference, schedule
from tikadesk.domain.schedule import Given
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import tr_in
from tikadesk.reports import paint
from tikadesk.reports.paint import CENTRE, LEFT, Canvas
from tikadesk.store import records
from tikadesk.store.store import Store

WIDTH_MM, EDGE_MM = 80.0, 4.0
_DPI = 300
_SIDE_MM = 24.0
_ENDLESS = 1000.0


@dataclass(frozen=True)
class Slip:
    """What stands on a slip. Days are ISO; ``dose_no`` None when nothing was given; ``deferred`` the reason's code."""

    centre: str
    day: str
    time: str
    token: int | None
    no: str
    name: str
    name_local: str
    dose_no: int | None
    vaccine: str
    batch: str
    deferred: str
    next_no: int | None
    next_from: str | None
    next_to: str | None
    practice: bool


def of(store: Store, rec: str, *, practice: bool = False) -> Slip:
    """The slip of somebody's newest attendance; ``rec`` is the registration or a dose of it.

    Raises StoreTrouble, also for someone who is not here.
    """
    dose = records.get(store.connection, "dose", rec)
    person = dose["person"] if dose is not None else rec
    row = records.get(store.connection, "registration", person)
    if row is None:
        raise StoreTrouble("error.person_unknown")
    doses = [dose for dose in records.doses_of(store.connection, [person])[person] if not dose["void"]]
    given = [dose for dose in doses if dose["outcome"] == "given" and dose["dose_no"]]
    newest = doses[-1] if doses else None
    done = [Given(dose["dose_no"], dose["vaccine"], dose["day"]) for dose in given]
    day = str(newest["day"] if newest else row["day"])
    number, due_from, due_to = schedule.next_due(done, day) if done else (None, None, None)
    centre = store.me.centre
    gave = newest is not None and newest["outcome"] == "given"
    return Slip(
        centre=(centre.name_hi or centre.name) if centre else "",
        day=day,
        time=str((newest or {}).get("time") or ""),
        token=row["token"],
        no=row["no"] or "",
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        dose_no=newest["dose_no"] if newest and gave else None,
        vaccine=str(newest["vaccine"]) if newest and gave else "",
        batch=str(newest["batch"] or "") if newest and gave else "",
        deferred=str(newest["defer_reason"] or "other") if newest and not gave else "",
        next_no=number if due_from else None,
        next_from=due_from,
        next_to=due_to,
        practice=practice or numbers.is_practice(row["no"] or ""),
    )


def write(slip: Slip, out: Path, *, language: str = "hi") -> Path:
    """Paint ``slip`` into the PDF file ``out``, whole or not at all; needs a QGuiApplication. Raises StoreTrouble."""
    title = tr_in(language, "slip.title")
    return paint.pdf(out, title, _DPI, lambda device: paint_on(slip, device, language=language))


def paint_on(slip: Slip, device: QPagedPaintDevice, *, language: str = "hi", called: str = "") -> None:
    """Paint ``slip`` on one page of ``device``, made as large as the slip where it may be, else the slip shrinks.

    Raises StoreTrouble, with ``called`` as the device's name, when the device takes nothing.
    """
    height = paint_in(slip, Canvas(None), language=language)
    # On office paper the printer's margin is wider than the slip's own edge.
    with paint.canvas(device, WIDTH_MM, height, called=called, from_edge=False) as canvas:
        paint_in(slip, canvas, language=language)


def paint_in(slip: Slip, canvas: Canvas, *, language: str = "hi") -> float:
    """Paint ``slip`` from the top of ``canvas`` down; its height in millimetres."""
    return _Layout(slip, language, canvas).paint()


class _Layout:
    """Lays the slip out from top to bottom, in millimetres."""

    def __init__(self, slip: Slip, language: str, canvas: Canvas) -> None:
        self._slip, self._language, self._canvas = slip, language, canvas
        self._y = EDGE_MM
        self._wide = WIDTH_MM - 2 * EDGE_MM

    def paint(self) -> float:
        """Paint everything; the height in millimetres."""
        slip = self._slip
        if slip.practice:
            self._band(self._say("print.practice"))
        self._text(slip.centre or self._say("slip.no_centre"), 3.6, bold=True)
        self._text(" · ".join(part for part in (_shown(slip.day), slip.time) if part), 3.2)
        self._rule()
        if slip.token is not None:
            self._text(self._say("slip.token"), 3.2, centred=True)
            self._text(str(slip.token), 15, bold=True, centred=True)
        both = [slip.name, slip.name_local if slip.name_local != slip.name else ""]
        for name, size in zip(both, (5.0, 4.6), strict=True):
            if name:
                self._text(name, size, bold=True)
        self._number()
        self._rule()
        self._dose()
        self._text(self._say("slip.not_certificate"), 2.9)
        return self._y + EDGE_MM

    def _number(self) -> None:
        slip = self._slip
        top = self._y
        self._canvas.qr(slip.no, QRectF(EDGE_MM, top, _SIDE_MM, _SIDE_MM))
        self._text(self._say("slip.number"), 2.9, left=_SIDE_MM + 3)
        self._text(numbers.shown(slip.no), 3.9, bold=True, left=_SIDE_MM + 3)
        self._y = max(self._y, top + _SIDE_MM) + 1

    def _dose(self) -> None:
        slip = self._slip
        if slip.dose_no is not None:
            vaccine = reference.vaccines().get(slip.vaccine)
            name = slip.vaccine if vaccine is None else vaccine.name_hi if self._hindi else vaccine.name
            self._text(self._say(f"slip.dose.{slip.dose_no}"), 4.2, bold=True)
            self._text(" · ".join(part for part in (name, slip.batch) if part), 3.6)
            if slip.next_from is not None:
                self._box(self._next())
            self._text(self._say("slip.wait"), 3.4, bold=True)
        elif slip.deferred:
            reason = self._say(f"option.defer_reason.{slip.deferred}")
            self._box(self._say("slip.deferred", reason=reason))
        else:
            self._text(self._say("slip.registered"), 3.8, bold=True)

    def _next(self) -> str:
        slip = self._slip
        first, last = _shown(slip.next_from or ""), _shown(slip.next_to or "")
        if slip.next_to is None:
            return self._say("slip.next_from", number=slip.next_no, first=first)
        return self._say("slip.next_between", number=slip.next_no, first=first, last=last)

    @property
    def _hindi(self) -> bool:
        return self._language.startswith("hi")

    def _say(self, key: str, **params: object) -> str:
        return tr_in(self._language, key, **params)

    def _text(
        self, words: str, size: float, *, bold: bool = False, left: float = 0.0, centred: bool = False
    ) -> None:
        area = QRectF(EDGE_MM + left, self._y, self._wide - left, _ENDLESS)
        self._y += self._canvas.words(words, size, area, bold=bold, align=CENTRE if centred else LEFT) + 0.6

    def _rule(self) -> None:
        y = self._y + 0.8
        self._canvas.rule(QPointF(EDGE_MM, y), QPointF(WIDTH_MM - EDGE_MM, y))
        self._y += 2.0

    def _box(self, words: str) -> None:
        top = self._y + 0.8
        inside = QRectF(EDGE_MM + 2, top + 1.2, self._wide - 4, _ENDLESS)
        height = self._canvas.words(words, 4.2, inside, bold=True, align=CENTRE)
        self._canvas.frame(QRectF(EDGE_MM, top, self._wide, height + 2.4), 0.5)
        self._y = top + height + 3.6

    def _band(self, words: str) -> None:
        self._canvas.band(words, 4.2, QRectF(EDGE_MM, self._y, self._wide, 7.4))
        self._y += 8.4


def _shown(day: str) -> str:
    return date.fromisoformat(day).strftime("%d-%m-%Y") if day else ""
