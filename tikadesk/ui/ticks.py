"""The editor for several choices at once: symptoms, conditions. Its value is the codes with a space between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from tikadesk.ui import icons, theme
from tikadesk.ui.drawing import paint_focus, paint_text
from tikadesk.ui.editors import Editor
from tikadesk.ui.flow import Flow
from tikadesk.ui.segments import Segment


class _Tick(QAbstractButton):
    """One choice: a box, its letter, its words. The panel around it holds the focus."""

    def __init__(self, segment: Segment) -> None:
        super().__init__()
        self.segment = segment
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.render_words()

    def render_words(self) -> None:
        """Take the words of the language in force."""
        self.setText(str(self.segment.words).replace("&", "&&"))
        self.setAccessibleName(str(self.segment.words))

    def sizeHint(self) -> QSize:
        """The box and the bold words, so that ticking moves nothing."""
        return QSize(theme.px(34) + theme.text_width(self._said(), "strong"), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def _said(self) -> str:
        letter = self.segment.letter
        return f"{letter} {self.segment.words}" if letter else str(self.segment.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, filled where it is ticked, and the words."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(16)
        box = QRectF(theme.px(6), round((self.height() - size) / 2), size, size)
        ticked = self.isChecked()
        painter.setPen(QPen(QColor(colours.primary if ticked else colours.field_line), 1))
        painter.setBrush(QColor(colours.primary if ticked else colours.card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            icons.paint(painter, "check", colours.on_primary, box.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(colours.ink))
        room = QRectF(theme.px(28), 0, self.width() - theme.px(28), self.height() - 1)
        paint_text(painter, room, self._said(), theme.font("strong" if ticked else "body"))


class _Panel(Flow):
    """The choices in as many rows as they need.

    Signals:
        changed: one was ticked or unticked. passed(bool): Enter (True) or Shift+Enter. exited: the focus has gone.
    """

    changed = Signal()
    passed = Signal(bool)
    exited = Signal()

    def __init__(self, segments: Sequence[Segment]) -> None:
        super().__init__(gap=2, edge=4)
        self.bad = False
        self.ticks = [_Tick(segment) for segment in segments]
        for tick in self.ticks:
            tick.toggled.connect(self._describe)
            tick.clicked.connect(lambda _on=False: self.changed.emit())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fill(self.ticks)

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(t.accessibleName() for t in self.ticks if t.isChecked()))

    def changeEvent(self, event: QEvent) -> None:
        """Say the choices in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for tick in self.ticks:
                tick.render_words()
            self._describe()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter ticks or unticks; Enter passes on."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return
        # The key itself, not its text: under a Hindi layout the text of F is another letter.
        letter = chr(key) if 0x20 < key < 0x7F else ""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        for tick in self.ticks:
            if plain and letter and tick.segment.letter == letter:
                tick.click()
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the editor around it."""
        super().focusOutEvent(event)
        self.update()
        self.exited.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame: plain, focused or needing a mend."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bad = self.bad and not self.hasFocus()
        painter.setPen(QPen(QColor(colours.danger.ink if bad else colours.field_line), 2 if bad else 1))
        painter.setBrush(QColor(colours.focus_tint if self.hasFocus() else colours.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))


class TicksEditor(Editor):
    """Any number of a table's choices, taken by letter or click."""

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        self.panel = _Panel(segments)
        super().__init__(name, self.panel)
        self.setSizePolicy(self.panel.sizePolicy())
        self.panel.changed.connect(self.changed)
        self.panel.passed.connect(self.passed)
        self.panel.exited.connect(self.left)

    def value(self) -> str:
        """The ticked codes in the table's order, a space between; empty for none."""
        return " ".join(tick.segment.code for tick in self.panel.ticks if tick.isChecked())

    def set_value(self, value: str) -> None:
        """Tick the codes in ``value``; unknown ones tick nothing."""
        codes = set(value.split())
        for tick in self.panel.ticks:
            tick.setChecked(tick.segment.code in codes)

    def set_problem(self, text: str | None) -> None:
        """Frame the panel, and tell a screen reader why."""
        self.panel.bad = bool(text)
        self.panel.setAccessibleDescription(text or "")
        self.panel.update()
