"""The bar above the page: where the operator is, the box that finds anyone, the language, who is at work, the lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tikadesk.i18n import tr
from tikadesk.ui import icons, theme
from tikadesk.ui.buttons import secondary
from tikadesk.ui.drawing import CENTRE, keycap_height, keycap_width, paint_keycap, paint_text
from tikadesk.ui.editors import LineInput
from tikadesk.ui.keys import KEYS
from tikadesk.ui.page import Fold
from tikadesk.ui.segments import Segment, SegmentBar
from tikadesk.ui.tongue import speaks_hindi
from tikadesk.ui.words import Text, Words, say


class FindBox(LineInput):
    """The box that takes a scan, a number or a name from any page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("find", "true")
        self._render()
        self._fit()

    def _render(self) -> None:
        self.setPlaceholderText(tr("top.find"))
        self.setAccessibleName(tr("top.find"))

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(238))
        self.setTextMargins(theme.px(22), 0, keycap_width(KEYS["find"].cap), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's words and the new text size's width."""
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet's frame, the scanner outline and the keycap."""
        super().paintEvent(event)
        painter = QPainter(self)
        size, middle = theme.px(16), self.height() / 2
        icons.paint(
            painter, "scan", theme.tokens().muted, QRectF(theme.px(10), middle - size / 2, size, size)
        )
        cap = KEYS["find"].cap
        wide, high = keycap_width(cap), keycap_height()
        box = QRectF(self.width() - wide - theme.px(8), round(middle - high / 2), wide, high)
        paint_keycap(painter, box, cap, theme.tokens())


class Avatar(QWidget):
    """The operator's initials in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self.initials = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show the first letters of the first two words of ``name``."""
        self.initials = "".join(word[0] for word in name.split()[:2]).upper()
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """32 px."""
        return QSize(theme.px(32), theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle and letters."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tint))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(colours.accent))
        paint_text(painter, QRectF(self.rect()), self.initials, theme.font("label"), CENTRE)


class TopBar(QFrame):
    """Page and session at the left, tools at the right.

    Signals:
        searched(str): Enter in the find box. language_wanted(str): "en" or "hi". lock_wanted.
    """

    searched = Signal(str)
    language_wanted = Signal(str)
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(10)
        self.title = Text(role="page")
        self.subtitle = Text(role="muted", ink="muted", elide=True)
        self.find_box = FindBox()
        self.find_box.passed.connect(self._on_find)
        self.language = SegmentBar(
            (Segment("en", say("top.english")), Segment("hi", say("top.hindi"))), role="body", small=True
        )
        self.language.chosen.connect(self.language_wanted)
        self.language.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.avatar = Avatar()
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        self.operator = Text(role="label")
        self.role = Text(role="small", ink="muted")
        names.addStretch()
        for one in (self.operator, self.role):
            names.addWidget(one)
        names.addStretch()
        self.lock = secondary(say("top.lock"), icon="lock", key="lock", small=True)
        self.lock.cap = ""
        self.lock.clicked.connect(self.lock_wanted)
        row.addWidget(self.title)
        row.addWidget(self.subtitle, 1)
        row.addWidget(self.find_box)
        row.addWidget(self.language)
        row.addWidget(self.avatar)
        row.addWidget(self._names)
        row.addWidget(self.lock)
        self.show_language()
        self._fit()

    def show_page(self, title: Words, subtitle: Words) -> None:
        """Say where the operator is."""
        self.title.show_words(title)
        self.subtitle.show_words(subtitle)

    def show_operator(self, name: Words, role: Words) -> None:
        """Say who is at work."""
        self.avatar.show_name(str(name))
        self.operator.show_words(name)
        self.role.show_words(role)

    def show_language(self) -> None:
        """Mark the language in force."""
        self.language.choose("hi" if speaks_hindi() else "en")

    def fold(self, fold: Fold) -> None:
        """On a narrow window the find box gives way to its key, the name to the initials."""
        self.find_box.setVisible(fold == Fold.FULL)
        self._names.setVisible(fold == Fold.FULL)
        self.subtitle.setVisible(fold != Fold.SINGLE)

    def _on_find(self, _onwards: bool) -> None:
        if text := self.find_box.text().strip():
            self.searched.emit(text)
            self.find_box.clear()

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(50))
        self.language.setFixedWidth(theme.px(92))
        self.language.setAccessibleName(tr("top.language"))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language and the new text size."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "lock"):
            self.show_language()
            self._fit()
        super().changeEvent(event)
