"""The editors that are chosen from: a few choices side by side, yes or no, and a drop-down list with letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from tikadesk.ui import icons, theme
from tikadesk.ui.editors import Editor
from tikadesk.ui.segments import Segment, SegmentBar
from tikadesk.ui.words import Words


class ChoiceSegment(Editor):
    """A segmented control as a field: F/M/O. The letter, an arrow or a click takes a choice."""

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        self.bar = SegmentBar(segments)
        super().__init__(name, self.bar)
        self.bar.chosen.connect(self._on_chosen)
        self.bar.passed.connect(self.passed)
        self.bar.exited.connect(self.left)

    def _on_chosen(self, _code: str) -> None:
        self.changed.emit()

    def value(self) -> str:
        """The chosen code, or the empty string."""
        return self.bar.code()

    def set_value(self, value: str) -> None:
        """Show ``value`` as chosen; the empty string chooses none."""
        self.bar.choose(value)

    def set_problem(self, text: str | None) -> None:
        """Frame the bar, and tell a screen reader why."""
        self.bar.set_bad(bool(text))
        self.bar.setAccessibleDescription(text or "")


class YesNoEditor(ChoiceSegment):
    """Y or N with the words of the question at hand; never chosen beforehand."""

    def __init__(self, name: str, yes: Words, no: Words) -> None:
        super().__init__(name, (Segment("Y", yes, "Y"), Segment("N", no, "N")))

    def set_value(self, value: str) -> None:
        """Show Y or N, also as a stored 1 or 0; the empty string chooses none."""
        super().set_value({"1": "Y", "0": "N"}.get(value, value))


class _Combo(QComboBox):
    """A drop-down list with our chevron, closed to the wheel, open to letters whatever the keyboard's layout."""

    passed = Signal(bool)
    exited = Signal()

    def __init__(self, letters: Sequence[str]) -> None:
        super().__init__()
        self._letters = [letter.upper() for letter in letters]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter passes on, a letter chooses; F4 belongs to the desk."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return
        if key == Qt.Key.Key_F4:
            event.ignore()
            return
        letter = chr(key) if 0x20 < key < 0x7F else ""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if letter and plain and letter in self._letters:
            at = self._letters.index(letter)
            self.setCurrentIndex(at)
            self.activated.emit(at)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the value."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the editor, but not while its own list is open."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.exited.emit()

    def minimumSizeHint(self) -> QSize:
        """A list beside others may be narrow; its choice is then shown to the point it reaches."""
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet's frame and our chevron."""
        super().paintEvent(event)
        size = theme.px(16)
        box = QRectF(self.width() - size - theme.px(12), (self.height() - size) / 2, size, size)
        icons.paint(QPainter(self), "down", theme.tokens().ink, box)


class ComboEditor(Editor):
    """A drop-down field. ``segments`` hold code, words and the letter that chooses; an empty code may be among them."""

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        self.combo = _Combo([segment.letter for segment in segments])
        super().__init__(name, self.combo)
        self._segments = list(segments)
        self._fill()
        self.combo.setCurrentIndex(-1)
        self.combo.activated.connect(self._on_activated)
        self.combo.passed.connect(self.passed)
        self.combo.exited.connect(self.left)

    def _fill(self) -> None:
        at = self.combo.currentIndex()
        self.combo.clear()
        for segment in self._segments:
            self.combo.addItem(f"{segment.letter}  {segment.words}" if segment.letter else str(segment.words))
        self.combo.setCurrentIndex(at)

    def _on_activated(self, _at: int) -> None:
        self.changed.emit()

    def value(self) -> str:
        """The chosen code, or the empty string."""
        at = self.combo.currentIndex()
        return self._segments[at].code if 0 <= at < len(self._segments) else ""

    def set_value(self, value: str) -> None:
        """Show ``value`` as chosen; an unknown code chooses none."""
        codes = [segment.code for segment in self._segments]
        self.combo.setCurrentIndex(codes.index(value) if value in codes else -1)

    def changeEvent(self, event: QEvent) -> None:
        """Say the choices in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)
