"""How text, keycaps, chips and focus rings are drawn: in one place, so that all widgets agree to the pixel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from tikadesk.ui import icons, theme
from tikadesk.ui.tokens import Look, Tokens

_CAPITALS = 0.714
"""The height of Noto Sans capitals in ems: what the eye takes for the middle of a line."""

Side = Qt.AlignmentFlag
LEFT, CENTRE, RIGHT = Side.AlignLeft, Side.AlignHCenter, Side.AlignRight


def paint_text(painter: QPainter, box: QRectF, text: str, face: QFont, side: Side = LEFT) -> None:
    """Draw one line on the baseline that centres capitals in ``box``, cut by an ellipsis where it does not fit.

    Qt centres by the tallest font of the line: Hindi would stand higher than the English beside it.
    """
    painter.setFont(face)
    metrics = QFontMetricsF(face)
    wide = metrics.horizontalAdvance(text)
    if wide > box.width() + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        wide = metrics.horizontalAdvance(text)
    left = box.left()
    if side & RIGHT:
        left = box.right() - wide
    elif side & CENTRE:
        left += (box.width() - wide) / 2
    base = box.center().y() + face.pixelSize() * _CAPITALS / 2
    painter.drawText(QPointF(left, round(base)), text)


def wrapped(text: str, face: QFont, room: float) -> list[str]:
    """The lines of ``text`` in a width: cut between words where there is a place for it, inside a word only where it
    is too long by itself.
    """
    metrics, lines = QFontMetricsF(face), []
    while metrics.horizontalAdvance(text) > room + 1:
        cuts = [at for at in range(1, len(text)) if metrics.horizontalAdvance(text[:at]) <= room]
        if not cuts:
            break
        at = next((at for at in reversed(cuts) if text[at] == " "), cuts[-1])
        lines.append(text[:at])
        text = text[at:].lstrip()
    return [*lines, text]


def keycap_width(text: str) -> int:
    """The width of a keycap for ``text``, the same on a button and alone."""
    return theme.text_width(text, "keycap") + theme.px(19)


def keycap_height() -> int:
    """The height of every keycap."""
    return theme.px(18)


def paint_keycap(
    painter: QPainter, box: QRectF, text: str, colours: Tokens, *, on: str | None = None
) -> None:
    """Draw a keycap into ``box``; ``on`` is the ink where it stands on a filled button."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line, ground, ink = (on, None, on) if on else (colours.key_line, colours.key, colours.key_ink)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, 3, 3)
    if not on:
        bottom = frame.bottom() - 1
        painter.drawLine(QPointF(frame.left() + 3, bottom), QPointF(frame.right() - 2, bottom))
    painter.setPen(QColor(ink))
    paint_text(painter, box.adjusted(0, 0, 0, -1), text, theme.font("keycap"), CENTRE)


def chip_size(text: str) -> QSize:
    """The size of a chip that says ``text``."""
    return QSize(theme.text_width(text, "smallstrong") + theme.px(36), theme.px(23))


def paint_chip(painter: QPainter, box: QRectF, look: Look, text: str, icon: str = "") -> None:
    """Draw a chip into ``box``; tables use the same drawing as screens."""
    shade = theme.tokens().shade(look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(shade.line), 1))
    painter.setBrush(QColor(shade.ground))
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
    size = theme.px(13)
    top = box.top() + (box.height() - size) / 2
    icons.paint(
        painter, icon or icons.OF_LOOK[look], shade.ink, QRectF(box.left() + theme.px(8), top, size, size)
    )
    painter.setPen(QColor(shade.ink))
    paint_text(painter, box.adjusted(theme.px(25), 0, 0, -1), text, theme.font("smallstrong"))


def paint_focus(painter: QPainter, box: QRectF, *, gap: str | None = None, radius: float = 5) -> None:
    """The 2 px focus ring; ``gap`` puts a line of that colour between ring and a filled ground."""
    painter.setOpacity(1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if gap:
        painter.setPen(QPen(QColor(gap), 1.5))
        painter.drawRoundedRect(box.adjusted(2.75, 2.75, -2.75, -2.75), radius - 2, radius - 2)
    painter.setPen(QPen(QColor(theme.tokens().focus), 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
