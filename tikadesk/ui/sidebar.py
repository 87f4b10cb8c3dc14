"""The sidebar: one entry a page, with icon, word and number key; words under the icons where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tikadesk import __version__
from tikadesk.i18n import tr
from tikadesk.ui import icons, theme
from tikadesk.ui.drawing import CENTRE, paint_text
from tikadesk.ui.screens import Screen
from tikadesk.ui.words import Text, Words, say

FULL_WIDTH, NARROW_WIDTH = 190, 86


class NavItem(QAbstractButton):
    """One page's entry; checked while its page is in front."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.screen_key, self._number, self._icon = screen.key, screen.number, screen.icon
        self.badge = 0
        self.narrow = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.render_words()

    def render_words(self) -> None:
        """Take the words of the language in force."""
        self._full, self._short = tr(f"page.{self.screen_key}"), tr(f"page.{self.screen_key}.short")
        self.setText(self.words)
        waiting = tr("sidebar.waiting", n=self.badge) if self.badge else ""
        self.setAccessibleName(self.words)
        self.setAccessibleDescription(" ".join(filter(None, (waiting, f"Ctrl {self._number}"))))
        self.update()

    @property
    def words(self) -> str:
        """The word in view."""
        return self._short if self.narrow else self._full

    def set_narrow(self, narrow: bool) -> None:
        """Word under the icon, or behind it."""
        self.narrow = narrow
        self.render_words()
        self.updateGeometry()

    def set_badge(self, count: int) -> None:
        """Show how many wait; 0 shows the number key again."""
        if count != self.badge:
            self.badge = count
            self.render_words()

    def sizeHint(self) -> QSize:
        """42 px high, or 52 with the word below."""
        return QSize(theme.px(NARROW_WIDTH), theme.px(52 if self.narrow else 42))

    def minimumSizeHint(self) -> QSize:
        """No word of the sidebar is ever cut."""
        if self.narrow:
            word = f"{self._short}  {self.badge}" if self.badge else self._short
            return QSize(theme.text_width(word, "smallstrong"), self.sizeHint().height())
        wide = theme.px(80) + theme.text_width(self._full, "strong")
        return QSize(wide, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, turmeric mark, icon, word, key or badge."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here or self.underMouse():
            painter.fillRect(self.rect(), QColor(colours.side_active))
        if here:
            painter.fillRect(0, 0, 4, self.height(), QColor(colours.mark))
        ink = colours.on_side_active if here else colours.side_ink
        if self.narrow:
            self._paint_narrow(painter, ink)
        else:
            self._paint_full(painter, ink)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.mark), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 2, -3, -2), 4, 4)

    def _paint_narrow(self, painter: QPainter, ink: str) -> None:
        colours, size = theme.tokens(), theme.px(18)
        ink = colours.mark if self.badge and not self.isChecked() else ink
        box = QRectF((self.width() - size) / 2, theme.px(6), size, size)
        icons.paint(painter, self._icon, colours.side_ink if not self.isChecked() else ink, box)
        word = f"{self._short}  {self.badge}" if self.badge else self._short
        painter.setPen(QColor(ink))
        below = QRectF(0, theme.px(26), self.width(), self.height() - theme.px(28))
        face = theme.font("smallstrong" if self.isChecked() or self.badge else "small")
        paint_text(painter, below, word, face, CENTRE)

    def _paint_full(self, painter: QPainter, ink: str) -> None:
        colours, middle = theme.tokens(), self.height() / 2
        size = theme.px(18)
        icons.paint(painter, self._icon, ink, QRectF(theme.px(17), middle - size / 2, size, size))
        painter.setPen(QColor(ink))
        word = QRectF(theme.px(46), 0, self.width() - theme.px(80), self.height() - 1)
        paint_text(painter, word, self._full, theme.font("strong" if self.isChecked() else "body"))
        if self.badge:
            text = f"{self.badge:,}"
            wide = max(theme.px(35), theme.text_width(text, "smallstrong") + theme.px(18))
            box = QRectF(self.width() - theme.px(10) - wide, middle - theme.px(9), wide, theme.px(18))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.mark))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setPen(QColor(colours.on_mark))
            paint_text(painter, box, text, theme.font("smallstrong"), CENTRE)
            return
        box = QRectF(self.width() - theme.px(33), middle - theme.px(9), theme.px(23), theme.px(18))
        painter.setPen(QPen(QColor(colours.side_line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(colours.side_ink if self.isChecked() else colours.side_muted))
        paint_text(painter, box, str(self._number), theme.font("keycap"), CENTRE)


class Sidebar(QFrame):
    """The pages that the operator's role may open.

    Signals:
        wanted(str): the page of this key.
    """

    wanted = Signal(str)

    def __init__(self, *, practice: bool) -> None:
        super().__init__()
        self.items: dict[str, NavItem] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 10, 0, 8)
        self._column.setSpacing(2)
        self._column.addStretch()
        scroll.setWidget(holder)
        outer.addWidget(scroll, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(18, 0, 8, 10)
        foot.setSpacing(0)
        foot.addWidget(Text(say("app.version", version=__version__), role="smallstrong", ink="side"))
        mode = "sidebar.practice_on" if practice else "sidebar.practice_off"
        foot.addWidget(Text(Words(mode), role="small", ink="side_muted"))
        outer.addWidget(self._foot)
        self._narrow = False
        self._fit()

    def show_screens(self, screens: Sequence[Screen]) -> None:
        """Offer these pages and no others; one under another has no entry of its own."""
        for item in self.items.values():
            item.hide()
            item.deleteLater()
        self.items = {}
        own = [screen for screen in screens if not screen.under]
        for at, screen in enumerate(sorted(own, key=lambda one: one.number)):
            item = NavItem(screen)
            item.set_narrow(self._narrow)
            item.clicked.connect(lambda _on=False, key=screen.key: self.wanted.emit(key))
            self._column.insertWidget(at, item)
            self.items[screen.key] = item

    def mark(self, key: str) -> None:
        """Show the page of ``key`` as the one in front."""
        for name, item in self.items.items():
            item.setChecked(name == key)

    def set_badge(self, key: str, count: int) -> None:
        """How many things wait on the page of ``key``."""
        if key in self.items:
            self.items[key].set_badge(count)

    def set_narrow(self, narrow: bool) -> None:
        """86 px with words under the icons, or 190 px."""
        self._narrow = narrow
        for item in self.items.values():
            item.set_narrow(narrow)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(NARROW_WIDTH if self._narrow else FULL_WIDTH))
        self._foot.setVisible(not self._narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's words and the new text size's width."""
        if event.type() == QEvent.Type.LanguageChange:
            for item in self.items.values():
                item.render_words()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "_narrow"):
            self._fit()
        super().changeEvent(event)
