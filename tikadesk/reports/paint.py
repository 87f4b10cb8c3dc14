"""Painting on paper, in millimetres: shaped text in both scripts, rules, bar codes and QR codes on whole dots.

What stands where is each paper's own affair. With ``code128`` and the papers, the only part of reports that knows Qt.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, TypeVar

import segno
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTransform,
)

from tikadesk.errors import StoreTrouble
from tikadesk.reports import code128, typeface, whole_file
from tikadesk.reports.watch import UNWATCHED, Watch
from tikadesk.reports.whole_file import Made, NotAsWritten

LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
BLACK, WHITE = QColor("black"), QColor("white")
DARK, LIGHT = QColor(51, 51, 51), QColor(225, 225, 225)
_SMALLER = 0.8
_DPI = 300
"""Of a report in a file: what offices print on."""
_LARGE = typeface.PER_MM
"""The painter's own unit is that of the typefaces: a change of units for every word costs more than the word."""
_ENLARGED = QTransform.fromScale(_LARGE, _LARGE)
_LINE = 1.45
"""Height of a line by its size: stacked Devanagari stands taller than the metrics of the font say."""
_CAPITAL = 0.714
"""Height of a capital letter by the size of the font."""
_FITTING = 0.99
"""What is shrunk to fit is shrunk by so much more: glyphs do not grow quite evenly with the size."""


class Canvas:
    """A page to paint on, in millimetres from its upper left corner; without a painter it only measures."""

    def __init__(self, painter: QPainter | None, device: QPagedPaintDevice | None = None) -> None:
        self._painter, self._device = painter, device
        self._font: QFont | None = None
        if painter is not None:
            painter.scale(1 / _LARGE, 1 / _LARGE)

    def next_page(self) -> None:
        """Go on with a fresh sheet."""
        if self._device is not None:
            self._device.newPage()

    def words(
        self, words: str, size: float, area: QRectF, *, bold: bool = False, align: Qt.AlignmentFlag = LEFT
    ) -> float:
        """Paint wrapped words at the top of ``area``, smaller where one of them is wider than that; the height that
        they take.
        """
        widest = self.width(max(words.split(), key=len, default=""), size, bold=bold)
        if widest > area.width():
            size *= area.width() / widest * _FITTING
        font = typeface.font(size, bold=bold)
        flags = int(align | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, area.width() * _LARGE, area.height() * _LARGE)
        height = max(QFontMetricsF(font).boundingRect(room, flags, words).height(), size * _LARGE * _LINE)
        if self._painter is not None:
            self._use(font)
            self._painter.drawText(room.translated(area.topLeft() * _LARGE), flags, words)
        return height / _LARGE

    def line(
        self,
        words: str,
        size: float,
        area: QRectF,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        least: float | None = None,
    ) -> float:
        """Paint one line in the middle of ``area``'s height; its width. What is too long shrinks down to the size
        ``least``, and is cut with an ellipsis after that.
        """
        wide = self.width(words, size, bold=bold)
        if wide > area.width():
            size = min(size, max(size * area.width() / wide * _FITTING, least or size))
            metrics = typeface.metrics(size, bold=bold)
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() * _LARGE)
            wide = metrics.horizontalAdvance(words) / _LARGE
        spare = {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}[align] * (area.width() - wide)
        if self._painter is not None:
            # On the base line of capitals, so that both scripts stand level beside each other.
            base = area.center().y() + _CAPITAL / 2 * size
            self._use(typeface.font(size, bold=bold))
            self._painter.drawText(QPointF(area.left() + spare, base) * _LARGE, words)
        return wide

    def cells(
        self,
        row: Iterable[tuple[str, float, float]],
        size: float,
        y: float,
        high: float,
        *,
        least: float | None = None,
    ) -> None:
        """A line, or ``two_lines``, in each cell of a row that is ``high`` below ``y``: words, where they begin, how
        wide they may be.

        Long papers have a hundred thousand: what surely fits is not measured, what needs no shaping gets none.
        """
        if self._painter is None:
            return
        wide_of, base = typeface.letters(size).__getitem__, (y + high / 2 + _CAPITAL / 2 * size) * _LARGE
        shaped, tight = [], []
        self._use(typeface.plain(size))
        for words, left, wide in row:
            if sum(map(wide_of, words)) > wide:
                tight.append((words, QRectF(left, y, wide, high)))
            elif words.isascii() or words in typeface.ALONE:
                self._painter.drawText(QPointF(left * _LARGE, base), words)
            else:
                shaped.append((QPointF(left * _LARGE, base), words))
        self._use(typeface.font(size))
        for place, words in shaped:
            self._painter.drawText(place, words)
        for words, area in tight:
            self.two_lines(words, size, area, least=least)

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide one line is."""
        return typeface.width(words, size, bold=bold)

    def _use(self, font: QFont) -> None:
        if font is not self._font and self._painter is not None:
            self._painter.setFont(font)
            self._font = font

    def rule(self, start: QPointF, end: QPointF, thick: float = 0.2) -> None:
        """A straight line."""
        if self._painter is not None:
            self._painter.setPen(_pen(thick))
            self._painter.drawLine(start * _LARGE, end * _LARGE)

    def frame(self, area: QRectF, thick: float = 0.25) -> None:
        """The edges of a box."""
        if self._painter is not None:
            self._painter.setPen(_pen(thick))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(_ENLARGED.mapRect(area))

    def fill(self, area: QRectF, grey: QColor = LIGHT) -> None:
        """A grey ground for what is written next."""
        if self._painter is not None:
            self._painter.fillRect(_ENLARGED.mapRect(area), grey)

    def two_lines(
        self, words: str, size: float, area: QRectF, *, bold: bool = False, least: float | None = None
    ) -> list[tuple[float, float]]:
        """Words on one line, shrunk down to ``least`` as in ``line``, or smaller on two where one is too short; what is
        longer still is cut. The height of the middle of each line, and its width.
        """
        wide = self.width(words, size, bold=bold)
        if wide <= area.width() or (least and wide * least / size <= area.width() * _FITTING):
            return [(area.center().y(), self.line(words, size, area, bold=bold, least=least))]
        small, first, rest = size * _SMALLER, "", words
        for place in (at for at, sign in enumerate(words) if sign == " "):
            if self.width(words[:place], small, bold=bold) > area.width():
                break
            first, rest = words[:place], words[place + 1 :]
        painted = []
        for top, part in ((0.06, first), (0.5, rest)):
            half = QRectF(area.left(), area.top() + top * area.height(), area.width(), area.height() * 0.44)
            painted.append((half.center().y(), self.line(part, small, half, bold=bold, least=least)))
        return painted

    def tick_box(self, area: QRectF, *, ticked: bool = False) -> None:
        """A square to be ticked by hand, or one that is."""
        self.frame(area, 0.3)
        if ticked and self._painter is not None:
            side = area.width()
            corners = [(0.18, 0.52), (0.42, 0.78), (0.84, 0.2)]
            self._painter.setPen(_pen(side * 0.14))
            self._painter.drawPolyline([(area.topLeft() + QPointF(x, y) * side) * _LARGE for x, y in corners])

    def band(self, words: str, size: float, area: QRectF) -> None:
        """White words in the middle of a black bar: nobody takes a paper of practice for a real one."""
        if self._painter is not None:
            self._painter.fillRect(_ENLARGED.mapRect(area), BLACK)
            self._painter.setPen(WHITE)
        self.line(words, size, area, bold=True, align=CENTRE)
        if self._painter is not None:
            self._painter.setPen(BLACK)

    def bars(self, text: str, area: QRectF) -> None:
        """``text`` as Code 128 in the middle of ``area``, its quiet zones within; every bar whole dots wide."""
        wide = code128.modules(text) + 2 * code128.QUIET
        with self._dots(area) as room:
            if room is None or self._painter is None:
                return
            module = max(1, room.width() // wide)
            left = room.left() + (room.width() - wide * module) // 2 + code128.QUIET * module
            for start, width in code128.bars(text):
                bar = QRect(left + start * module, room.top(), width * module, room.height())
                self._painter.fillRect(bar, BLACK)

    def qr(self, text: str, area: QRectF, *, error: str = "m", border: int = 2) -> None:
        """``text`` as the largest QR code of whole dots in the middle of the square ``area``."""
        if not text:
            return
        rows = qr_rows(text, error, border)
        with self._dots(area) as room:
            if room is None or self._painter is None:
                return
            module = max(1, min(room.width(), room.height()) // len(rows))
            left = room.left() + (room.width() - module * len(rows)) // 2
            top = room.top() + (room.height() - module * len(rows)) // 2
            for down, row in enumerate(rows):
                for start, width in _runs(row):
                    dark = QRect(left + start * module, top + down * module, width * module, module)
                    self._painter.fillRect(dark, BLACK)

    @contextmanager
    def _dots(self, area: QRectF) -> Iterator[QRect | None]:
        """``area`` in whole dots of the device, which stands without its millimetres meanwhile; None without one."""
        if self._painter is None:
            yield None
            return
        self._painter.save()
        spot = self._painter.worldTransform().mapRect(_ENLARGED.mapRect(area))
        self._painter.setWorldTransform(QTransform())
        left, top = round(spot.left()), round(spot.top())
        yield QRect(left, top, round(spot.right()) - left, round(spot.bottom()) - top)
        self._painter.restore()


@lru_cache(32)
def qr_rows(text: str, error: str, border: int) -> tuple[bytes, ...]:
    """The modules of a QR code, 1 for dark, with ``border`` light ones around; making one takes some 50 ms."""
    code = segno.make(text, error=error, micro=False)
    return tuple(bytes(row) for row in code.matrix_iter(border=border))


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The dark runs of a row as (start, length)."""
    start = None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None


@contextmanager
def canvas(
    device: QPagedPaintDevice, width: float, height: float, *, called: str = "", from_edge: bool = True
) -> Iterator[Canvas]:
    """Pages of ``device``, as large as the paper in millimetres where they may be; on smaller ones it is shrunk.

    It is measured ``from_edge`` of the sheet, or else lies wholly within what the printer can reach. Raises
    StoreTrouble, with ``called`` as the device's name, when the device takes nothing.
    """
    match, unit = QPageSize.SizeMatchPolicy.FuzzyMatch, QPageSize.Unit.Millimeter
    standing, lying = QPageSize(QSizeF(height, width), unit, "", match), QPageLayout.Orientation.Landscape
    size, way = QPageSize(QSizeF(width, height), unit, "", match), QPageLayout.Orientation.Portrait
    if width > height and standing.id() != QPageSize.PageSizeId.Custom:
        # Printers know A4 upright only; a label that is wider than high is no sheet laid across.
        size, way = standing, lying
    layout = QPageLayout(size, way, QMarginsF(), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode if from_edge else QPageLayout.Mode.StandardMode)
    device.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(device):
        raise StoreTrouble("print.no_answer", printer=called)
    try:
        across, down = device.logicalDpiX() / 25.4, device.logicalDpiY() / 25.4
        # Half a millimetre of mercy: page sizes are whole points, and a paper is not shrunk for a rounding.
        fit = min(1.0, (device.width() / across + 0.5) / width, (device.height() / down + 0.5) / height)
        painter.scale(across * fit, down * fit)
        yield Canvas(painter, device)
    finally:
        painter.end()


def sheets(
    device: QPagedPaintDevice,
    size: tuple[float, float],
    each: Iterable[Callable[[Canvas], object]],
    *,
    total: int = 0,
    called: str = "",
    watch: Watch = UNWATCHED,
) -> None:
    """Let ``each`` paint a sheet of ``device``, of this width and height in millimetres; ``total`` is for the watch.

    Raises StoreTrouble, with ``called`` as the device's name, when it takes nothing; GivenUp.
    """
    with canvas(device, *size, called=called) as page:
        for done, paint in enumerate(each):
            watch.look(done, total)
            if done:
                page.next_page()
            paint(page)
        watch.look(total, total)


def prepare() -> None:
    """Make ready to paint where no window is: a command."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _prepared.append(QGuiApplication([]))


_prepared: list[QGuiApplication] = []
"""Kept as long as the process: Qt ends with its application."""


def pdf(out: Path, title: str, dpi: int, paint: Callable[[QPdfWriter], None]) -> Path:
    """What ``paint`` paints, as the PDF file ``out``, whole or not at all. Raises StoreTrouble.

    Needs a QGuiApplication.
    """
    made, _ = _painted(title, dpi, paint)
    return whole_file.into(out, lambda file: file.write(made)).file


def report(out: Path, title: str, paint: Callable[[QPdfWriter], tuple[int, int]]) -> Made:
    """``pdf`` of a long paper, read back before it is one; ``paint`` says how many lines and pages it painted."""
    made, (lines, pages) = _painted(title, _DPI, paint)

    def check(file: BinaryIO, rows: int) -> None:
        if file.read() != made or len(_PAGE.findall(made)) != pages or rows != lines:
            raise NotAsWritten

    def write(file: BinaryIO) -> int:
        file.write(made)
        return lines

    return whole_file.into(out, write, check)


_Told = TypeVar("_Told")
_PAGE = re.compile(rb"/Type /Page\b")
_CHANCE = tuple(
    re.compile(named + rb"([^)'\"\]]*)")
    for named in (
        rb"/CreationDate \(D:", rb"/ModDate \(D:", rb"xmpMM:DocumentID=.uuid:", rb"xmp:CreateDate=.",
        rb"xmp:ModifyDate=.", rb"xmp:MetadataDate=.", rb"/ID \[ <",
    )
)  # fmt: skip
"""Where Qt writes the clock and a random number into a file; places of a file do not move when they are blotted out."""


def _painted(title: str, dpi: int, paint: Callable[[QPdfWriter], _Told]) -> tuple[bytes, _Told]:
    """The PDF of what ``paint`` paints, and what it says; the same paper is the same bytes whenever it is made."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(dpi)
    writer.setTitle(title)
    writer.setCreator("")
    told = paint(writer)
    buffer.close()
    made = bytes(content.data())
    for chance in _CHANCE:
        made = chance.sub(_blotted, made)
    return made, told


def _blotted(found: re.Match[bytes]) -> bytes:
    start = found.start(1) - found.start()
    return found[0][:start] + re.sub(rb"[0-9a-f]", b"0", found[1])


@cache
def _pen(thick: float) -> QPen:
    return QPen(BLACK, thick * _LARGE)
