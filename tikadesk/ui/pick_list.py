"""A list to choose from: rows with the digits 1 to 9, walked through by Up and Down, taken by digit, Enter or click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.ui.blocks import empty
from tikadesk.ui.record_row import RecordRow

MOST = 9
"""So many rows have a digit."""


class PickList(QWidget):
    """Rows of one list.

    Signals:
        chosen(object): the ``thing`` of the row that was taken. left: Up from the first row.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RecordRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_rows(self, rows: Sequence[RecordRow]) -> None:
        """Offer these rows and no others; the one with the focus keeps it where its thing is still offered."""
        held = next((row.thing for row in self.rows if row.hasFocus()), None)
        empty(self._column)
        self.rows = list(rows)
        for at, row in enumerate(self.rows):
            row.opened.connect(lambda one=row: self.chosen.emit(one.thing))
            row.stepped.connect(lambda step, here=at: self.step(here + step))
            self._column.addWidget(row)
        if held is not None:
            again = next((row for row in self.rows if row.thing == held), None)
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, at: int) -> None:
        """Put the focus on the row ``at``; before the first it leaves the list."""
        if at < 0:
            self.left.emit()
        elif at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 take a row."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < min(MOST, len(self.rows)):
            self.chosen.emit(self.rows[at].thing)
        else:
            super().keyPressEvent(event)
