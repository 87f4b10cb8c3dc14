"""Which day is shown: a day typed or stepped to, and the way back to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tikadesk.ui.buttons import Button, link
from tikadesk.ui.editors import DayEditor, read_day
from tikadesk.ui.field import Field
from tikadesk.ui.words import Words, plain, say


class _Arrow(Button):
    """A step by a day: an arrow to look at, words to hear."""

    def __init__(self, arrow: str, spoken: Words) -> None:
        self._spoken = spoken
        super().__init__(plain(arrow), small=True)

    def _render(self) -> None:
        super()._render()
        self.setAccessibleName(str(self._spoken))
        self.setToolTip(str(self._spoken))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Quick clicks are so many steps."""
        self.mousePressEvent(event)


class DayBar(QWidget):
    """A day field between two arrows; no day lies after today.

    Signals:
        chosen(str): another ISO day.
    """

    chosen = Signal(str)

    def __init__(self, today: Callable[[], str]) -> None:
        super().__init__()
        self._today = today
        self.day = ""
        self.field = Field(
            DayEditor("register_day", today=lambda: date.fromisoformat(today())),
            say("register_page.day"),
            width=118,
        )
        self.field.label.hide()  # a day between two arrows says what it is; a screen reader is told its name
        self.before, self.after = (
            _Arrow("←", say("register_page.day_before")),
            _Arrow("→", say("register_page.day_after")),
        )
        self.to_today = link(say("register_page.today"), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        middle = Qt.AlignmentFlag.AlignVCenter
        for widget in (self.before, self.field, self.after, self.to_today):
            row.addWidget(widget, 0, middle)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.to_today.clicked.connect(lambda: self._choose(date.fromisoformat(self._today())))
        self.field.editor.passed.connect(lambda _onwards: self._on_typed())
        self.field.editor.changed.connect(self._on_changed)
        self.field.editor.left.connect(self._on_left)

    def show_day(self, day: str) -> None:
        """Show an ISO day as the one in view; what is being typed stays."""
        if day != self.day or not self.field.editor.inner.hasFocus():
            self.field.editor.set_value(date.fromisoformat(day).strftime("%d-%m-%Y"))
            self.field.set_problem(None)
        self.day = day
        self.after.setEnabled(day < self._today())
        self.to_today.setVisible(day != self._today())

    def step(self, days: int) -> None:
        """Go ``days`` on, or back; not beyond today."""
        self._choose(date.fromisoformat(self.day) + timedelta(days=days))

    def _choose(self, day: date) -> None:
        wanted = min(day.isoformat(), self._today())
        if wanted != self.day:
            self.show_day(wanted)
            self.chosen.emit(wanted)

    def _on_changed(self) -> None:
        # A day that is whole is shown at once, also while the arrow keys step through them.
        day = read_day(self.field.value())
        if day is not None and day.isoformat() <= self._today() and day.isoformat() != self.day:
            self.day = day.isoformat()
            self.after.setEnabled(self.day < self._today())
            self.to_today.setVisible(self.day != self._today())
            self.field.set_problem(None)
            self.chosen.emit(self.day)

    def _on_typed(self) -> None:
        day = read_day(self.field.value())
        if day is None or day.isoformat() > self._today():
            self.field.set_problem(
                say("register_page.no_such_day" if day is None else "register_page.day_ahead")
            )
        else:
            self._choose(day)
            self.field.set_problem(None)

    def _on_left(self) -> None:
        """What is no day goes back to the one in view."""
        self.show_day(self.day)
