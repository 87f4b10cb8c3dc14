"""The slip that a person takes home: token, name in both scripts, number with QR, dose, next date. 80 mm, as PDF.

It is not the certificate and says so. The only report that paints with Qt, which shapes Devanagari.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import segno
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLoggingCategory,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from tikadesk import assets
from tikadesk.domain import numbers, reference, schedule
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.schedule import Given
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import tr_in
from tikadesk.reports import export
from tikadesk.store import records
from tikadesk.store.store import Store

KEPT_S = 24 * 3600
"""How long a slip that was filed for want of a printer lies on the disk."""
WIDTH_MM, EDGE_MM = 80.0, 4.0
_DPI = 300
_FAMILIES = ["Noto Sans", "Noto Sans Devanagari", "Segoe UI", "Nirmala UI"]
_SIDE_MM = 24.0


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


def of(store: Store, person: str, *, practice: bool = False) -> Slip:
    """The slip of a registration's newest attendance. Raises StoreTrouble, also for someone who is not here."""
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
        practice=practice or _is_practice(row["no"] or ""),
    )


def _is_practice(no: str) -> bool:
    number = numbers.parse(no)
    return number is not None and number.practice


def write(slip: Slip, out: Path, *, language: str = "hi") -> Path:
    """Paint ``slip`` into the PDF file ``out``, whole or not at all; needs a QGuiApplication. Raises StoreTrouble."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(tr_in(language, "slip.title"))
    writer.setCreator("")
    paint_on(slip, writer, language=language)
    buffer.close()
    pdf = bytes(content.data())
    return export.into(out, lambda file: file.write(pdf)).file


def keep(slip: Slip, folder: Path, *, language: str = "hi") -> Path:
    """``write`` into ``folder`` under the slip's number; makes the folder, for this user only. Raises StoreTrouble.

    Slips of earlier days are taken out: they hold names outside the encrypted database, and can be made again.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        yesterday = SystemClock().now().timestamp() - KEPT_S
        for old in folder.glob("*.pdf"):
            if old.stat().st_mtime < yesterday:
                old.unlink()
    except OSError as error:
        raise StoreTrouble(export.sentence(error), file=str(folder)) from error
    return write(slip, folder / f"{slip.no}.pdf", language=language)


def paint_on(slip: Slip, device: QPagedPaintDevice, *, language: str = "hi", called: str = "") -> None:
    """Paint ``slip`` on one page of ``device``, made as large as the slip where it may be, else the slip shrinks.

    Raises StoreTrouble, with ``called`` as the device's name, when the device takes nothing.
    """
    height = _Painter(slip, language, None).paint()
    size = QPageSize(
        QSizeF(WIDTH_MM, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    device.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)
    )
    painter = QPainter()
    if not painter.begin(device):
        raise StoreTrouble("slip.no_answer", printer=called)
    # Half a millimetre of mercy: page sizes are whole points, and a slip is not shrunk for a rounding.
    room = (
        (device.width() / device.logicalDpiX() * 25.4 + 0.5) / WIDTH_MM,
        (device.height() / device.logicalDpiY() * 25.4 + 0.5) / height,
    )
    fit = min(1.0, *room)
    painter.scale(device.logicalDpiX() / 25.4 * fit, device.logicalDpiY() / 25.4 * fit)
    _Painter(slip, language, painter).paint()
    painter.end()


class _Painter:
    """Lays the slip out from top to bottom, in millimetres; without a painter it only measures."""

    def __init__(self, slip: Slip, language: str, painter: QPainter | None) -> None:
        _load_fonts()
        self._slip, self._language, self._painter = slip, language, painter
        self._y = EDGE_MM
        self._wide = WIDTH_MM - 2 * EDGE_MM

    def paint(self) -> float:
        """Paint everything; the height in millimetres."""
        slip = self._slip
        if slip.practice:
            self._band(self._say("slip.practice"))
        self._text(slip.centre or self._say("slip.no_centre"), 3.6, bold=True)
        self._text(" · ".join(part for part in (_shown(slip.day), slip.time) if part), 3.2)
        self._rule()
        if slip.token is not None:
            self._text(self._say("slip.token"), 3.2, align=Qt.AlignmentFlag.AlignHCenter)
            self._text(str(slip.token), 15, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
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
        self._qr(slip.no, EDGE_MM, top)
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
        self,
        words: str,
        size: float,
        *,
        bold: bool = False,
        left: float = 0.0,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        area = QRectF(EDGE_MM + left, self._y, self._wide - left, 1000)
        self._y += self._put(words, size, area, bold=bold, align=align) + 0.6

    def _put(self, words: str, size: float, area: QRectF, *, bold: bool, align: Qt.AlignmentFlag) -> float:
        """Paint wrapped words at the top of ``area``; their height."""
        # Text is laid out a hundred times larger and shrunk: Qt rounds glyphs to whole units of a font this small.
        large = 100.0
        font = QFont(_FAMILIES)
        font.setPixelSize(round(size * large))
        font.setBold(bold)
        flags = int(align | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, area.width() * large, area.height() * large)
        taken = QFontMetricsF(font).boundingRect(room, flags, words)
        # Stacked Devanagari stands taller than the metrics of the font say.
        height = max(taken.height(), size * large * 1.45)
        if self._painter is not None:
            self._painter.save()
            self._painter.translate(area.topLeft())
            self._painter.scale(1 / large, 1 / large)
            self._painter.setFont(font)
            self._painter.drawText(QRectF(0, 0, room.width(), height), flags, words)
            self._painter.restore()
        return height / large

    def _rule(self) -> None:
        if self._painter is not None:
            self._painter.setPen(QPen(QColor("black"), 0.2))
            self._painter.drawLine(
                QPointF(EDGE_MM, self._y + 0.8), QPointF(WIDTH_MM - EDGE_MM, self._y + 0.8)
            )
        self._y += 2.0

    def _box(self, words: str) -> None:
        top = self._y + 0.8
        inside = QRectF(EDGE_MM + 2, top + 1.2, self._wide - 4, 1000)
        height = self._put(words, 4.2, inside, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
        if self._painter is not None:
            self._painter.setPen(QPen(QColor("black"), 0.5))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(QRectF(EDGE_MM, top, self._wide, height + 2.4))
        self._y = top + height + 3.6

    def _band(self, words: str) -> None:
        inside = QRectF(EDGE_MM, self._y + 0.6, self._wide, 1000)
        if self._painter is not None:
            self._painter.fillRect(QRectF(EDGE_MM, self._y, self._wide, 7.4), QColor("black"))
            self._painter.setPen(QColor("white"))
        self._put(words, 4.2, inside, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
        if self._painter is not None:
            self._painter.setPen(QColor("black"))
        self._y += 8.4

    def _qr(self, words: str, left: float, top: float) -> None:
        if self._painter is None or not words:
            return
        rows = list(segno.make(words, error="m", micro=False).matrix_iter(border=2))
        side = _SIDE_MM / len(rows)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    # A hair wider than the module: printers show white lines between rectangles that only touch.
                    spot = QRectF(left + across * side, top + down * side, side * 1.02, side * 1.02)
                    self._painter.fillRect(spot, QColor("black"))


def _shown(day: str) -> str:
    return date.fromisoformat(day).strftime("%d-%m-%Y") if day else ""


def _load_fonts() -> None:
    """The bundled typefaces; the window has them already, a command has not."""
    if "Noto Sans Devanagari" in QFontDatabase.families():
        return
    # Noto Sans claims Devanagari without shaping it; Qt says so and goes on to the next family, as it should.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for name in ("NotoSans", "NotoSansDevanagari"):
        for weight in ("Regular", "Bold"):
            file = assets.path("fonts", f"{name}-{weight}.ttf")
            if file.is_file():
                QFontDatabase.addApplicationFont(str(file))
