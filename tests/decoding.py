"""Papers as pictures, black on white, and what a scanner reads in them: zxing-cpp on the very dots of a printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import zxingcpp
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tikadesk.reports.paint import CENTRE, LEFT, RIGHT, Canvas

MM = 25.4


def painted(paint: Callable[[Canvas], object], width: float, height: float, dpi: float) -> QImage:
    """What ``paint`` paints on ``width`` × ``height`` millimetres at ``dpi``, every dot black or white."""
    image = QImage(round(width / MM * dpi), round(height / MM * dpi), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(dpi / MM, dpi / MM)
    paint(Canvas(painter))
    painter.end()
    dots = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    return dots.convertToFormat(QImage.Format.Format_Grayscale8)


def cut(image: QImage, area: QRectF, dpi: float) -> QImage:
    """The part of a picture that lies in ``area``, in millimetres."""
    left, top = round(area.left() / MM * dpi), round(area.top() / MM * dpi)
    return image.copy(left, top, round(area.width() / MM * dpi), round(area.height() / MM * dpi))


def codes(image: QImage) -> list[tuple[str, str]]:
    """Every code in a picture as (format, text)."""
    return [(str(one.format), one.text) for one in zxingcpp.read_barcodes(image)]


def ink(image: QImage, area: QRectF, dpi: float) -> float:
    """How much of ``area`` is black, 0 to 1."""
    part = cut(image, area, dpi)
    dark = sum(
        QColor(part.pixel(x, y)).lightness() < 128 for x in range(part.width()) for y in range(part.height())
    )
    return dark / (part.width() * part.height())


class Noting(Canvas):
    """A canvas that also keeps what it wrote in one line and where, what it wrapped, and the boxes to tick."""

    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[tuple[str, QRectF]] = []
        self.wrapped: list[str] = []
        self.ticks: list[bool] = []

    @property
    def said(self) -> list[str]:
        """What is written, in order."""
        return [words for words, _ in self.lines]

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
        """Keep the words with the room that capitals and figures take."""
        used = super().line(words, size, area, bold=bold, align=align, least=least)
        if words:
            left = area.left() + {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}[align] * (area.width() - used)
            self.lines.append((words, QRectF(left, area.center().y() - size * 0.36, used, size * 0.72)))
        return used

    def cells(
        self,
        row: Iterable[tuple[str, float, float]],
        size: float,
        y: float,
        high: float,
        *,
        least: float | None = None,
    ) -> None:
        """Keep the words, as of any line."""
        for words, left, wide in row:
            self.two_lines(words, size, QRectF(left, y, wide, high), least=least)

    def words(
        self, words: str, size: float, area: QRectF, *, bold: bool = False, align: Qt.AlignmentFlag = LEFT
    ) -> float:
        """Keep words that may take several lines."""
        self.wrapped.append(words)
        return super().words(words, size, area, bold=bold, align=align)

    def tick_box(self, area: QRectF, *, ticked: bool = False) -> None:
        """Keep whether it is ticked."""
        self.ticks.append(ticked)


def noted(paint: Callable[[Canvas], object]) -> Noting:
    """What ``paint`` writes."""
    canvas = Noting()
    paint(canvas)
    return canvas
