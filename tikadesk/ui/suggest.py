"""The field that suggests while typing (village or ward): Enter takes the marked row, the last row keeps the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from tikadesk.i18n import tr
from tikadesk.ui import theme
from tikadesk.ui.drawing import RIGHT, keycap_height, keycap_width, paint_keycap, paint_text
from tikadesk.ui.editors import Editor, LineInput

_ENTER = "Enter"


@dataclass(frozen=True)
class Suggestion:
    """One row: ``value`` for the form, ``text`` for the field, ``other`` the other script, ``note`` grey."""

    value: str
    text: str
    other: str = ""
    note: str = ""

    @property
    def shown(self) -> str:
        """Both names, as the field shows them once taken."""
        return f"{self.text} · {self.other}" if self.other else self.text


class Popup(QFrame):
    """The list below the field: a plain child of the window, so that the focus never leaves the field.

    Signals:
        taken(int): a row was clicked.
    """

    taken = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.rows: list[Suggestion] = []
        self.marked = 0
        self.typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(14)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(0, 0, 0, theme.tokens().shadow_alpha))
        self.setGraphicsEffect(shadow)
        self.hide()

    def offer(self, rows: Sequence[Suggestion], typed: str) -> None:
        """Show ``rows`` with the first one marked."""
        self.rows, self.typed, self.marked = list(rows), typed, 0
        self.update()

    def row_height(self) -> int:
        """The height of one row."""
        return theme.px(30)

    def wanted_height(self) -> int:
        """All rows with the frame's padding."""
        return len(self.rows) * self.row_height() + 10

    def mark(self, step: int) -> None:
        """Move the mark by ``step`` rows, round the ends."""
        self.marked = (self.marked + step) % max(1, len(self.rows))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row under the pointer."""
        row = (round(event.position().y()) - 5) // self.row_height()
        if 0 <= row < len(self.rows):
            self.taken.emit(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows with the typed letters bold, the note at the right, the Enter cap on the marked one."""
        super().paintEvent(event)
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, row in enumerate(self.rows):
            box = QRectF(5, 5 + at * self.row_height(), self.width() - 10, self.row_height())
            right = box.right() - theme.px(10)
            ink = QColor(colours.ink)
            if at == self.marked:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.selection))
                painter.drawRoundedRect(box, 4, 4)
                ink = QColor(colours.on_selection)
                wide, high = keycap_width(_ENTER), keycap_height()
                right -= wide
                cap = QRectF(right, round(box.center().y() - high / 2), wide, high)
                paint_keycap(painter, cap, _ENTER, colours)
                right -= theme.px(8)
            self._paint_row(painter, row, box.adjusted(theme.px(10), 0, 0, 0), right, ink)

    def _paint_row(self, painter: QPainter, row: Suggestion, box: QRectF, right: float, ink: QColor) -> None:
        note_width = theme.text_width(row.note, "small") + 1
        painter.setPen(QColor(theme.tokens().muted))
        note = QRectF(right - note_width, box.top(), note_width, box.height())
        paint_text(painter, note, row.note, theme.font("small"), RIGHT)
        painter.setPen(ink)
        left = box.left()
        bold = len(self.typed) if row.text.casefold().startswith(self.typed.casefold()) else 0
        for text, role in ((row.text[:bold], "strong"), (row.shown[bold:], "body")):
            room = max(0.0, right - note_width - theme.px(8) - left)
            paint_text(painter, QRectF(left, box.top(), room, box.height()), text, theme.font(role))
            left += theme.text_width(text, role) - 1 if text else 0


class SuggestEditor(Editor):
    """A text field over ``source(typed) -> suggestions``. The value is a taken row's, else the text as typed.

    ``keep_key`` is the sentence of the last row with the place {typed}; ``keep_note_key`` the grey words at its right.
    """

    def __init__(
        self,
        name: str,
        source: Callable[[str], Sequence[Suggestion]],
        *,
        keep_key: str = "suggest.keep",
        keep_note_key: str = "suggest.keep_note",
    ) -> None:
        self.line = LineInput()
        super().__init__(name, self.line)
        self._source, self._keep_key, self._keep_note_key = source, keep_key, keep_note_key
        self._value: str | None = None
        self._popup: Popup | None = None
        self.line.textEdited.connect(self._on_edited)
        self.line.passed.connect(self._on_passed)
        self.line.exited.connect(self._on_exited)
        self.line.installEventFilter(self)

    def value(self) -> str:
        """The taken row's value, else the text."""
        return self._value if self._value is not None else self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show ``value``, with both names where the source knows it."""
        found = next((row for row in self._source(value) if value and row.value == value), None)
        self._value = found.value if found else None
        self.line.setText(found.shown if found else value)
        self.line.setCursorPosition(0)

    @property
    def popup(self) -> Popup | None:
        """The open list, or None."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def _on_edited(self, text: str) -> None:
        self._value = None
        typed = text.strip()
        rows = list(self._source(typed)) if typed else []
        if typed:
            keep = tr(self._keep_key, typed=typed)
            rows.append(Suggestion(typed, keep, note=tr(self._keep_note_key)))
        if self._popup is None:
            self._popup = Popup(self.window())
            self._popup.taken.connect(self._take)
        self._popup.offer(rows, typed)
        if rows:
            self._place()
            self.line.setAccessibleDescription(rows[0].shown)
        else:
            self._popup.hide()
        self.changed.emit()

    def _place(self) -> None:
        popup = self._popup
        if popup is None:
            return
        if popup.parentWidget() is not self.window():
            popup.setParent(self.window())
        below = self.mapTo(self.window(), QPoint(0, self.height() + 3))
        high = popup.wanted_height()
        if below.y() + high > self.window().height():
            below.setY(max(0, self.mapTo(self.window(), QPoint(0, 0)).y() - high - 3))
        popup.setGeometry(below.x(), below.y(), max(self.width(), theme.px(320)), high)
        popup.show()
        popup.raise_()

    def _take(self, at: int) -> None:
        popup = self._popup
        if popup is None or not popup.rows:
            return
        row = popup.rows[at]
        keeps = at == len(popup.rows) - 1
        self._value = row.value
        self.line.setText(row.value if keeps else row.shown)
        self.line.setCursorPosition(0)
        popup.hide()
        self.changed.emit()

    def _on_passed(self, onwards: bool) -> None:
        if (popup := self.popup) and onwards:
            self._take(popup.marked)
        self.passed.emit(onwards)

    def _on_exited(self) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.left.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows move the mark and Esc closes, while the list is open."""
        if watched is not self.line or (popup := self.popup) is None or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            popup.mark(1 if event.key() == Qt.Key.Key_Down else -1)
            self.line.setAccessibleDescription(popup.rows[popup.marked].shown)
            return True
        if event.key() == Qt.Key.Key_Escape:
            popup.hide()
            return True
        return False
