"""Things side by side in as many rows as the width needs: buttons, links, choices. The width decides the height."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from tikadesk.ui import theme


class Flow(QFrame):
    """A box whose things flow into rows; ``gap`` between them and ``edge`` around them in logical pixels at 100 %.
    With ``spread`` the gaps take what is left over of the first row's width, the same in every row.
    """

    def __init__(self, *, gap: int = 6, edge: int = 0, spread: bool = False) -> None:
        super().__init__()
        self._gap, self._edge, self._spread = gap, edge, spread
        self._things: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(self, things: Iterable[QWidget]) -> None:
        """Hold ``things`` instead of what was there; those that were hidden on purpose stay so."""
        for old in self._things:
            old.hide()
            old.deleteLater()
        self._things = list(things)
        for thing in self._things:
            # A widget without a parent counts as hidden, too, before anybody has said a word about it.
            hidden = thing.isHidden() and thing.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            thing.setParent(self)
            thing.setVisible(not hidden)
        self.fit()

    def fit(self) -> None:
        """Lay out anew what is not hidden: something has another width, or came or went."""
        for thing, place in self._places(self.width()):
            thing.setGeometry(place)
        self.updateGeometry()

    def _rows(self, width: int) -> list[list[QWidget]]:
        """What stands in each row."""
        gap, room = theme.px(self._gap), width - 2 * theme.px(self._edge)
        rows: list[list[QWidget]] = []
        left = 0
        for thing in self._things:
            if thing.isHidden():
                continue
            wide = min(thing.sizeHint().width(), max(0, room))
            if not rows or left + wide > room:
                rows.append([])
                left = 0
            rows[-1].append(thing)
            left += wide + gap
        return rows

    def _places(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        gap, edge = theme.px(self._gap), theme.px(self._edge)
        room, top, widest = max(0, width - 2 * edge), edge, width
        for row in self._rows(width):
            if self._spread and len(row) > 1:
                spare = room - sum(thing.sizeHint().width() for thing in row)
                gap = widest = min(widest, spare // (len(row) - 1))
            left, high = edge, 0
            for thing in row:
                size = thing.sizeHint()
                wide = min(size.width(), room)
                yield thing, QRect(left, top, wide, size.height())
                left, high = left + wide + gap, max(high, size.height())
            top += high + theme.px(self._gap)

    def heightForWidth(self, width: int) -> int:
        """What the rows take."""
        bottoms = [place.y() + place.height() for _, place in self._places(width)]
        return max(bottoms) + theme.px(self._edge) if bottoms else 0

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        wide = max(self.width(), self.minimumSizeHint().width())
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest thing, one row high."""
        sizes = [thing.sizeHint() for thing in self._things if not thing.isHidden()]
        edges = 2 * theme.px(self._edge)
        wide, high = (max((pick(size) for size in sizes), default=0) for pick in (QSize.width, QSize.height))
        return QSize(wide + edges, high + edges if sizes else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow at the new width."""
        super().resizeEvent(event)
        for thing, place in self._places(self.width()):
            thing.setGeometry(place)

    def changeEvent(self, event: QEvent) -> None:
        """Flow anew in another language or text size, once the things have taken it."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.fit()
