"""The typefaces of every paper, which font a size is, and how wide words are in it, in millimetres. Both scripts are
bundled: a paper looks the same everywhere. Each thread has its own fonts: Qt's are no good in two at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from tikadesk import assets

PER_MM = 100.0
"""Fonts are made so many units to the millimetre: Qt rounds glyphs to whole units, and letters are small."""
_FAMILIES = ["Noto Sans", "Noto Sans Devanagari", "Segoe UI", "Nirmala UI"]
_TOGETHER = 1.03
"""Shaping makes words narrower than their letters one by one, or wider by less than this."""
ALONE = frozenset("—·…")
"""Signs beyond ASCII that need no shaping where they stand alone: long papers are full of dashes."""


_How = ParamSpec("_How")
_Made = TypeVar("_Made")


def _per_thread(make: Callable[_How, _Made]) -> Callable[_How, _Made]:
    """``functools.cache``, one for each thread."""
    of_thread = threading.local()

    @wraps(make)
    def kept(*args: _How.args, **named: _How.kwargs) -> _Made:
        if not hasattr(of_thread, "made"):
            of_thread.made = cache(make)
        made: _Made = of_thread.made(*args, **named)
        return made

    return kept


def font(size: float, *, bold: bool = False) -> QFont:
    """The font of a size."""
    return _font(round(size * PER_MM), bold)


def plain(size: float) -> QFont:
    """The font of a size for words in ASCII, which need no shaping: each letter is as wide as it is alone."""
    return _plain(round(size * PER_MM))


def metrics(size: float, *, bold: bool = False) -> QFontMetricsF:
    """The measures of a size's font, in its units."""
    return _metrics(round(size * PER_MM), bold)


@lru_cache(8192)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide one line is."""
    return metrics(size, bold=bold).horizontalAdvance(words) / PER_MM


class Letters(dict[str, float]):
    """How wide each letter is alone, and a little more: words are not wider than the sum, however they are shaped."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, letter: str) -> float:
        self[letter] = wide = width(letter, self._size) * _TOGETHER
        return wide


@cache
def letters(size: float) -> Letters:
    """The letters of a size: adding them up takes a tenth of the time that shaping takes."""
    return Letters(size)


@_per_thread
def _metrics(units: int, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(units, bold))


@_per_thread
def _plain(units: int) -> QFont:
    made = QFont(_font(units, False))
    made.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return made


@_per_thread
def _font(units: int, bold: bool) -> QFont:
    _load()
    made = QFont(_FAMILIES)
    made.setPixelSize(units)
    made.setBold(bold)
    return made


def _load() -> None:
    """Load the bundled typefaces; the window has them already, a command has not."""
    # Noto Sans claims Devanagari without shaping it; Qt says so and goes on to the next family, as it should.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    if "Noto Sans Devanagari" in QFontDatabase.families():
        return
    for name in ("NotoSans", "NotoSansDevanagari"):
        for weight in ("Regular", "Bold"):
            file = assets.path("fonts", f"{name}-{weight}.ttf")
            if file.is_file():
                QFontDatabase.addApplicationFont(str(file))
