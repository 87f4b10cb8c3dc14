"""The field that tubes and papers are scanned into: what came of the last scan stands in it, a refusal below it.

It knows neither tubes nor boxes; who owns it says what a scan means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tikadesk.ui import theme
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import Button, secondary
from tikadesk.ui.drawing import paint_focus
from tikadesk.ui.editors import LineInput
from tikadesk.ui.messages import announce
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words

NEAR = 5
"""As many near numbers as there are digits to choose them by."""


@dataclass(frozen=True)
class Near:
    """A number that may have been meant: what is typed for it, and what its button says."""

    typed: str
    words: Words


class _Frame(QFrame):
    """The frame around icon, label, line and answer; it wears the focus for the line inside."""

    def __init__(self, line: LineInput) -> None:
        super().__init__()
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as in the mock."""
        return QSize(super().sizeHint().width(), theme.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring of the focus, or a plain line."""
        colours, box = theme.tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._line.hasFocus()
        painter.setPen(Qt.PenStyle.NoPen if focused else QPen(QColor(colours.field_line), 1))
        painter.setBrush(QColor(colours.focus_tint if focused else colours.card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if focused:
            paint_focus(painter, box)


class ScanBox(QWidget):
    """A field for scans. It empties itself at every Enter, so that the next scan finds it ready.

    Signals:
        scanned(str): Enter, or a near number's digit or button. stepped(int): Up or Down, deleted: Del, in the empty
        field; the list below it is worked without leaving it.
    """

    scanned = Signal(str)
    stepped = Signal(int)
    deleted = Signal()

    def __init__(self, label: Words, hint: Words) -> None:
        super().__init__()
        self.near: tuple[Near, ...] = ()
        self._words, self._hint = label, hint
        self.line = LineInput()
        self.line.setProperty("bare", "true")
        self.line.keep_out = self._takes_near
        self.line.letter.connect(lambda digit: self.choose(int(digit)))
        self.line.passed.connect(self._on_entered)
        self.line.installEventFilter(self)
        self._frame = _Frame(self.line)
        self._label = Text(label, role="card")
        self._label.setBuddy(self.line)
        self._icon = Icon("scan", ink="focus", size=22)
        self._answer = Text(role="label", ink="ok", elide=True)
        self._answer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._mark = Icon("check-circle", ink="ok", size=18)
        self._lay_out()
        self._say_hint()
        self.say(Look.OK, None)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._label)
        row.addWidget(self.line, 2)
        row.addWidget(self._answer, 3)
        row.addWidget(self._mark)
        self.refusal = Panel(Look.DANGER, margins=(18, 7, 12, 8))
        self.refusal.body.setSpacing(6)
        self._why = Text(role="strong", ink="danger", wrap=True)
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(Icon("alert", ink="danger", size=18), 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._why, 1)
        self.refusal.body.addLayout(said)
        self._buttons: list[Button] = []
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._frame)
        column.addWidget(self.refusal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What the page says

    def start(self) -> None:
        """Put the focus into the field."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, look: Look, words: Words | None, *, icon: str = "") -> None:
        """What came of the last scan, at the right of the field; a refusal before it is over."""
        self._clear()
        self._answer.set_ink(look.value)
        self._answer.show_words(words or Words())
        self._answer.setVisible(words is not None)
        self._mark.show_icon(icon or "check-circle", look.value)
        self._mark.setVisible(words is not None)
        if words is not None:
            announce(self, str(words))

    def refuse(self, words: Words, near: Sequence[Near] = ()) -> None:
        """Why the last scan was not taken and what to do, with up to five numbers that may have been meant."""
        self.say(Look.OK, None)
        self._why.show_words(words)
        self.near = tuple(near)[:NEAR]
        for at, one in enumerate(self.near, 1):
            button = secondary(one.words, cap=str(at), small=True)
            button.clicked.connect(lambda _on=False, at=at: self.choose(at))
            self._buttons.append(button)
            self.refusal.body.addWidget(button)
        self.refusal.show()
        announce(self, str(words))

    @property
    def refused(self) -> str:
        """The refusal in view; empty where the last scan was taken."""
        return "" if self.refusal.isHidden() else self._why.text()

    @property
    def said(self) -> str:
        """What came of the last scan that was taken."""
        return self._answer.text()

    def choose(self, digit: int) -> None:
        """Take the near number that ``digit`` (from 1) stands for; nothing where there is none."""
        if 1 <= digit <= len(self.near):
            self.scanned.emit(self.near[digit - 1].typed)

    def _clear(self) -> None:
        self.refusal.hide()
        self.near = ()
        for button in self._buttons:
            self.refusal.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []

    # What the operator does

    def _takes_near(self, text: str) -> bool:
        return not self.line.text() and text.isascii() and text.isdigit() and 1 <= int(text) <= len(self.near)

    def _on_entered(self, _onwards: bool) -> None:
        typed = self.line.text().strip()
        self.line.clear()
        if typed:
            self.scanned.emit(typed)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Up, Down and Del in the empty field work the list; the frame follows the focus."""
        if watched is not self.line:
            return False
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._frame.update()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() and not self.line.text():
            self.deleted.emit()
            return True
        return False

    def _say_hint(self) -> None:
        self.line.setAccessibleName(str(self._words))
        self.line.setPlaceholderText(str(self._hint))

    def changeEvent(self, event: QEvent) -> None:
        """Say label and hint in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_hint()
