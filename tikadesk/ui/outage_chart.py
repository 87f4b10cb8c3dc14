"""Days as strips of 24 hours, dark where there was no server. It shows what it is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tikadesk.reports.outage_ledger import Incident, said_minutes, shares
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card, head
from tikadesk.ui.drawing import CENTRE, paint_text
from tikadesk.ui.wording import day
from tikadesk.ui.words import say

DAYS = 14
"""So many days are drawn, the newest first."""
_HIGH, _LABEL, _TOP = 22, 46, 18
_HOURS = range(0, 25, 6)
_MINUTES = 24 * 60


class Strips(QWidget):
    """The strips, painted; a screen reader is told how long it was on each day."""

    def __init__(self) -> None:
        super().__init__()
        self._days: Sequence[tuple[str, Sequence[tuple[float, float]]]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, found: Sequence[Incident], days: Sequence[str]) -> None:
        """Draw the outages of these ISO days, one below the other."""
        self._days = [(iso, shares(found, iso)) for iso in days]
        told = [
            f"{day(iso)}: {said_minutes(round(sum(end - start for start, end in parts) * _MINUTES))}"
            for iso, parts in self._days
            if parts
        ]
        self.setAccessibleName(". ".join(told) or str(say("ledger.none")))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A strip for each day under the hours."""
        return QSize(theme.px(280), theme.px(_TOP + _HIGH * max(1, len(self._days))))

    def minimumSizeHint(self) -> QSize:
        """Hours may stand close."""
        return QSize(theme.px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hours, days and bars."""
        colours, painter = theme.tokens(), QPainter(self)
        high, top = theme.px(_HIGH), theme.px(_TOP)
        area = QRectF(theme.px(_LABEL), top, self.width() - theme.px(_LABEL + 12), high * len(self._days))
        face = theme.font("small")
        for hour in _HOURS:
            x = round(area.left() + area.width() * hour / 24) + 0.5
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QLineF(x, top, x, area.bottom()))
            painter.setPen(QColor(colours.muted))
            paint_text(painter, QRectF(x - 20, 0, 40, top - 2), str(hour), face, CENTRE)
        for at, (iso, parts) in enumerate(self._days):
            strip = QRectF(area.left(), top + at * high, area.width(), high)
            painter.setPen(QColor(colours.muted))
            paint_text(painter, QRectF(0, strip.top(), theme.px(_LABEL), high), day(iso)[:5], face)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QLineF(strip.left(), strip.bottom(), strip.right(), strip.bottom()))
            for start, end in parts:
                left, wide = strip.left() + strip.width() * start, strip.width() * (end - start)
                bar = QRectF(left, strip.top() + high * 0.2, max(1.5, wide), high * 0.6)
                painter.fillRect(bar, QColor(colours.neutral.ink))


class OutageChart(Card):
    """The card of the chart."""

    def __init__(self) -> None:
        super().__init__(margins=(14, 10, 14, 10), spacing=8)
        self.body.addLayout(head(say("ledger.by_hour"), role="section"))
        self.strips = Strips()
        self.body.addWidget(self.strips)
        self.body.addStretch()
