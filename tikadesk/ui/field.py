"""A field of a form: label above, editor, and what is said about the value (an echo, a problem) beside or below it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tikadesk.i18n import tr
from tikadesk.ui import theme
from tikadesk.ui.blocks import KeyCap, Noted
from tikadesk.ui.editors import Editor
from tikadesk.ui.page import QWIDGETSIZE_MAX
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words

_NOTE = 150
"""The least width of a note below a field, in logical pixels at 100 %."""
_AT_LEFT, _FILLING = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)


class Side(StrEnum):
    """Where a field says things about its value."""

    RIGHT = "right"
    BELOW = "below"


class Field(QWidget):
    """Label with buddy, editor, notes. ``also`` stands grey behind the label (the other language, a hint)."""

    def __init__(
        self,
        editor: Editor,
        label: Words,
        *,
        also: Words | None = None,
        required: bool = False,
        width: int | None = None,
        side: Side = Side.BELOW,
        cap: str = "",
    ) -> None:
        super().__init__()
        self.editor, self.name, self._words, self.required = editor, editor.name, label, required
        self._width = width
        self._problem: Words | None = None
        self._warning: Words | None = None
        self._echo: tuple[Look, Words, str] | None = None
        self.label = Text(label, role="label")
        self.label.setBuddy(editor.inner)
        self.also = Text(also, role="small", ink="muted")
        if also is None:
            # Never setVisible(True) before there is a parent: that would flash a window of its own.
            self.also.hide()
        self.note = Noted(Look.OK)
        self._said = _Said()
        self._build(side, cap)
        self._name_it()
        self._show_note()

    def _build(self, side: Side, cap: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self.label)
        head.addWidget(self.also)
        head.addStretch()
        if cap:
            head.addWidget(KeyCap(cap))
        column.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.editor, 0 if side == Side.RIGHT else 1)
        self._column, self._line = column, line
        column.addLayout(line)
        self._fit()
        if side == Side.RIGHT:
            line.addWidget(self.note, 1, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
            line.addStretch(0)
        else:
            # A note below a short field wraps: it does not push the field beside it out of the card.
            self.note.text.setMinimumWidth(theme.px(_NOTE))
            column.addWidget(self.note)
            column.addWidget(self._said)
        flows = self.editor.sizePolicy().hasHeightForWidth()
        high = QSizePolicy.Policy.Preferred if flows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, high)

    def _fit(self) -> None:
        if self._width is not None:
            self.editor.setFixedWidth(theme.px(self._width))
        # At the left, not in the middle, where the editor is narrower than its place.
        self._line.setAlignment(self.editor, _AT_LEFT if self._width else _FILLING)

    def _name_it(self) -> None:
        self.editor.inner.setAccessibleName(str(self._words))
        if self.required:
            self.editor.inner.setWhatsThis(tr("form.required"))

    def set_label(self, words: Words, also: Words | None = None) -> None:
        """Call the field something else: another ID asks for another number."""
        self._words = words
        self.label.show_words(words)
        self.also.show_words(also or Words())
        self._name_it()

    def set_side(self, side: Side) -> None:
        """Say problems and echoes beside the editor, or below it where there is no room beside."""
        self._line.removeWidget(self.note)
        self._column.removeWidget(self.note)
        if side == Side.RIGHT:
            self._line.insertWidget(1, self.note, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._column.addWidget(self.note)

    def set_width(self, width: int | None) -> None:
        """Hold the editor at ``width`` logical pixels at 100 %, or let it take the room there is."""
        self._width = width
        if width is None:
            self.editor.setMinimumWidth(0)
            self.editor.setMaximumWidth(QWIDGETSIZE_MAX)
        self._fit()

    @property
    def words(self) -> Words:
        """The label, for the summary of problems."""
        return self._words

    @property
    def is_bad(self) -> bool:
        """Whether a problem is shown."""
        return self._problem is not None

    def value(self) -> str:
        """The editor's value."""
        return self.editor.value()

    def set_problem(self, words: Words | None) -> None:
        """Say what is wrong and what to do; None takes it back."""
        if words is None and self._problem is None:
            return  # after each save every field of a form is told so, and restyling one is dear
        self._problem = words
        self.editor.set_problem(str(words) if words else None)
        self._describe()
        self._show_note()

    def _describe(self) -> None:
        if self._problem is None:
            self.editor.inner.setAccessibleDescription(str(self._warning or ""))

    @property
    def is_warned(self) -> bool:
        """Whether a warning was set."""
        return self._warning is not None

    def set_warning(self, words: Words | None) -> None:
        """Say in amber what to look at twice; it stands behind a problem and before an echo. None takes it back."""
        if words == self._warning:
            return
        self._warning = words
        self._describe()
        self._show_note()

    def set_echo(self, look: Look, words: Words | None, *, icon: str = "") -> None:
        """Say how the value was understood, in one line with an icon; None says nothing."""
        self._said.clear()
        self._echo = (look, words, icon) if words else None
        self._show_note()

    def set_said(self, first: Words | None, second: Words | None = None) -> None:
        """Say the value back in two lines, the first one bold ("34 years", "Born about 1992"); None says nothing."""
        self._echo = None
        self._said.show_lines(first, second)
        self._show_note()

    def _show_note(self) -> None:
        if self._problem is not None:
            self.note.show_state(Look.DANGER, self._problem, icon="alert")
            self.note.text.set_role("label")
        elif self._warning is not None:
            self.note.show_state(Look.AMBER, self._warning, icon="alert")
            self.note.text.set_role("muted")
        elif self._echo is not None:
            look, words, icon = self._echo
            self.note.show_state(look, words, icon=icon)
            self.note.text.set_role("muted")
        first = self._problem or self._warning
        self.note.setVisible(first is not None or self._echo is not None)
        self._said.setVisible(first is None and self._said.has_words)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's name and the new text size's width."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_it()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)


class _Said(QWidget):
    """Two lines that say a value back."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._first = Text(role="label")
        self._second = Text(role="small", ink="muted")
        for label in (self._first, self._second):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(label)
        self.has_words = False

    def show_lines(self, first: Words | None, second: Words | None) -> None:
        """Show the lines that there are."""
        self.has_words = first is not None
        self._first.show_words(first or Words())
        self._second.show_words(second or Words())
        self._second.setVisible(second is not None)

    def clear(self) -> None:
        """Say nothing."""
        self.show_lines(None, None)
