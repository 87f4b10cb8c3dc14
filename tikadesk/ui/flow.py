"""Things side by side in as many rows as the width needs: buttons, links, choices. It takes exactly their height."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from tikadesk.ui import theme


class Flow(QFrame):
    """A box whose things flow into rows; ``gap`` between them and ``edge`` around them in logical pixels at 100 %."""

    def __init__(self, *, gap: int = 6, edge: int = 0) -> None:
        super().__init__()
        self._gap, self._edge = gap, edge
        self._things: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, things: Iterable[QWidget]) -> None:
        """Hold ``things`` instead of what was there."""
        for old in self._things:
            old.hide()
            old.deleteLater()
        self._things = list(things)
        for thing in self._things:
            thing.setParent(self)
            thing.show()
        self.fit()

    def fit(self) -> None:
        """Lay out what is not hidden at the width there is, and take the height that it needs."""
        gap, edge = theme.px(self._gap), theme.px(self._edge)
        left, top, high = edge, edge, 0
        for thing in self._things:
            if thing.isHidden():
                continue
            size = thing.sizeHint()
            wide = min(size.width(), self.width() - 2 * edge)
            if left > edge and left + wide > self.width() - edge:
                left, top, high = edge, top + high + gap, 0
            thing.setGeometry(left, top, wide, size.height())
            left, high = left + wide + gap, max(high, size.height())
        if self.minimumHeight() != top + high + edge or self.maximumHeight() != top + high + edge:
            self.setFixedHeight(top + high + edge)

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(theme.px(300), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest thing."""
        widest = max((thing.sizeHint().width() for thing in self._things), default=0)
        return QSize(widest + 2 * theme.px(self._edge), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow at the new width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Flow anew in another language or text size, once the things have taken it."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.fit()
