"""The bundled typefaces and the sizes of text by role, so that Hindi looks the same on every computer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from tikadesk import assets

FAMILIES = ["Noto Sans", "Noto Sans Devanagari", "Segoe UI", "Nirmala UI"]
MONO = ["Noto Sans Mono", "Noto Sans Devanagari", "Consolas"]
LINE = 1.45


@dataclass(frozen=True)
class Size:
    """One role of text: ``px`` at 100 %, weight and family."""

    px: int
    bold: bool = False
    mono: bool = False


ROLES: dict[str, Size] = {
    "body": Size(14),
    "strong": Size(14, bold=True),
    "field": Size(15),
    "label": Size(13, bold=True),
    "muted": Size(13),
    "small": Size(12),
    "smallstrong": Size(12, bold=True),
    "keycap": Size(11, bold=True),
    "section": Size(15, bold=True),
    "card": Size(16, bold=True),
    "page": Size(18, bold=True),
    "head": Size(20, bold=True),
    "figure": Size(24, bold=True),
    "banner": Size(26, bold=True),
    "code": Size(13, mono=True),
    "codestrong": Size(15, bold=True, mono=True),
    "cell": Size(14),
}


def load() -> None:
    """Register the bundled fonts with Qt; needs a QGuiApplication. Safe to call twice."""
    # Noto Sans claims Devanagari without shaping it; Qt says so and goes on to the next family, as it should.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for name in ("NotoSans", "NotoSansDevanagari", "NotoSansMono"):
        for weight in ("Regular", "Bold"):
            file = assets.path("fonts", f"{name}-{weight}.ttf")
            if file.is_file():
                QFontDatabase.addApplicationFont(str(file))


def font(role: str, factor: float) -> QFont:
    """The font of ``role`` at the text size ``factor`` (1.0 to 1.5)."""
    size = ROLES[role]
    made = QFont(MONO if size.mono else FAMILIES)
    made.setPixelSize(round(size.px * factor))
    made.setBold(size.bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def line_height(role: str, factor: float) -> int:
    """The height of one line box: tall enough for stacked Devanagari, which its own metrics understate."""
    return math.ceil(ROLES[role].px * factor * LINE)


@lru_cache(4096)
def width(text: str, role: str, factor: float) -> int:
    """How many logical pixels ``text`` takes on one line, rounded up. A layout asks for the same words many times."""
    return int(QFontMetricsF(font(role, factor)).horizontalAdvance(text)) + 1
