"""The three places of the sync page, always told apart: this computer, the district server, the state portal."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tikadesk.ui import theme
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.drawing import CENTRE, paint_text
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, restyle


class Place(Panel):
    """One place: its outline, its name, what is known about it, and how."""

    def __init__(self, icon: str, name: Words) -> None:
        super().__init__(Look.NEUTRAL, margins=(16, 6, 12, 6))
        self._icon_name = icon
        row = QHBoxLayout()
        row.setSpacing(14)
        self._icon = Icon(icon, ink="neutral", size=26)
        row.addWidget(self._icon)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._name = Text(name, role="smallstrong", ink="neutral")
        self._fact = Text(role="section", ink="neutral", wrap=True)
        self._how = Text(role="small", ink="neutral", wrap=True)
        for text in (self._name, self._fact, self._how):
            lines.addWidget(text)
        row.addLayout(lines, 1)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_fact(self, look: Look, fact: Words, how: Words) -> None:
        """Say what is known, in the look of its state."""
        self.look = look
        if self.property("look") != look.value:
            self.setProperty("look", look.value)
            restyle(self)
        self._icon.show_icon(self._icon_name, look.value)
        for text in (self._name, self._fact, self._how):
            text.set_ink(look.value)
        self._fact.show_words(fact)
        self._how.show_words(how)
        self._how.setVisible(bool(str(how)))


class Way(QWidget):
    """The dashed arrow between two places with its words above."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words()
        self.down = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_words(self, words: Words) -> None:
        """Say what goes this way."""
        self._words = words
        self.setAccessibleName(str(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words."""
        wide = theme.text_width(str(self._words), "smallstrong") + theme.px(16)
        return QSize(max(theme.px(106), wide), theme.px(28 if self.down else 44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, dashes, head."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.strip_ink))
        face = theme.font("smallstrong")
        if self.down:
            paint_text(painter, QRectF(self.rect()), str(self._words), face, CENTRE)
            return
        middle = self.height() / 2 + theme.px(8)
        above = QRectF(0, middle - theme.px(22), self.width(), theme.px(20))
        paint_text(painter, above, str(self._words), face, CENTRE)
        pen = QPen(QColor(colours.strip_ink), 1.8)
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        end = self.width() - 5.0
        painter.drawLine(QPointF(5, middle), QPointF(end - 2, middle))
        painter.setPen(QPen(QColor(colours.strip_ink), 1.8))
        tip = [QPointF(end - 6, middle - 5), QPointF(end, middle), QPointF(end - 6, middle + 5)]
        painter.drawPolyline(QPolygonF(tip))


class Places(QWidget):
    """Three places with the ways between them; beside each other, or below where there is little room."""

    def __init__(self, places: tuple[Place, Place, Place]) -> None:
        super().__init__()
        self.first, self.second = Way(), Way()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)
        for widget, share in (
            (places[0], 1),
            (self.first, 0),
            (places[1], 1),
            (self.second, 0),
            (places[2], 1),
        ):
            self._row.addWidget(widget, share)

    def stack(self, below: bool) -> None:
        """Put the places below each other."""
        down = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down)
        for way in (self.first, self.second):
            way.down = below
            way.updateGeometry()
