"""Doses by hour as bars: first doses below, second ones above them, precaution doses on top, the sum over each bar."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tikadesk.ui import theme
from tikadesk.ui.blocks import Card
from tikadesk.ui.drawing import CENTRE, paint_text
from tikadesk.ui.words import Text, Words, say

Hours = Mapping[int, Mapping[int, int]]
"""Given doses by hour of the day and number of the dose."""

FIRST_HOUR, LAST_HOUR = 9, 16
"""The hours that are always shown: those of a session."""
_NUMBERS = (1, 2, 3)


class Bars(QWidget):
    """The bars, painted; a screen reader is told the numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._hours: Hours = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hours(self, hours: Hours) -> None:
        """Draw the doses of ``hours``."""
        self._hours = hours
        told = (say("register_page.hour", hour=hour, n=sum(hours[hour].values())) for hour in sorted(hours))
        self.setAccessibleName(" ".join(map(str, told)) or str(say("register_page.no_hours")))
        self.update()

    def sizeHint(self) -> QSize:
        """As flat as in the mock."""
        return QSize(theme.px(240), theme.px(74))

    def minimumSizeHint(self) -> QSize:
        """Bars may become thin; the numbers over them stay readable."""
        return QSize(theme.px(200), theme.px(74))

    def _range(self) -> range:
        known = self._hours.keys() | {FIRST_HOUR, LAST_HOUR}
        return range(min(known), max(known) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hours, bars and sums."""
        colours, painter, hours = theme.tokens(), QPainter(self), self._range()
        wide, label = self.width() / len(hours), theme.px(16)
        base = self.height() - label
        most = max((sum(doses.values()) for doses in self._hours.values()), default=0)
        unit = (base - label) / most if most else 0.0
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(0, base, self.width(), base)
        for at, hour in enumerate(hours):
            room = QRectF(at * wide, 0, wide, self.height())
            painter.setPen(QColor(colours.muted))
            below = QRectF(room.left(), base + 1, wide, label - 1)
            paint_text(painter, below, str(hour), theme.font("small"), CENTRE)
            doses = self._hours.get(hour)
            if doses:
                self._bar(painter, room, base, unit, doses)

    def _bar(
        self, painter: QPainter, room: QRectF, base: float, unit: float, doses: Mapping[int, int]
    ) -> None:
        colours, label = theme.tokens(), theme.px(16)
        # A dose without a number is none of the three, but it was given: it stands with the precaution doses.
        counts = [doses.get(1, 0), doses.get(2, 0), sum(doses.values()) - doses.get(1, 0) - doses.get(2, 0)]
        side = min(room.width() * 0.62, theme.px(26))
        left = round(room.center().x() - side / 2)
        heights = list(accumulate(counts, initial=0))
        for number, (low, high) in enumerate(pairwise(heights), 1):
            if high > low:
                top, bottom = round(base - high * unit), round(base - low * unit)
                paint_part(painter, QRectF(left, top, round(side), bottom - top), number)
        painter.setPen(QColor(colours.ink))
        over = QRectF(room.left(), base - sum(counts) * unit - label, room.width(), label)
        paint_text(painter, over, str(sum(counts)), theme.font("smallstrong"), CENTRE)


def paint_part(painter: QPainter, box: QRectF, number: int) -> None:
    """Paint a piece of a bar for a dose's number: dark, light, and outlined only, told apart without colour too."""
    colours = theme.tokens()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if number == 3:
        painter.setPen(QPen(QColor(colours.primary), 1))
        painter.setBrush(QColor(colours.card))
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setBrush(QColor(colours.primary) if number == 1 else light())
    painter.drawRect(box)
    painter.restore()


def light() -> QColor:
    """The primary colour about half way to the card: what stands for second doses."""
    full, card = QColor(theme.tokens().primary), QColor(theme.tokens().card)
    pairs = (full.red(), card.red()), (full.green(), card.green()), (full.blue(), card.blue())
    return QColor(*(round(0.45 * one + 0.55 * other) for one, other in pairs))


class _Sample(QWidget):
    """The legend's little square."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """11 px."""
        return QSize(theme.px(11), theme.px(11))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_part(QPainter(self), QRectF(self.rect()), self._number)


class HourChart(Card):
    """The card of the chart."""

    def __init__(self) -> None:
        super().__init__(margins=(14, 10, 14, 8), spacing=4)
        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(Text(say("register_page.by_hour"), role="section"))
        top.addStretch()
        self._third: list[QWidget] = []
        for number in _NUMBERS:
            parts = (_Sample(number), Text(say(f"register_page.dose.{number}"), role="small", ink="muted"))
            for part in parts:
                top.addWidget(part)
            top.addSpacing(4)
            if number == 3:
                self._third += parts
        self.body.addLayout(top)
        self.bars = Bars()
        self.body.addWidget(self.bars)
        self._timeless = Text(role="small", ink="muted", wrap=True)
        self.body.addWidget(self._timeless)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_hours(self, hours: Hours, timeless: int) -> None:
        """Show the doses by hour; ``timeless`` ones were written without a time."""
        third = any(number not in (1, 2) for doses in hours.values() for number in doses)
        for part in self._third:
            part.setVisible(third)
        self.bars.show_hours(hours)
        self._timeless.setVisible(bool(timeless))
        self._timeless.show_words(say("register_page.timeless", n=timeless) if timeless else Words())
