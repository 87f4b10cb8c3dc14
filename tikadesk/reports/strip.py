"""A paper for somebody's hand, painted from top to bottom: on a thermal roll 80 mm wide, or on a sheet of A6.

What stands on one is its own module's affair; it is said in the centre's language and, below that, in English.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk.i18n import tr_in
from tikadesk.reports import paint
from tikadesk.reports.paint import CENTRE, LEFT, RIGHT, Canvas

EDGE_MM = 4.0
_DPI = 300
_ENDLESS = 1000.0
_LARGEST, _SMALLEST, _STEP = 125, 60, 5
"""Between which per cents of its usual size a paper is fitted to a sheet."""


@dataclass(frozen=True)
class Size:
    """Millimetres of a paper; a roll has no ``height``, it is cut where the text ends."""

    width: float
    height: float | None


SIZES = {"roll": Size(80.0, None), "a6": Size(105.0, 148.0)}
"""By the codes of ``settings.SLIP_PAPERS``."""


class Strip:
    """Where painting has come to on a paper, ``y`` from its top. Measures are those of the roll; ``scale`` makes them
    larger on a sheet.
    """

    def __init__(self, canvas: Canvas, size: Size, language: str, scale: float = 1.0) -> None:
        self._canvas, self._language, self._scale = canvas, language, scale
        self.wide = size.width / scale - 2 * EDGE_MM
        self.y = EDGE_MM

    def _area(self, left: float, top: float, wide: float, high: float = _ENDLESS) -> QRectF:
        scale = self._scale
        return QRectF((EDGE_MM + left) * scale, top * scale, wide * scale, high * scale)

    def _words(
        self, words: str, size: float, area: QRectF, *, bold: bool = False, centred: bool = False
    ) -> float:
        align = CENTRE if centred else LEFT
        return self._canvas.words(words, size * self._scale, area, bold=bold, align=align) / self._scale

    def text(
        self,
        words: str,
        size: float,
        *,
        bold: bool = False,
        left: float = 0.0,
        right: float = 0.0,
        centred: bool = False,
    ) -> None:
        """Words on as many lines as they need, ``left`` and ``right`` millimetres from the edges."""
        if words:
            area = self._area(left, self.y, self.wide - left - right)
            self.y += self._words(words, size, area, bold=bold, centred=centred) + 0.6

    def pair(self, label: str, value: str, size: float, *, start: float = 34.0) -> None:
        """A label and, behind it, what it is about; nothing where there is no value."""
        if not value:
            return
        top = self.y
        self.text(label, size, right=self.wide - start + 1)
        below, self.y = self.y, top
        self.text(value, size, bold=True, left=start)
        self.y = max(self.y, below)

    def figure(self, label: str, figure: str, top: float, wide: float) -> float:
        """A large figure under its label at the right edge, from ``top`` down; where it ends."""
        left, scale = self.wide - wide, self._scale
        self._canvas.line(label, 2.9 * scale, self._area(left, top, wide, 4.6), align=RIGHT, least=2 * scale)
        area = self._area(left, top + 4.2, wide, 11)
        self._canvas.line(figure, 11 * scale, area, bold=True, align=RIGHT, least=5 * scale)
        return top + 15.2

    def rule(self) -> None:
        """A line across."""
        line = self._area(0, self.y + 0.8, self.wide, 0)
        self._canvas.rule(line.topLeft(), line.topRight())
        self.y += 2.0

    def box(self, label: str, words: str) -> None:
        """What is to be remembered, framed."""
        top = self.y + 0.8
        high = self._words(label, 3.2, self._area(2, top + 1.2, self.wide - 4)) if label else 0.0
        high += self._words(words, 4.4, self._area(2, top + 1.2 + high, self.wide - 4), bold=True)
        self._canvas.frame(self._area(0, top, self.wide, high + 2.4), 0.5)
        self.y = top + high + 3.6

    def band(self, words: str) -> None:
        """White words on black, across."""
        self._canvas.band(words, 4.2 * self._scale, self._area(0, self.y, self.wide, 7.4))
        self.y += 8.4

    def code(self, text: str, side: float, *, left: float = 0.0) -> float:
        """``text`` as a QR code here, ``left`` millimetres from the edge; where it ends."""
        self._canvas.qr(text, self._area(left, self.y, side, side))
        return self.y + side

    def say(self, key: str, **params: object) -> str:
        """The sentence in the centre's language."""
        return tr_in(self._language, key, **params)

    def both(self, key: str, **params: object) -> str:
        """Few words in the centre's language and in English, a stroke between."""
        return " / ".join(self.each(key, **params))

    def each(self, key: str, **params: object) -> list[str]:
        """The sentence in the centre's language, then in English; once where that is the same."""
        said = (tr_in(language, key, **params) for language in (self._language, "en"))
        return list(dict.fromkeys(said))


Paint = Callable[[Strip], None]


def paint_in(what: Paint, canvas: Canvas, size: Size, *, language: str) -> float:
    """Paint ``what`` on ``canvas``, on a sheet as large as it fits there; how high it is in millimetres."""
    if size.height is None:
        return _painted(what, canvas, size, language, 1.0)
    fitting = (at / 100 for at in range(_LARGEST, _SMALLEST, -_STEP))
    scale = next(
        (one for one in fitting if _painted(what, Canvas(None), size, language, one) <= size.height),
        _SMALLEST / 100,
    )
    _painted(what, canvas, size, language, scale)
    return size.height


def _painted(what: Paint, canvas: Canvas, size: Size, language: str, scale: float) -> float:
    strip = Strip(canvas, size, language, scale)
    what(strip)
    return (strip.y + EDGE_MM) * scale


def paint_on(what: Paint, device: QPagedPaintDevice, size: Size, *, language: str, called: str = "") -> None:
    """Paint ``what`` on one page of ``device``, made as large as the paper where it may be, else the paper shrinks.

    Raises StoreTrouble, with ``called`` as the device's name, when the device takes nothing.
    """
    height = paint_in(what, Canvas(None), size, language=language)
    # On office paper the printer's margin is wider than the strip's own edge.
    with paint.canvas(device, size.width, height, called=called, from_edge=False) as canvas:
        paint_in(what, canvas, size, language=language)


def write(what: Paint, out: Path, size: Size, *, title: str, language: str) -> Path:
    """Paint ``what`` into the PDF file ``out``, whole or not at all; needs a QGuiApplication. Raises StoreTrouble."""
    return paint.pdf(
        out, tr_in(language, title), _DPI, lambda device: paint_on(what, device, size, language=language)
    )
