"""Outlines from ``resources/icons``, drawn in a token's colour at the screen's own resolution. Always beside a word."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tikadesk import assets
from tikadesk.ui.tokens import Look

_DRAWN_IN = "#000000"

OF_LOOK: dict[Look, str] = {
    Look.OK: "check-circle",
    Look.INFO: "arrow-up",
    Look.NEUTRAL: "clock",
    Look.AMBER: "alert",
    Look.DANGER: "warning",
}


@cache
def _source(name: str) -> str:
    return assets.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The outline ``name`` in ``colour`` (#rrggbb), ``size`` logical pixels square at device pixel ratio ``ratio``."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(QByteArray(_source(name).replace(_DRAWN_IN, colour).encode()))
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def paint(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw the outline ``name`` into ``box`` of a running painter."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(box.topLeft(), pixmap(name, colour, round(box.width()), ratio))


def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """A QIcon for the places that take nothing else (the window's own)."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


def names() -> list[str]:
    """Every outline there is."""
    return sorted(file.stem for file in assets.path("icons").glob("*.svg"))
